"""Has a recursion through the engine's C code end as a RecursionError, not with the tab. Pure.

WebAssembly code has two stacks: one in its memory, for what C takes the address of, and the
browser's own. CPython watches the first, and raises a RecursionError (or puts off freeing what is
nested) when that nears its end. The second is the smaller one, and CPython cannot see it: data
nested some thousand deep used it up, and with it the interpreter. So here every function in which
CPython watches takes more of the first stack, as much as goes with the native frames around it;
tab/greenlets/stack_limit.py then says how much there is. Where CPython itself does not look, and
has no end either but a crash (the hash of tuples in tuples, the next of iterators over iterators,
the close of generators that wait for generators), a check is added.

The prices, in bytes, are measured: with them sixteen different chains of calls took 0.4 to 1.9
bytes of V8's stack for each of the watched one; before, some took 6. They are multiples of 16, as
compiled code expects of every address on that stack.
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
"""What a function takes in which CPython watches, or which gets a check."""

_RULE = 112
"""That of the parser's rules: 190 brackets inside each other take ten times as many."""

_PRICES = {"_PyEval_EvalFrameDefault": 208, "_Py_Dealloc": 416}
"""Others that take part in recursions: C code that calls Python, the freeing of what is nested."""

_CHECK = "_Py_CheckRecursiveCall"
"""What CPython calls when the watched stack is at its end: whoever mentions it has a check."""

_SHORT = 80
"""Bytes; a function of less that calls the check does nothing else. C's compiler makes some."""

_ASK = "Py_EnterRecursiveCall"
"""Sets a RecursionError and returns -1 when the watched stack is at its end, otherwise 0."""

_MARGIN = "_Py_ReachedRecursionLimitWithMargin"
"""Tells whether so much of the watched stack is left; only the parser asks."""

_BLOCK_I32, _IF, _ELSE, _END, _CALL = 0x7F, 0x04, 0x05, 0x0B, 0x10
_LOCAL_GET, _GLOBAL_GET, _GLOBAL_SET, _ADD, _SUB = 0x20, 0x23, 0x24, 0x6A, 0x6B
_NO_LOCALS = b"\0"


def guard(engine: bytes, unchecked: Iterable[int]) -> bytes:
    """Return the engine with functions that take their part of the watched stack.

    ``engine`` is pyodide.asm.wasm, ``unchecked`` has the addresses of functions that return an
    object, call each other and have no check; see find_unguarded.mjs. Raises ``WasmError`` when the
    engine is not put together as is known.
    """
    module = Module(engine)
    first = module.imported
    prices = dict.fromkeys(_rules(module), _RULE) | dict.fromkeys(_watching(module), _PRICE)
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


def _watching(module: Module) -> set[int]:
    """Return the indices of the functions that ask whether the watched stack is at its end."""
    direct = _callers(module, module.index_of(_CHECK))
    size = {n: len(it.body) for n, it in enumerate(module.functions, module.imported)}
    asking = {module.index_of(_ASK), *(n for n in direct if size[n] < _SHORT)}
    watching = direct.union(*(_callers(module, n) for n in asking)) - asking
    if not watching:
        raise WasmError(f"nothing calls {_CHECK}")
    return watching


def _rules(module: Module) -> set[int]:
    """Return the indices of the parser's rules that ask for themselves: ``not not x``."""
    rules = _callers(module, module.index_of(_MARGIN))
    return {n for n in rules if n in _callers(module, n)}


def _callers(module: Module, index: int) -> set[int]:
    """Return who calls a function: a number that looks like it only makes one more pay."""
    call = bytes([_CALL]) + to_number(index)
    return {n for n, it in enumerate(module.functions, module.imported) if call in it.body}


def _call(module: Module, index: int, function: Function) -> bytes:
    """Return instructions that call a function with the caller's own arguments."""
    count, _ = module.types[function.type]
    arguments = b"".join(bytes([_LOCAL_GET]) + to_number(n) for n in range(count))
    return arguments + bytes([_CALL]) + to_number(index)


def _unless_at_end(module: Module, failure: int, run: bytes) -> bytes:
    """Return instructions that fail with a RecursionError instead where no stack is left."""
    where = bytes([I32_CONST]) + to_signed(_empty_text(module))  # added to the error's message
    ask = where + bytes([_CALL]) + to_number(module.index_of(_ASK))
    fail = bytes([I32_CONST]) + to_signed(failure)
    return ask + bytes([_IF, _BLOCK_I32]) + fail + bytes([_ELSE]) + run + bytes([_END])


def _with_less(module: Module, price: int, run: bytes) -> bytes:
    """Return instructions that run others with so many bytes of the watched stack less."""
    pointer = _stack_pointer(module)
    by = bytes([I32_CONST]) + to_signed(price)

    def move(operation: int) -> bytes:
        return bytes([_GLOBAL_GET]) + pointer + by + bytes([operation, _GLOBAL_SET]) + pointer

    return move(_SUB) + run + move(_ADD)


def _stack_pointer(module: Module) -> bytes:
    """Return the index of the global that says where the watched stack is."""
    name = "emscripten_stack_get_current"
    body = module.functions[module.index_of(name) - module.imported].body
    if body[:2] != bytes([0, _GLOBAL_GET]) or body[-1] != _END:
        raise WasmError(f"{name} does more than return a global")
    return body[2:-1]


def _empty_text(module: Module) -> int:
    """Return the address of an empty string of C's: where the first one ends."""
    address, content = module.first_data()
    return address + content.index(b"\0")
