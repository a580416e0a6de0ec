/** Constants that esbuild substitutes; bundle/ gives their values. All paths are relative to the running module. */
declare const __WORKER__: string;
declare const __RUNTIME__: {
  /** The folder with pyodide.js. */
  pyodide: string;
  /** switch.wat, assembled. */
  stacks: string;
  /** A lock file for Pyodide without packages, as JSON: they come as files. */
  lock: string;
};
/**
 * Files by name, as JSON: the engine, the archives of the standard library, the wheels; their bytes.
 * Of an object esbuild would make a file that every page loads; so, too, with the next one.
 */
declare const __FILES__: string;
/** The names of the files that an import of a package needs, as JSON. */
declare const __PACKAGES__: string;

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
