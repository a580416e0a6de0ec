/**
 * compressed-by-host.js fetches the engine as a host compresses it. A browser stores the code that it
 * compiles from WebAssembly only with a response that it got from a host unchanged, so where there is
 * one, a reader's next visit need not compile the engine again.
 */

/** Milliseconds to wait for a host's answer; the service worker may have the gzipped file. */
const PATIENCE = 4000;

/**
 * compressedByHost returns the host's response with the engine, if the host compresses it; nothing for
 * the other gzipped files, which are there only as archives.
 * @param {string} url The address of a gzipped file.
 * @param {AbortSignal} [signal] Ends the download.
 * @param {number} [patience]
 * @returns {Promise<Response | undefined>}
 */
export async function compressedByHost(url, signal, patience = PATIENCE) {
  if (!url.endsWith(".wasm.gz")) return undefined;
  const ending = new AbortController();
  const end = () => ending.abort();
  signal?.addEventListener("abort", end);
  const timer = setTimeout(end, patience);
  try {
    const response = await fetch(url.replace(/\.gz$/, ""), {
      // The address changes with the content, so a copy in the browser's cache is never out of date.
      cache: "force-cache",
      signal: ending.signal,
    });
    const isWasm = response.headers.get("content-type") === "application/wasm";
    if (response.ok && isWasm && response.headers.has("content-encoding")) return response;
    end();
  } catch {
    // There is no network, or the host does not answer.
  } finally {
    clearTimeout(timer);
  }
  return undefined;
}
