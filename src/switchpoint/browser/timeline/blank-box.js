/** blank-box.js makes the box of a timeline where the page has none because nothing was recorded. */

import { draw } from "./svg.js";

/**
 * blankBox returns a box as pages/block.py writes it, with an empty picture.
 * @param {import("../common/strings.js").Strings} words
 */
export function blankBox(words) {
  const box = document.createElement("details");
  box.dataset.part = "timeline";
  box.open = true;
  const summary = document.createElement("summary");
  summary.textContent = words.timeline;
  const scroller = document.createElement("div");
  scroller.className = "timeline-scroll";
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", words.timeline);
  scroller.append(draw({ width: 0, height: 0, shapes: [], story: [], says: [] }));
  const story = document.createElement("details");
  story.className = "timeline-story";
  const title = document.createElement("summary");
  title.textContent = words.story;
  story.append(title, document.createElement("ol"));
  box.append(summary, scroller, story);
  return box;
}
