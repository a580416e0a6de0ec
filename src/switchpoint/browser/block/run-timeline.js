/** run-timeline.js shows the trace of a run in a block's timeline. It is loaded with the first run. */

import { blankBox } from "../timeline/blank-box.js";
import { draw } from "../timeline/svg.js";

/**
 * showTrace draws the trace of a run. The recorded picture stays where a run of the recorded program
 * has the same trace.
 * @param {import("../live-snippet.js").LiveSnippet} block
 * @param {import("../interpreter/messages.js").Trace} trace
 * @param {import("../interpreter/messages.js").Drawing} drawing
 * @param {boolean} isEdited Whether another program than the recorded one was run.
 */
export async function showTrace(block, trace, drawing, isEdited) {
  if (!block.timeline.box) {
    if (!trace.events.length) return;
    block.piece("body").append(blankBox(block.words));
  }
  const timeline = await block.timeline.load().catch(() => undefined);
  if (!timeline) return;
  const isSame = JSON.stringify(trace) === JSON.stringify(timeline.recorded.story.trace);
  if (!isEdited && isSame) timeline.restore();
  else timeline.redraw(trace, drawing, draw(drawing));
}
