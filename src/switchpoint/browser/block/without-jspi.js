/**
 * without-jspi.js tells the reader of a browser without JSPI what runs here and what does not. It is
 * loaded with the page, by such a browser only.
 */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";

/** What a program waits by that runs here, but differently. */
const WAITS = /\b(sleep|asyncio|input)\b/;

/**
 * explain gives a block of gevent's its recording only, and lets one that waits say how. The page gets
 * one notice if it has a block of gevent's, or the playground, where a reader may write one.
 * @param {import("../live-snippet.js").LiveSnippet} block
 */
export function explain(block) {
  const words = allStrings(block.words);
  const isOfGevent = block.getAttribute("runtime") === "gevent";
  if (isOfGevent)
    block.shown.lacks(fill(words.unavailable, { what: "JSPI" }) + words.recording_below);
  else if (WAITS.test(block.original)) block.shown.recording.status += words.waits_busily;
  if (!block.isEdited && block.state === "recorded") block.rest();
  if (isOfGevent || block.isPlayground) addNotice(words);
}

/** addNotice puts the notice below the page's heading. @param {import("../common/later-strings.js").AllStrings} words */
function addNotice(words) {
  if (document.querySelector("[data-part=without-jspi]")) return;
  const notice = document.createElement("aside");
  notice.className = "admonition warning";
  notice.dataset.part = "without-jspi";
  const title = document.createElement("p");
  title.className = "admonition-title";
  title.textContent = words.without_jspi;
  const text = document.createElement("p");
  text.textContent = words.without_jspi_says;
  notice.append(title, text);
  document.querySelector("h1")?.after(notice);
}
