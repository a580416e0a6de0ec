/** invisible.js knows the characters that cannot be seen, which come along when text is copied. */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** withoutInvisible returns a text without them. @param {string} text */
export function withoutInvisible(text) {
  return text.replaceAll(INVISIBLE, "");
}
