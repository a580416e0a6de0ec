/** line-numbers.js numbers the lines of a program. The style sheet shows the numbers. */

/**
 * numberLines gives the element around a program the numbers of its lines, as pages/block.py does.
 * @param {HTMLElement} code
 */
export function numberLines(code) {
  const lines = (code.textContent ?? "").replace(/\n$/, "").split("\n");
  const numbers = lines.map((_, index) => index + 1).join("\n");
  code.parentElement?.setAttribute("data-lines", numbers);
}
