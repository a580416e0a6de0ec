/**
 * stacks.js gives Python in the tab several native stacks to switch between, through JSPI and the
 * builtins of switch.wat. It uses private parts of Pyodide. The version is pinned, and every part
 * is checked before use: if one is missing, a block that needs it shows its recording only. Without
 * JSPI there is one stack, but frames can be left out of it.
 */

/** The flag of a builtin that takes exactly one argument. */
const METH_O = 8;

/** Where _PyRuntime's debug offsets have the offset of a field, in words of 8 bytes. */
const WORD = { currentFrame: 26, previous: 32, executable: 33, owner: 36, instructions: 48 };

/** The owner, from which on a frame is none of a function: it lies on the native stack, between two. */
const INTERPRETER = 3;

/** The offset, in bytes, of the size of a Python object: of a code object, in instructions. */
const SIZE = 8;

const NEEDED = [
  "promisingApply",
  "validSuspender",
  "_JsvPromise_Syncify",
  "_PyLong_AsLong",
  "_PyErr_Occurred",
  "_PyErr_GetRaisedException",
  "_PyErr_SetString",
  "_PyObject_CallNoArgs",
  "_PyTuple_New",
  "_PyTuple_SetItem",
  "_PyCMethod_New",
  "_PyDict_SetItemString",
  "_PyThreadState_Get",
  "_PyThreadState_GetFrame",
  "__PyRuntime",
  "wasmTable",
];

/** Offsets, in bytes, in a thread state, a frame and a code object; learnOffsets finds them. */
const offsets = { currentFrame: 0, previous: 0, executable: 0, owner: 0, firstTraceable: 0 };

/** @typedef {{ threadState: number, frame: number, links: number[] }} Hidden */

/** isEntry tells whether a frame is none of a function. */
function isEntry(/** @type {Int32Array} */ words, /** @type {number} */ frame) {
  const at = frame + offsets.owner;
  return ((words[at >> 2] >> (8 * (at & 3))) & 0xff) >= INTERPRETER;
}

/**
 * hideFrames prepares a stack for being suspended. The garbage collector must not follow its frames
 * (pyodide #6464), because some lie on the native stack, which is moved away. These are also taken
 * out of the chain of frames, so that others can follow `f_back`.
 * @param {Int32Array} words The interpreter's memory.
 * @param {number} threadState
 * @returns {Hidden} What showFrames needs to undo that.
 */
function hideFrames(words, threadState) {
  const { currentFrame, previous } = offsets;
  const frame = words[(threadState + currentFrame) >> 2];
  const links = [];
  words[(threadState + currentFrame) >> 2] = 0;
  for (let above = frame; above; ) {
    const link = (above + previous) >> 2;
    above = words[link];
    while (above && isEntry(words, above)) above = words[(above + previous) >> 2];
    if (above !== words[link]) {
      links.push(link, words[link]);
      words[link] = above;
    }
  }
  return { threadState, frame, links };
}

/** showFrames puts the frames of a stack back that goes on. */
function showFrames(/** @type {Int32Array} */ words, /** @type {Hidden} */ hidden) {
  const { threadState, frame, links } = hidden;
  words[(threadState + offsets.currentFrame) >> 2] = frame;
  for (let at = 0; at < links.length; at += 2) words[links[at]] = links[at + 1];
}

/**
 * protectSuspended hides the frames of stacks that Pyodide itself suspends (run_sync). It wraps the
 * functions that Pyodide calls when it suspends and resumes a stack. Call it before the interpreter
 * is loaded.
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
      if (state && memory && offsets.currentFrame)
        state.hidden = hideFrames(words(), state.threadState);
      return state;
    };
    env.restoreState = (/** @type {any} */ state) => {
      restoreState(state);
      if (state?.hidden) showFrames(words(), state.hidden);
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
 * learnOffsets reads from the interpreter's own debug offsets where the fields are that this needs.
 * @param {any} pyodide
 * @returns {string} What is missing, "" for nothing.
 */
export function learnOffsets(pyodide) {
  const M = pyodide._module;
  const missing = NEEDED.filter((name) => M?.[name] === undefined);
  if (missing.length) return missing.join(", ");
  const runtime = (typeof M.__PyRuntime === "object" ? M.__PyRuntime.value : M.__PyRuntime) >> 2;
  const cookie = String.fromCharCode(...M.HEAPU8.subarray(runtime << 2, (runtime << 2) + 8));
  const version = M.HEAPU32[runtime + 2] >>> 16;
  if (cookie !== "xdebugpy" || version !== 0x030e) return "debug offsets of Python 3.14";
  const offset = (/** @type {number} */ word) => M.HEAPU32[runtime + 2 * word];
  // before a code object's instructions stand this number and a pointer
  const firstTraceable = offset(WORD.instructions) - 8;
  // the first instruction of a closure copies its cells, the second is the first to be traced
  const closure = pyodide.pyimport("builtins").id(pyodide.pyimport("os").fsencode.__code__);
  if (M.HEAP32[(closure + firstTraceable) >> 2] !== 1) return "_co_firsttraceable";
  Object.assign(offsets, {
    currentFrame: offset(WORD.currentFrame),
    previous: offset(WORD.previous),
    executable: offset(WORD.executable),
    owner: offset(WORD.owner),
    firstTraceable,
  });
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
  /** @type {Hidden[]} The frames of the suspended stack of each slot. */
  const suspended = [];
  let current = 0;
  /** The slot of the stack that is about to be suspended. */
  let leaving = 0;
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
  const stacks = {
    none: 0,
    switch(/** @type {number} */ slot) {
      if (!maySuspend()) return null;
      const me = current;
      leaving = me;
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
      leaving = current;
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
      suspended[leaving] = hideFrames(M.HEAP32, M._PyThreadState_Get());
      return suspended[leaving];
    },
    show: (/** @type {Hidden} */ hidden) => showFrames(M.HEAP32, hidden),
    frame(/** @type {number} */ slot) {
      const { threadState, frame } = suspended[slot];
      const at = (threadState + offsets.currentFrame) >> 2;
      M.HEAP32[at] = frame;
      const made = M._PyThreadState_GetFrame(threadState);
      M.HEAP32[at] = 0;
      return made;
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
        PyErr_GetRaisedException: M._PyErr_GetRaisedException,
        PyObject_CallNoArgs: M._PyObject_CallNoArgs,
        PyTuple_New: M._PyTuple_New,
        PyTuple_SetItem: M._PyTuple_SetItem,
      };
      const { exports } = new WebAssembly.Instance(code, { python, stacks: { ...stacks, none } });
      for (const name of ["switch", "wait", "frame", "attempt"])
        addBuiltin(dict, name, exports[name]);
    },
    wake,
    /**
     * leaveOut makes the frames of code objects incomplete for ever. CPython shows no frame before
     * the first instruction that may be traced, neither in stacks nor in tracebacks. Here that
     * comes behind the last one.
     * @param {number} codes Where their addresses are.
     * @param {number} count
     */
    leaveOut(codes, count) {
      const words = M.HEAP32;
      for (const code of words.subarray(codes >> 2, (codes >> 2) + count))
        words[(code + offsets.firstTraceable) >> 2] = words[(code + SIZE) >> 2];
    },
    /** isLeftOut tells whether a left-out frame called the current function, or C code in its name. */
    isLeftOut() {
      const { currentFrame, previous, executable, firstTraceable } = offsets;
      const words = M.HEAP32;
      let frame = words[(M._PyThreadState_Get() + currentFrame) >> 2];
      do frame = words[(frame + previous) >> 2];
      while (frame && isEntry(words, frame));
      const code = frame && words[(frame + executable) >> 2] & ~3; // without the tag of a reference
      return !!code && words[(code + firstTraceable) >> 2] === words[(code + SIZE) >> 2];
    },
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
