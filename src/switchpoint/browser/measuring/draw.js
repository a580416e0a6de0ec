/**
 * draw.js draws a reader's measurement beside the recorded one: in each cell of the tables that
 * has its kind and point, and as a ring in the charts, on the axes that pages/measured/block.py
 * gives.
 */

import { median, ratios, show } from "./results.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {import("./results.js").Results} Results
 * @typedef {{ is_log: boolean, domain: [number, number], length: number, is_upright: boolean }} Axis
 */

/**
 * draw draws what the page shows of an experiment, and tells whether it shows any.
 * @param {Results} results
 * @param {string} from What the marks are called in the page: "yours" or "tab".
 * @param {string} label What readers see before each number.
 * @param {string} times The words for a ratio, with {n}.
 */
export function draw(results, from, label, times) {
  const figures = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(`figure[data-measured^="${CSS.escape(results.experiment)} "]`)
  );
  for (const figure of figures) {
    for (const old of figure.querySelectorAll(`.compared[data-from="${from}"]`)) old.remove();
    const measure = results.measures[figure.dataset.measured?.split(" ")[1] ?? ""];
    if (!measure) continue;
    /** @type {Axis} */
    const axis = JSON.parse(figure.dataset.axis ?? "{}");
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (
      figure.querySelectorAll("td[data-kind]")
    )) {
      const { kind = "", point = "", base, across } = cell.dataset;
      const samples = measure.kinds[kind]?.[point];
      const beside = base === undefined ? undefined : measure.kinds[base]?.[point];
      if (!samples || (base !== undefined && !beside)) continue;
      const said = beside
        ? times.replace("{n}", show(median(ratios(samples, beside)), "ratio"))
        : show(median(samples), measure.unit);
      cell.append(mark(from, `${label} ${said}`));
      if (across !== undefined) addRing(figure, axis, Number(across), median(samples), from, said);
    }
  }
  return figures.length > 0;
}

/**
 * erase removes all that was drawn.
 */
export function erase() {
  for (const old of document.querySelectorAll(".compared")) old.remove();
}

/**
 * place returns where a value stands on an axis; what is beyond its ends stands on them.
 * @param {number} value
 * @param {Axis} axis
 */
export function place(value, { is_log, domain: [first, last], length }) {
  const part = is_log
    ? Math.log(value / first) / Math.log(last / first)
    : (value - first) / (last - first);
  return Math.min(1, Math.max(0, part)) * length;
}

/**
 * mark returns a line of text for a cell.
 * @param {string} from
 * @param {string} text
 */
function mark(from, text) {
  const line = document.createElement("span");
  line.className = "compared";
  line.dataset.from = from;
  line.textContent = text;
  return line;
}

/**
 * addRing adds a ring to a chart.
 * @param {HTMLElement} figure
 * @param {Axis} axis
 * @param {number} across
 * @param {number} value
 * @param {string} from
 * @param {string} said
 */
function addRing(figure, axis, across, value, from, said) {
  const along = place(value, axis);
  const ring = document.createElementNS(SVG, "circle");
  const [x, y] = axis.is_upright ? [across, axis.length - along] : [along, across];
  ring.setAttribute("cx", String(x));
  ring.setAttribute("cy", String(y));
  ring.setAttribute("r", "6");
  ring.setAttribute("class", "compared");
  ring.dataset.from = from;
  const title = document.createElementNS(SVG, "title");
  title.textContent = said;
  ring.append(title);
  figure.querySelector("svg .role-frame > g")?.append(ring);
}
