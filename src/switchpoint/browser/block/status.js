/** status.js shows a block's state: in its attribute, and in the line that is read out. */

/** @typedef {"recorded" | "booting" | "running" | "passed" | "differs" | "done" | "failed" | "stopped" | "unavailable"} State */

/**
 * showStatus shows a state and fires `live-snippet:state` if it is another than before.
 * @param {import("../live-snippet.js").LiveSnippet} block
 * @param {State} state
 * @param {string} text Read out by screen readers when it changes.
 * @param {string} progress Shown after the text and not read out, because it changes too often.
 */
export function showStatus(block, state, text, progress) {
  const isChanged = state !== block.state;
  block.setAttribute("state", state);
  const line = block.piece("status");
  if (line.firstChild?.textContent !== text) line.textContent = text;
  const moving = line.querySelector("span") ?? document.createElement("span");
  moving.ariaHidden = "true";
  moving.textContent = progress;
  if (progress) line.append(moving);
  else moving.remove();
  if (!isChanged) return;
  block.buttons.update();
  block.dispatchEvent(new CustomEvent("live-snippet:state", { bubbles: true, detail: { state } }));
}
