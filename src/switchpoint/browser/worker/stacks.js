/**
 * stacks.js gives Python in the tab several native stacks to switch between, through JSPI and the
 * builtins of switch.wat. It uses private parts of Pyodide. The version is pinned, and every part
 * is checked before use: if one is missing, the block shows its recording only.
 */

/** The flag of a builtin that takes exactly one argument. */
const METH_O = 8;

/** The index, in words of 8 bytes, of the offset of a thread state's frame in _PyRuntime's debug offsets. */
const CURRENT_FRAME_WORD = 26;

const NEEDED = [
  "promisingApply",
  "validSuspender",
  "_JsvPromise_Syncify",
  "_PyLong_AsLong",
  "_PyErr_Occurred",
  "_PyErr_SetString",
  "_PyObject_CallNoArgs",
  "_PyCMethod_New",
  "_PyDict_SetItemString",
  "_PyThreadState_Get",
  "__PyRuntime",
  "wasmTable",
];

/** @type {number | undefined} The offset of the current frame in a thread state, in words of 4 bytes. */
let frameWord;

/**
 * protectSuspended hides the frames of stacks that Pyodide itself suspends (run_sync) from Python's
 * garbage collector, which must not follow them. It wraps the functions that Pyodide calls when it
 * suspends and resumes a stack. Call it before the interpreter is loaded.
 * @param {WebAssembly.Module | Promise<WebAssembly.Module>} [compiled] The interpreter's code, if
 *   it is compiled elsewhere.
 */
export function protectSuspended(compiled) {
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const words = () => new Int32Array(/** @type {WebAssembly.Memory} */ (memory).buffer);
  const wrap = (/** @type {any} */ imports) => {
    const env = imports?.env;
    if (!env?.saveState || !env.restoreState) return;
    const { saveState, restoreState } = env;
    memory = env.memory;
    env.saveState = () => {
      const state = saveState();
      if (state && memory && frameWord !== undefined) {
        const at = (state.threadState >> 2) + frameWord;
        state.hiddenFrame = words()[at];
        words()[at] = 0;
      }
      return state;
    };
    env.restoreState = (/** @type {any} */ state) => {
      restoreState(state);
      if (state?.hiddenFrame !== undefined && frameWord !== undefined)
        words()[(state.threadState >> 2) + frameWord] = state.hiddenFrame;
    };
  };
  const found = (/** @type {any} */ result) => {
    memory ??= (result.instance ?? result).exports.memory;
    return result;
  };
  const { instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (
    (/** @type {any} */ source, /** @type {any} */ imports) => {
      wrap(imports);
      return instantiate.call(WebAssembly, source, imports).then(found);
    }
  );
  WebAssembly.instantiateStreaming = /** @type {any} */ (
    async (/** @type {any} */ source, /** @type {any} */ imports) => {
      wrap(imports);
      const given = compiled;
      compiled = undefined; // the first module is the interpreter, later ones are libraries
      if (!given) return found(await instantiateStreaming.call(WebAssembly, source, imports));
      const module = await given;
      const instance = await instantiate.call(WebAssembly, module, imports);
      return found({ instance, module });
    }
  );
}

/**
 * learnOffsets reads from the interpreter's own debug offsets where a thread state keeps its frame.
 * @param {any} pyodide
 * @returns {string} What is missing, "" for nothing.
 */
export function learnOffsets(pyodide) {
  const M = pyodide._module;
  if (!("Suspending" in WebAssembly)) return "JSPI";
  const missing = NEEDED.filter((name) => M?.[name] === undefined);
  if (missing.length) return missing.join(", ");
  const runtime = (typeof M.__PyRuntime === "object" ? M.__PyRuntime.value : M.__PyRuntime) >> 2;
  const cookie = String.fromCharCode(...M.HEAPU8.subarray(runtime << 2, (runtime << 2) + 8));
  const version = M.HEAPU32[runtime + 2] >>> 16;
  if (cookie !== "xdebugpy" || version !== 0x030e) return "debug offsets of Python 3.14";
  frameWord = M.HEAPU32[runtime + 2 * CURRENT_FRAME_WORD] >> 2;
  return "";
}

/**
 * makeStacks builds the builtins. Python calls `install(dict, entry, none)` with three addresses:
 * of a dict that gets the builtins, of the function that a new stack calls with its slot, and
 * of None.
 * @param {any} pyodide
 * @param {WebAssembly.Module} code Assembled from switch.wat.
 * @param {(error: unknown) => void} onDeath Called if the interpreter dies on a new stack.
 */
export function makeStacks(pyodide, code, onDeath) {
  const M = pyodide._module;
  /** @type {(((value: null) => void) | undefined)[]} What resumes the suspended stack of each slot. */
  const waiting = [];
  let current = 0;
  /** @type {(() => void) | undefined} */
  let endWait;
  let wakeIsDue = false;
  let interrupted = false;
  let entry = 0;

  /** maySuspend tells whether no JavaScript frame is on the stack, or sets a Python error. */
  const maySuspend = () => {
    if (M.validSuspender.value) return true;
    const text = M.stringToNewUTF8(
      "cannot switch greenlets here: JavaScript called this code and waits for it",
    );
    M._PyErr_SetString(M.HEAP32[M._PyExc_RuntimeError >> 2], text);
    M._free(text);
    return false;
  };
  /** start begins a new stack; call it from a microtask, where no Python runs below. @param {number} slot */
  const start = (slot) => {
    const error = M._malloc(4);
    M.promisingApply(entry, [slot], 1, [], 0, error).then(() => M._free(error), onDeath);
  };
  const word = () => (M._PyThreadState_Get() >> 2) + /** @type {number} */ (frameWord);
  const stacks = {
    none: 0,
    switch(/** @type {number} */ slot) {
      if (!maySuspend()) return null;
      const me = current;
      current = slot;
      const promise = new Promise((resolve) => {
        waiting[me] = resolve;
      });
      const resume = waiting[slot];
      waiting[slot] = undefined;
      if (resume) resume(null);
      else queueMicrotask(() => start(slot));
      return promise;
    },
    /** Waits for some microseconds, or without limit if negative; `wake` ends the wait earlier. */
    wait(/** @type {number} */ microseconds) {
      if (!maySuspend()) return null;
      if (wakeIsDue) {
        wakeIsDue = false;
        return Promise.resolve(null);
      }
      return new Promise((resolve) => {
        const timer =
          microseconds < 0 ? undefined : setTimeout(() => endWait?.(), microseconds / 1000);
        endWait = () => {
          clearTimeout(timer);
          endWait = undefined;
          resolve(null);
        };
      });
    },
    hide() {
      const frame = M.HEAP32[word()];
      M.HEAP32[word()] = 0;
      return frame;
    },
    show(/** @type {number} */ frame) {
      M.HEAP32[word()] = frame;
    },
  };

  const wake = () => {
    if (endWait) endWait();
    else wakeIsDue = true;
  };

  /** addBuiltin puts a wasm function into a Python dict. */
  const addBuiltin = (
    /** @type {number} */ dict,
    /** @type {string} */ name,
    /** @type {any} */ code,
  ) => {
    const index = M.wasmTable.grow(1);
    M.wasmTable.set(index, code);
    if (M.wasmTableMirror) M.wasmTableMirror[index] = code;
    // Both stay allocated because the function keeps a pointer to its PyMethodDef.
    const definition = M._malloc(16);
    const text = M.stringToNewUTF8(name);
    M.HEAP32.set([text, index, METH_O, 0], definition >> 2);
    M._PyDict_SetItemString(dict, text, M._PyCMethod_New(definition, 0, 0, 0));
  };

  return {
    install(
      /** @type {number} */ dict,
      /** @type {number} */ entryFunction,
      /** @type {number} */ none,
    ) {
      entry = entryFunction;
      const python = {
        JsvPromise_Syncify: M._JsvPromise_Syncify,
        PyLong_AsLong: M._PyLong_AsLong,
        PyErr_Occurred: M._PyErr_Occurred,
        PyObject_CallNoArgs: M._PyObject_CallNoArgs,
      };
      const { exports } = new WebAssembly.Instance(code, { python, stacks: { ...stacks, none } });
      for (const name of ["switch", "wait", "outermost"]) addBuiltin(dict, name, exports[name]);
    },
    wake,
    /**
     * request fetches from the page's own origin. The object that it returns gets `answer` or
     * `failure`; then the current wait ends. Only a missing network or a status below 200 is a failure.
     * @param {string} method
     * @param {string} path Of the URL, with its query.
     * @param {string} headers A JSON list of pairs.
     * @param {Uint8Array | undefined} body
     */
    request(method, path, headers, body) {
      /** @type {{ answer?: [number, string, string, Uint8Array], failure?: string }} */
      const handle = {};
      const answered = async () => {
        const options = { method, headers: JSON.parse(headers), body: body?.slice() };
        const response = await fetch(new URL(location.origin + path), options);
        const got = new Uint8Array(await response.arrayBuffer());
        const names = JSON.stringify([...response.headers]);
        handle.answer = [response.status, response.statusText, names, got];
      };
      void answered()
        .catch((error) => {
          handle.failure = String(error);
        })
        .finally(wake);
      return handle;
    },
    /** interrupt ends the current wait and records that the reader has pressed Stop. */
    interrupt() {
      interrupted = true;
      endWait?.();
    },
    /** takeInterrupt tells whether the reader has pressed Stop since it was last called. */
    takeInterrupt() {
      const was = interrupted;
      interrupted = false;
      return was;
    },
  };
}
