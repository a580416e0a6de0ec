/** fake-storage.js stands in for a browser's local or session storage. */

export class FakeStorage {
  #texts = new Map();
  /** Whether the browser refuses storage. */
  isRefused = false;

  #map() {
    if (this.isRefused) throw new DOMException("refused", "SecurityError");
    return this.#texts;
  }

  getItem(key) {
    return this.#map().get(key) ?? null;
  }

  setItem(key, text) {
    this.#map().set(key, String(text));
  }

  removeItem(key) {
    this.#map().delete(key);
  }

  keys() {
    return [...this.#texts.keys()];
  }
}

/** Put a storage in place of a global one, "localStorage" or "sessionStorage". */
export function replaceStorage(name) {
  const storage = new FakeStorage();
  Object.defineProperty(globalThis, name, { value: storage, configurable: true });
  return storage;
}
