// Lets a deep recursion through the engine's C code end as a RecursionError.
//
// WebAssembly code has two stacks: one in its memory, for values whose address C code takes, and the
// browser's own. CPython measures the first, and raises a RecursionError (or delays the freeing of
// nested objects) when little of it is left. The second is smaller, and CPython cannot measure it. So
// this module makes every function that measures the first stack use more of it: as much as the
// native frames around it use of the second. tab/greenlets/stack_limit.py tells CPython how much
// there is. Where CPython measures nothing (the hash of nested tuples, the next of nested iterators,
// the close of generators that wait for each other), this module adds a check.
//
// What it buys: in a worker with Pyodide's own engine an lru_cache recursion 400 deep, a sorted key
// 400 deep and a repr 4,000 deep end the interpreter. Here they raise RecursionError, from about 357,
// 140 and 1,000 calls on.
// What would break it: a new minor version of CPython or a compiler that lays out frames in another
// way. The build ends when a function is missing; tests/browser/running/test_gevent.py runs the
// recursions.
// When it can go: when CPython measures the stack that V8 uses, or Pyodide runs it with a larger one.
//
// The costs are bytes, and measured: with them sixteen different chains of calls take 0.4 to 1.9
// bytes of V8's stack for each byte of the measured one; without, some take 6. They are multiples of
// 16, as compiled code expects of every address on that stack.
import binaryen from "binaryen";

const { i32, none } = binaryen;

/** Of a function that measures the stack, or gets a check. */
const COST = 208;
/** Of a rule of the parser: 190 nested brackets pass through ten times as many rules. */
const RULE_COST = 112;
/** Of other functions that recur: the evaluation loop, and the freeing of nested objects. */
const COSTS = { _PyEval_EvalFrameDefault: 208, _Py_Dealloc: 416 };

/** CPython calls it when little of the measured stack is left: whatever calls it measures. */
const CHECK = "_Py_CheckRecursiveCall";
/** Sets a RecursionError and returns -1 when little of the measured stack is left, otherwise 0. */
const ASK = "Py_EnterRecursiveCall";
/** Tells whether so much of the measured stack is left; only the parser calls it. */
const MARGIN = "_Py_ReachedRecursionLimitWithMargin";

/**
 * Makes functions of the engine use more of the measured stack.
 * @param {binaryen.Module} engine
 * @param {number[]} unchecked Addresses of functions that return an object, call each other and
 *   measure nothing; see find_unguarded.mjs.
 */
export function guardRecursion(engine, unchecked) {
  const calls = findCalls(engine);
  const named = (/** @type {string} */ name) => nameOf(engine, name);
  const costs = new Map([
    ...findRules(calls, named(MARGIN)).map((name) => [name, RULE_COST]),
    ...findMeasuring(calls, named(CHECK), named(ASK)).map((name) => [name, COST]),
    ...Object.entries(COSTS).map(([name, cost]) => [named(name), cost]),
  ]);
  const table = readTable(engine);
  const failures = new Map(unchecked.map((address) => [table.get(address), 0])); // no object
  failures.set(named("PyObject_Hash"), -1);
  for (const name of new Set([...costs.keys(), ...failures.keys()]))
    wrap(engine, name, costs.get(name) ?? COST, failures.get(name));
}

/**
 * Returns what each function calls: other functions by name with a $, and instructions such as
 * call_indirect.
 */
function findCalls(engine) {
  const calls = new Map();
  for (let index = 0; index < engine.getNumFunctions(); index++) {
    const { name, body } = binaryen.getFunctionInfo(engine.getFunctionByIndex(index));
    if (!body) continue; // imported
    const found = binaryen.emitText(body).matchAll(/\((?:call (\$[^\s)]+)|(call_\w+))/g);
    calls.set(name, new Set(Array.from(found, ([, callee, instruction]) => callee ?? instruction)));
  }
  return calls;
}

/** Returns the functions that call one. */
const callersOf = (calls, name) =>
  [...calls.keys()].filter((caller) => calls.get(caller).has(`$${name}`));

/** Returns the functions that measure the stack: themselves, or through one that does only that. */
function findMeasuring(calls, check, ask) {
  const direct = callersOf(calls, check);
  if (!direct.length) throw new Error(`nothing calls ${CHECK}`);
  const asking = [ask, ...direct.filter((name) => calls.get(name).size === 1)];
  const measuring = new Set([...direct, ...asking.flatMap((name) => callersOf(calls, name))]);
  return [...measuring].filter((name) => !asking.includes(name));
}

/** Returns the parser's rules that call themselves, as in `not not x`. */
const findRules = (calls, margin) =>
  callersOf(calls, margin).filter((rule) => calls.get(rule).has(`$${rule}`));

/**
 * Puts a function between another and its callers that uses the stack, and checks it if need be.
 * @param {number} [failure] What to return where no stack is left.
 */
function wrap(engine, name, cost, failure) {
  const { params, results, vars, body } = binaryen.getFunctionInfo(engine.getFunction(name));
  const inner = `${name}-inner`;
  engine.removeFunction(name);
  engine.addFunction(inner, params, results, vars, body);
  const types = binaryen.expandType(params);
  const given = types.map((type, index) => engine.local.get(index, type));
  let run = engine.call(inner, given, results);
  if (failure !== undefined) {
    const isAtEnd = engine.call(nameOf(engine, ASK), [engine.i32.const(emptyText(engine))], i32);
    run = engine.if(isAtEnd, engine.i32.const(failure), run);
  }
  const steps = [move(engine, -cost), run, move(engine, cost)];
  if (results !== none) {
    steps[1] = engine.local.set(types.length, run);
    steps.push(engine.local.get(types.length, results));
  }
  const kept = results === none ? [] : [results];
  engine.addFunction(name, params, results, kept, engine.block(null, steps, results));
}

/** Returns an instruction that moves the pointer into the measured stack; it grows downwards. */
function move(engine, by) {
  const asks = "emscripten_stack_get_current";
  const { body } = binaryen.getFunctionInfo(engine.getFunction(nameOf(engine, asks)));
  const { id, name } = binaryen.getExpressionInfo(body);
  if (id !== binaryen.GlobalGetId) throw new Error(`${asks} does more than return a global`);
  return engine.global.set(
    name,
    engine.i32.add(engine.global.get(name, i32), engine.i32.const(by)),
  );
}

/** Returns the address of an empty string: CPython adds it to the message. */
function emptyText(engine) {
  const { offset, data } = engine.getDataSegmentInfo(engine.getDataSegmentByIndex(0));
  return offset + new Uint8Array(data).indexOf(0);
}

/** Returns the names of the functions that addresses stand for. */
function readTable(engine) {
  const { offset, data } = binaryen.getElementSegmentInfo(engine.getElementSegmentByIndex(0));
  const { value } = binaryen.getExpressionInfo(offset);
  return new Map(data.map((name, index) => [value + index, name]));
}

/** Returns the name that binaryen gives an exported function. */
function nameOf(engine, exported) {
  const found = engine.getExport(exported);
  if (!found) throw new Error(`it does not export the function ${exported}`);
  return binaryen.getExportInfo(found).value;
}
