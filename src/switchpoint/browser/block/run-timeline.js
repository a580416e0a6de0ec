/** run-timeline.js shows the trace of a run in a block's timeline. It is loaded with the first run. */

import { blankBox } from "../timeline/blank-box.js";
import { draw } from "../timeline/svg.js";

/**
 * showTrace draws the trace of a run. The recorded picture stays where a run of the recorded program
 * has the same trace.
 * @param {import("../live-snippet.js").LiveSnippet} block
 * @param {import("../interpreter/messages.js").Trace} trace
 * @param {import("../interpreter/messages.js").Drawing} drawing
 * @param {string} source The program that was run.
 */
export async function showTrace(block, trace, drawing, source) {
  if (!block.timeline.box) {
    if (!trace.events.length) return;
    block.piece("printed").before(blankBox(block.words));
  }
  const timeline = await block.timeline.load().catch(() => undefined);
  if (!timeline) return;
  const { story } = timeline.recorded;
  const isSame = JSON.stringify(trace) === JSON.stringify(story.trace);
  if (source === story.source && isSame) timeline.restore();
  else timeline.replace({ source, trace, says: drawing.says }, draw(drawing), listOf(drawing));
}

/** listOf returns the items of the picture's list of sentences. @param {import("../interpreter/messages.js").Drawing} drawing */
const listOf = ({ story }) =>
  story.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  });
