/** Constants that esbuild substitutes; bundle.py gives their values. All paths are relative to the running module. */
declare const __WORKER__: string;
declare const __STACKS__: string;
declare const __PYODIDE__: string;
declare const __LOCK__: string;
/** Bytes that a boot fetches, for the progress shown. */
declare const __PYODIDE_BYTES__: number;

interface Window {
  WebAssembly: typeof WebAssembly;
}
