/** sharing.js has what takes an edited program to a link or to the playground. */

import { fill } from "../common/fill.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("../common/later-strings.js").AllStrings} AllStrings */

/**
 * addSharing adds the button, and has the link to the playground take the edited program along.
 * @param {LiveSnippet} block
 * @param {AllStrings} words
 */
export function addSharing(block, words) {
  block.buttons.add("share", words.share, () => void copyLink(block, words));
  const link = /** @type {HTMLElement | null} */ (block.querySelector("[data-action=playground]"));
  link?.addEventListener("click", (event) => {
    // The link itself leads to the site's program. An exercise's start is none that it could name.
    if (!block.isEdited && block.dataset.exercise === undefined) return;
    event.preventDefault();
    void openInPlayground(block);
  });
}

/**
 * copyLink copies a link to the playground that holds the program.
 * @param {LiveSnippet} block
 * @param {AllStrings} words
 */
async function copyLink(block, words) {
  const { linkTo } = await import("./share.js");
  const link = await linkTo(block.dataset.playground ?? "", block.source);
  if (!(await block.buttons.copy(link, "share", words.share, words.link_copied)))
    block.editing?.note("share", fill(words.copy_link, { link }));
}

/** openInPlayground goes to the playground with the program. @param {LiveSnippet} block */
async function openInPlayground(block) {
  const { handOver } = await import("./share.js");
  location.assign(await handOver(block.dataset.playground ?? "", block.source));
}
