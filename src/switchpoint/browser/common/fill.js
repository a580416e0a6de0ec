/** fill.js puts values into texts of the interface. */

/**
 * fill replaces each "{name}" in a text by the value of that name; one without a value stays.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
