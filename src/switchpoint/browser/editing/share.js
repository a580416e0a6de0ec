/**
 * share.js packs a program into the fragment of a link (deflate, then base64url) and unpacks it. The
 * browser does not send fragments to the server. From page to page of the site a program goes
 * through the session storage instead.
 */

/** The longest program in bytes that is unpacked: a short link can hold a huge one. */
export const LARGEST = 1_000_000;

/** How a fragment with a program begins. */
const PREFIX = "code=";

/**
 * pack returns the fragment that holds a program, without the #.
 * @param {string} source
 * @returns {Promise<string>}
 */
export async function pack(source) {
  const packed = new Blob([source]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return `${PREFIX}${btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/**
 * linkTo returns a link that opens a program in the playground.
 * @param {string} playground The playground's address.
 * @param {string} source
 */
export async function linkTo(playground, source) {
  return new URL(`#${await pack(source)}`, new URL(playground, document.baseURI)).href;
}

/** The key in the session storage. */
const HANDOVER = "switchpoint:handover";

/**
 * handOver stores a program for the playground and returns the address that opens it there.
 * @param {string} playground
 * @param {string} source
 */
export async function handOver(playground, source) {
  try {
    sessionStorage.setItem(HANDOVER, source);
    return new URL("#handover", new URL(playground, document.baseURI)).href;
  } catch {
    return linkTo(playground, source); // the browser refuses storage
  }
}

/** handedOver returns the program that was stored for the playground, if any. */
export function handedOver() {
  try {
    return sessionStorage.getItem(HANDOVER) ?? undefined;
  } catch {
    return undefined;
  }
}

/** holdsProgram tells whether a fragment looks as if it held a program. @param {string} fragment */
export function holdsProgram(fragment) {
  return fragment.replace(/^#/, "").startsWith(PREFIX);
}

/**
 * unpack returns the program in a fragment. It throws a RangeError if the program is too long, and
 * another error if the fragment is damaged.
 * @param {string} fragment
 * @returns {Promise<string>}
 */
export async function unpack(fragment) {
  const text = fragment.replace(/^#/, "").slice(PREFIX.length);
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let source = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return source + decoder.decode();
    size += value.byteLength;
    if (size > LARGEST) {
      await reader.cancel();
      throw new RangeError("the program is too long");
    }
    source += decoder.decode(value, { stream: true });
  }
}
