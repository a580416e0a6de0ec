/** svg.js makes SVG elements of the description of a timeline, as pages/svg.py makes text of it. */

/** @typedef {import("../interpreter/messages.js").Drawing} Drawing */

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * The elements and attributes that a drawing may have. It comes from a worker that may run a
 * stranger's program.
 */
const TAGS = new Set(["rect", "line", "circle", "polygon", "path", "text"]);
const ATTRIBUTES =
  /^(class|x|y|x1|y1|x2|y2|cx|cy|r|rx|width|height|points|d|data-step|data-until)$/;

/**
 * draw returns the picture, without elements and attributes that a drawing may not have.
 * @param {Drawing} drawing
 * @returns {SVGElement}
 */
export function draw({ width, height, shapes }) {
  const picture = element("svg", {
    class: "timeline",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "aria-hidden": "true",
  });
  for (const [tag, attributes, text] of shapes) {
    if (!TAGS.has(tag)) continue;
    const allowed = Object.entries(attributes).filter(([name]) => ATTRIBUTES.test(name));
    const shape = element(tag, Object.fromEntries(allowed));
    shape.textContent = text;
    picture.append(shape);
  }
  return picture;
}

/**
 * element returns an SVG element with attributes.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function element(tag, attributes) {
  const made = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
