/**
 * clicks.js has what a click on a block's code and on its link does. A click on the code opens the
 * field to type in, with the caret where the reader clicked. It is loaded with the first click.
 */

import { allStrings } from "../common/later-strings.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */

/** Milliseconds for which is said that the link was copied. */
const NOTICE = 2000;

/**
 * clicked acts on a click somewhere in a block.
 * @param {LiveSnippet} block
 * @param {MouseEvent} event
 */
export async function clicked(block, event) {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("[data-part=link]")) await copyLink(block);
  else if (target.closest("[data-part=code]")) await editAt(block, event);
}

/**
 * editAt opens the field, unless the reader is selecting text to copy, or scrolls with a finger.
 * @param {LiveSnippet} block
 * @param {MouseEvent} event
 */
async function editAt(block, event) {
  const { code } = block;
  const isTouch = /** @type {PointerEvent} */ (event).pointerType === "touch";
  if (!code || block.editing || isTouch || hasSelection()) return;
  const offset = offsetAt(code, event);
  await import("../editing/editing.js").catch(() => {}); // meanwhile the reader may select
  if (hasSelection()) return;
  const scrolled = code.parentElement?.scrollTop ?? 0;
  const editing = await block.edit();
  editing?.editor.focus(offset);
  block.querySelector("[data-part=editor] > div")?.scrollTo(0, scrolled);
}

const hasSelection = () => getSelection()?.isCollapsed === false;

/**
 * offsetAt returns how many characters of an element's text stand before a point of the window.
 * @param {HTMLElement} element
 * @param {MouseEvent} point
 */
function offsetAt(element, { clientX, clientY }) {
  const before = document.createRange();
  before.selectNodeContents(element);
  const at = document.caretPositionFromPoint?.(clientX, clientY);
  const old = at ? undefined : document.caretRangeFromPoint?.(clientX, clientY); // older browsers
  const [node, offset] = at
    ? [at.offsetNode, at.offset]
    : [old?.startContainer, old?.startOffset ?? 0];
  if (!node || !element.contains(node)) return 0;
  before.setEnd(node, offset);
  return before.toString().length;
}

/**
 * copyLink copies the link to a block, shows it in the address bar, too, and says so beside it. A
 * navigation, even to a place on the page, would have the theme load the page anew.
 * @param {LiveSnippet} block
 */
async function copyLink(block) {
  const words = allStrings(block.words);
  const link = /** @type {HTMLAnchorElement} */ (block.piece("link"));
  history.replaceState(history.state, "", link.href);
  const isCopied = await navigator.clipboard.writeText(link.href).then(
    () => true,
    () => false,
  );
  block.querySelector(".snippet-copied")?.remove();
  const note = document.createElement("span");
  note.className = "snippet-copied";
  note.setAttribute("role", "status");
  link.before(note);
  note.textContent = isCopied ? words.link_copied : words.link_shown;
  setTimeout(() => note.remove(), NOTICE);
}
