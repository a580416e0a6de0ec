/** copying.js puts a block's program on the clipboard. */

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */

/** Milliseconds for which a button says what it has done. */
const NOTICE = 2000;

/** copyProgram copies the program. @param {LiveSnippet} block */
export async function copyProgram(block) {
  await copyText(block, block.source, "copy", block.words.copy, block.words.copied);
}

/**
 * copyText puts a text on the clipboard, and says on a button for a while whether that succeeded.
 * @param {LiveSnippet} block
 * @param {string} text
 * @param {"copy" | "share"} action The button.
 * @param {string} label What it says otherwise.
 * @param {string} done
 */
export async function copyText(block, text, action, label, done) {
  const button = block.buttons.find(action);
  const isCopied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  if (button) {
    button.textContent = isCopied ? done : block.words.copy_failed;
    setTimeout(() => {
      button.textContent = label;
    }, NOTICE);
  }
  return isCopied;
}
