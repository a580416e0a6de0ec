/** Constants that esbuild substitutes; bundle.py gives their values. All paths are relative to the running module. */
declare const __WORKER__: string;
declare const __RUNTIME__: {
  /** The folder with pyodide.mjs. */
  pyodide: string;
  wasm: string;
  /** Parts of the standard library: `stdlib` to boot with, others for missing imports. */
  archives: Record<string, string>;
  /** switch.wat, assembled. */
  stacks: string;
  /** The content of the site's own lock file, as JSON. */
  lock: string;
  /** Bytes that a boot downloads, for the progress shown. */
  bytes: number;
};

interface Window {
  WebAssembly: typeof WebAssembly;
}
