/** copying.js puts a block's program, or a link to it, on the clipboard or into the playground. */

import { fill } from "../common/fill.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */

/** Milliseconds for which a button says what it has done. */
const NOTICE = 2000;

/** copyProgram copies the program. @param {LiveSnippet} block */
export async function copyProgram(block) {
  await copyText(block, block.source, "copy", block.words.copied);
}

/** copyLink copies a link to the playground that holds the program. @param {LiveSnippet} block */
export async function copyLink(block) {
  const { linkTo } = await import("../editing/share.js");
  const link = await linkTo(block.dataset.playground ?? "", block.source);
  if (!(await copyText(block, link, "share", block.words.link_copied)))
    block.editing?.note("share", fill(block.words.copy_link, { link }));
}

/** openInPlayground goes to the playground with the program. @param {LiveSnippet} block */
export async function openInPlayground(block) {
  const { handOver } = await import("../editing/share.js");
  location.assign(await handOver(block.dataset.playground ?? "", block.source));
}

/**
 * copyText puts a text on the clipboard, and says on a button for a while whether that succeeded.
 * @param {LiveSnippet} block
 * @param {string} text
 * @param {"copy" | "share"} action
 * @param {string} done
 */
async function copyText(block, text, action, done) {
  const { words } = block;
  const button = block.buttons.find(action);
  const isCopied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  if (button) {
    button.textContent = isCopied ? done : words.copy_failed;
    setTimeout(() => {
      button.textContent = words[action];
    }, NOTICE);
  }
  return isCopied;
}
