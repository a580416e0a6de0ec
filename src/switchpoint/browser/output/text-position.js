/** places.js finds characters of an element's text among its nodes. */

/**
 * placeIn returns the text that has the character at an offset, and its offset in that.
 * @param {Node} part
 * @param {number} offset
 * @returns {[Node, number]}
 */
export function placeIn(part, offset) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (offset <= length) return [node, offset];
    offset -= length;
  }
  return [part, part.childNodes.length];
}
