/** text-position.js finds the text node that has a character of an element's text. */

/**
 * positionOf returns the text node that has the character at an offset, and the character's offset
 * in that node. An offset past the end gives the element and the number of its children, as a
 * range's end is given.
 * @param {Node} element
 * @param {number} offset
 * @returns {[Node, number]}
 */
export function positionOf(element, offset) {
  for (const node of textNodes(element)) {
    const { length } = /** @type {Text} */ (node);
    if (offset <= length) return [node, offset];
    offset -= length;
  }
  return [element, element.childNodes.length];
}

/**
 * textNodes yields the text nodes of an element in the order of the page.
 * @param {Node} node
 * @returns {Generator<Node>}
 */
function* textNodes(node) {
  if (node.nodeType === 3) yield node;
  else for (const child of node.childNodes) yield* textNodes(child);
}
