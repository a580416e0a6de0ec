/** strings.js holds every word of the interface, in Chinese and English. */

/** @typedef {typeof zh} Strings */

const zh = {
  language: /** @type {"zh" | "en"} */ ("zh"),
  run: "运行",
  stop: "停止",
  copy: "复制",
  copied: "已复制",
  copyFailed: "浏览器不让复制，请选中代码再复制",
  again: "再试一次",
  recording: "显示录制",
  waiting: "排队中，等前一段结束…",
  booting: (/** @type {number} */ percent) => `正在准备 Python… ${percent}%`,
  running: "运行中…",
  passed: (/** @type {string} */ seconds) => `与录制相同，${seconds} 秒`,
  differs: (/** @type {string} */ seconds) => `与录制不同，${seconds} 秒`,
  done: (/** @type {string} */ seconds) => `已结束，${seconds} 秒`,
  failed: (/** @type {string} */ seconds) => `以异常结束，${seconds} 秒`,
  stopped: "已停止",
  bootFailed: "Python 没能下载下来。下面仍是录制；请检查网络，再试一次。",
  unavailable: (/** @type {string} */ what) =>
    `这个浏览器缺少 ${what}，gevent 在这里运行不了；下面是录制。`,
  crashed: "解释器崩溃了，已换上新的；可以再运行一次。",
  cut: "输出太长，后面的没有显示。",
  exitCode: (/** @type {number} */ code) => `退出码 ${code}`,
  differenceTitle: "与录制的差别（− 录制，+ 这一次）",
  steps: "一步一步看",
  stepBack: "上一步",
  stepForward: "下一步",
  step: (/** @type {number} */ at, /** @type {number} */ all) => `第 ${at}/${all} 步。`,
  stepHint: "用按钮、滑块或方向键一步一步看，也可以指着图里的某一步。",
  frameNew: "还没开始",
  frameRunning: "正在运行",
  frameBusy: "等别的生成器",
  frameWaits: (/** @type {number} */ line) => `停在第 ${line} 行`,
  frameDone: "已结束，帧已丢弃",
};

/** @type {Strings} */
const en = {
  language: "en",
  run: "Run",
  stop: "Stop",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser refuses to copy; select the code and copy it",
  again: "Try again",
  recording: "Show recording",
  waiting: "Waiting for the block before it…",
  booting: (percent) => `Getting Python ready… ${percent}%`,
  running: "Running…",
  passed: (seconds) => `Same as recorded, ${seconds} s`,
  differs: (seconds) => `Not the same as recorded, ${seconds} s`,
  done: (seconds) => `Ended, ${seconds} s`,
  failed: (seconds) => `Ended by an exception, ${seconds} s`,
  stopped: "Stopped",
  bootFailed: "Python could not be downloaded. The recording is still below; check the network and try again.",
  unavailable: (what) =>
    `This browser lacks ${what}, so gevent cannot run here; the recording is below.`,
  crashed: "The interpreter died and has been replaced; you can run again.",
  cut: "The output is too long; the rest is not shown.",
  exitCode: (code) => `exit code ${code}`,
  differenceTitle: "Difference from the recording (− recorded, + this run)",
  steps: "Step by step",
  stepBack: "Step back",
  stepForward: "Step forward",
  step: (at, all) => `Step ${at} of ${all}. `,
  stepHint: "Step with the buttons, the slider or the arrow keys, or point at a step in the picture.",
  frameNew: "not started",
  frameRunning: "running",
  frameBusy: "waits for another generator",
  frameWaits: (line) => `waits at line ${line}`,
  frameDone: "finished, frame gone",
};

/**
 * stringsFor returns the words in the language of an element's page.
 * @param {Element} element
 * @returns {Strings}
 */
export function stringsFor(element) {
  const holder = element.closest("[lang]");
  return holder?.getAttribute("lang")?.startsWith("en") ? en : zh;
}

export const languages = { zh, en };
