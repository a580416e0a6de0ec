/**
 * share.js packs a program into the fragment of a link and unpacks it: deflate and base64url, by
 * what browsers have built in. A fragment is never sent to a server. Within the site a program
 * travels in the session's storage instead.
 */

/** Bytes of the longest program that is unpacked: a link may be made to swell. */
export const LARGEST = 1_000_000;

const KEY = "code";

/**
 * pack returns the fragment, without its #, that holds a program.
 * @param {string} source
 * @returns {Promise<string>}
 */
export async function pack(source) {
  const packed = new Blob([source]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return `${KEY}=${btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/**
 * linkTo returns a link that opens a program in the playground.
 * @param {string} playground The playground's address.
 * @param {string} source
 */
export async function linkTo(playground, source) {
  return new URL(`#${await pack(source)}`, new URL(playground, document.baseURI)).href;
}

const HANDOVER = "switchpoint:handover";

/**
 * handOver leaves a program for the playground; it returns the address to go to.
 * @param {string} playground
 * @param {string} source
 */
export async function handOver(playground, source) {
  try {
    sessionStorage.setItem(HANDOVER, source);
    return new URL("#handover", new URL(playground, document.baseURI)).href;
  } catch {
    return linkTo(playground, source); // no storage: the address carries it
  }
}

/** handedOver returns the program that was left. */
export function handedOver() {
  try {
    return sessionStorage.getItem(HANDOVER) ?? undefined;
  } catch {
    return undefined;
  }
}

/** holdsProgram tells whether a fragment claims to hold one. @param {string} fragment */
export function holdsProgram(fragment) {
  return fragment.replace(/^#/, "").startsWith(`${KEY}=`);
}

/**
 * unpack returns the program in a fragment; it throws when the fragment is damaged or too much
 * comes out of it.
 * @param {string} fragment
 * @returns {Promise<string>}
 */
export async function unpack(fragment) {
  const text = fragment.replace(/^#/, "").slice(KEY.length + 1);
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
      throw new RangeError("too long");
    }
    source += decoder.decode(value, { stream: true });
  }
}
