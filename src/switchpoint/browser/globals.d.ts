/** Constants that esbuild substitutes; bundle.py gives their values. All paths are relative to the running module. */
declare const __WORKER__: string;
declare const __RUNTIME__: {
  /** The folder with pyodide.mjs. */
  pyodide: string;
  /** Parts of the standard library: `stdlib` to boot with, others for missing imports. */
  archives: Record<string, string>;
  /** switch.wat, assembled. */
  stacks: string;
  /** The content of the site's own lock file, as JSON. */
  lock: string;
};
declare const __PARTS__: {
  wasm: string;
  stdlib: string;
  /** Bytes of both, for the progress shown. */
  bytes: number;
};

/** What site/service_worker.py writes before the service worker; all paths are below the site's root. */
declare const DEPLOYMENT: {
  id: string;
  /** Every file with its digest; a compressed one has two, packed and unpacked, with a space. */
  files: Record<string, string>;
  /** Files whose address changes with their content, by a hash in the name or a version behind it. */
  immutable: string[];
  /** What every page needs to look and work as it does. */
  shell: string[];
  /** What a program needs to run. */
  run: string[];
  /** What gevent needs on top. */
  gevent: string[];
};

interface Window {
  WebAssembly: typeof WebAssembly;
}
