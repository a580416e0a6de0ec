/**
 * compressed-by-host.js fetches the engine as a host compresses it. A browser stores the code that it
 * compiles from WebAssembly only with a response that it got from a host unchanged, so where there is
 * one, a reader's next visit need not compile the engine again.
 */

/**
 * compressedByHost returns the host's response with the engine, if the host compresses it.
 * @param {string} url The address of the gzipped file.
 * @param {AbortSignal} [signal] Ends the download.
 * @returns {Promise<Response | undefined>}
 */
export async function compressedByHost(url, signal) {
  try {
    // The address changes with the content, so a copy in the browser's cache is never out of date.
    const response = await fetch(url.replace(/\.gz$/, ""), { cache: "force-cache", signal });
    const isWasm = response.headers.get("content-type") === "application/wasm";
    if (response.ok && isWasm && response.headers.has("content-encoding")) return response;
    await response.body?.cancel();
  } catch {
    // The gzipped file may be there: the service worker stores it.
  }
  return undefined;
}
