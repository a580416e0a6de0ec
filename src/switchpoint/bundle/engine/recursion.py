"""Let a deep recursion through the engine's C code end as a RecursionError. Pure.

WebAssembly code has two stacks: one in its memory, for values whose address C code takes, and the
browser's own. CPython measures the first, and raises a RecursionError (or delays the freeing of
nested objects) when little of it is left. The second is smaller, and CPython cannot measure it. So
this module makes every function that measures the first stack use more of it: as much as the native
frames around it use of the second. tab/greenlets/stack_limit.py tells CPython how much there is.
Where CPython measures nothing (the hash of nested tuples, the next of nested iterators, the close
of generators that wait for each other), this module adds a check.

What it buys: in a worker with Pyodide's own engine an ``lru_cache`` recursion 400 deep, a
``sorted`` key 400 deep and a ``repr`` 4,000 deep end the interpreter. Here they raise
RecursionError, from about 357, 140 and 1,000 calls on.
What would break it: a new minor version of CPython or a compiler that lays out frames in another
way. The build ends when a function is missing; tests/browser/running/test_gevent.py runs the
recursions.
When it can go: when CPython measures the stack that V8 uses, or Pyodide runs it with a larger one.

The constants are bytes, and measured: with them sixteen different chains of calls take 0.4 to 1.9
bytes of V8's stack for each byte of the measured one; without, some take 6. They are multiples of
16, as compiled code expects of every address on that stack.
"""

from __future__ import annotations

from collections.abc import Iterable

from switchpoint.bundle.engine.wasm import (
    I32_CONST,
    Function,
    Module,
    WasmError,
    to_number,
    to_signed,
)

_PRICE = 208
"""Bytes that a function uses in addition if it measures the stack, or gets a check."""

_RULE = 112
"""Bytes for a rule of the parser: 190 nested brackets pass through ten times as many rules."""

_PRICES = {"_PyEval_EvalFrameDefault": 208, "_Py_Dealloc": 416}
"""Bytes for other functions that recur: the evaluation loop, and the freeing of nested objects."""

_CHECK = "_Py_CheckRecursiveCall"
"""CPython calls it when little of the measured stack is left: whatever calls it measures."""

_SHORT = 80
"""Bytes of code; a shorter function that calls the check does nothing else."""

_ASK = "Py_EnterRecursiveCall"
"""Sets a RecursionError and returns -1 when little of the measured stack is left, otherwise 0."""

_MARGIN = "_Py_ReachedRecursionLimitWithMargin"
"""Tells whether so much of the measured stack is left; only the parser calls it."""

_BLOCK_I32, _IF, _ELSE, _END, _CALL = 0x7F, 0x04, 0x05, 0x0B, 0x10
_LOCAL_GET, _GLOBAL_GET, _GLOBAL_SET, _ADD, _SUB = 0x20, 0x23, 0x24, 0x6A, 0x6B
_NO_LOCALS = b"\0"


def guard(engine: bytes, unchecked: Iterable[int]) -> bytes:
    """Return the engine with functions that use more of the measured stack.

    ``engine`` is pyodide.asm.wasm; ``unchecked`` has the addresses of functions that return an
    object, call each other and measure nothing, see find_unguarded.mjs. Raises ``WasmError`` when
    the engine has parts that this module does not know.
    """
    module = Module(engine)
    first = module.imported
    prices = dict.fromkeys(_rules(module), _RULE) | dict.fromkeys(_measuring(module), _PRICE)
    prices |= {module.index_of(name): price for name, price in _PRICES.items()}
    table = module.table()
    failures = {table[address]: 0 for address in unchecked}  # no object: an error is set
    failures[module.index_of("PyObject_Hash")] = -1
    for index in sorted(prices.keys() | failures.keys()):
        outer = module.functions[index - first]
        module.functions.append(Function(outer.type, outer.body))
        run = _call(module, first + len(module.functions) - 1, outer)
        if index in failures:
            run = _unless_at_end(module, failures[index], run)
        run = _with_less(module, prices.get(index, _PRICE), run)
        outer.body = _NO_LOCALS + run + bytes([_END])
    return module.to_bytes()


def _measuring(module: Module) -> set[int]:
    """Return the indices of the functions that measure the stack."""
    direct = _callers(module, module.index_of(_CHECK))
    size = {n: len(it.body) for n, it in enumerate(module.functions, module.imported)}
    asking = {module.index_of(_ASK), *(n for n in direct if size[n] < _SHORT)}
    measuring = direct.union(*(_callers(module, n) for n in asking)) - asking
    if not measuring:
        raise WasmError(f"nothing calls {_CHECK}")
    return measuring


def _rules(module: Module) -> set[int]:
    """Return the indices of the parser's rules that call themselves, as in ``not not x``."""
    rules = _callers(module, module.index_of(_MARGIN))
    return {n for n in rules if n in _callers(module, n)}


def _callers(module: Module, index: int) -> set[int]:
    """Return the indices of the functions that call one.

    The search is for bytes, so a number that looks like the call makes one more function use stack.
    """
    call = bytes([_CALL]) + to_number(index)
    return {n for n, it in enumerate(module.functions, module.imported) if call in it.body}


def _call(module: Module, index: int, function: Function) -> bytes:
    """Return instructions that call a function with the caller's own arguments."""
    count, _ = module.types[function.type]
    arguments = b"".join(bytes([_LOCAL_GET]) + to_number(n) for n in range(count))
    return arguments + bytes([_CALL]) + to_number(index)


def _unless_at_end(module: Module, failure: int, run: bytes) -> bytes:
    """Return instructions that run others, or fail with a RecursionError where no stack is left."""
    where = bytes([I32_CONST]) + to_signed(_empty_text(module))  # CPython adds it to the message
    ask = where + bytes([_CALL]) + to_number(module.index_of(_ASK))
    fail = bytes([I32_CONST]) + to_signed(failure)
    return ask + bytes([_IF, _BLOCK_I32]) + fail + bytes([_ELSE]) + run + bytes([_END])


def _with_less(module: Module, price: int, run: bytes) -> bytes:
    """Return instructions that run others after using some bytes of the measured stack."""
    pointer = _stack_pointer(module)
    by = bytes([I32_CONST]) + to_signed(price)

    def move(operation: int) -> bytes:
        return bytes([_GLOBAL_GET]) + pointer + by + bytes([operation, _GLOBAL_SET]) + pointer

    return move(_SUB) + run + move(_ADD)


def _stack_pointer(module: Module) -> bytes:
    """Return the index of the global that points into the measured stack."""
    name = "emscripten_stack_get_current"
    body = module.functions[module.index_of(name) - module.imported].body
    if body[:2] != bytes([0, _GLOBAL_GET]) or body[-1] != _END:
        raise WasmError(f"{name} does more than return a global")
    return body[2:-1]


def _empty_text(module: Module) -> int:
    """Return the address of an empty string of C's: where the first one ends."""
    address, content = module.first_data()
    return address + content.index(b"\0")
