"""Read a WebAssembly module, and write it with other functions and exports. Pure.

Sections are numbered and laid out as chapter 5.5 of the WebAssembly core specification has them.
Parts that the engine does not use (types other than functions', tables other than the first) are
not known here.

binaryen (npm) can do the same, and removes dead code: 193 kB less of the compressed engine. Tried
once, it leaves the other functions as they are and takes 13 to 16 seconds of a build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_TYPES, _IMPORTS, _FUNCTIONS, _EXPORTS, _ELEMENTS, _CODE, _DATA = 1, 2, 3, 7, 9, 10, 11
_FUNCTION_TYPE = 0x60
I32_CONST = 0x41


class WasmError(Exception):
    """The module has parts that are not known here; the message names them."""


@dataclass(frozen=True)
class Export:
    """What a module hands out: ``kind`` 0 is a function, whose index counts imported ones, too."""

    name: str
    kind: int
    index: int


@dataclass
class Function:
    """One function of the module's own: the index of its type, its locals and instructions."""

    type: int
    body: bytes


class Module:
    """A module in its parts: ``functions`` and ``exports`` may be changed before ``to_bytes``.

    ``types`` has the numbers of parameters and results, ``imported`` is the number of functions
    that come from outside, which is the index of ``functions[0]``.
    """

    def __init__(self, content: bytes) -> None:
        """Read a module; raises ``WasmError`` when it has parts that are not known here."""
        self._head = content[:8]  # magic number and version
        self._sections = list(_sections(content))
        given = dict(self._sections)
        self.types = list(_types(given[_TYPES]))
        self.imported = sum(kind == 0 for kind in _imports(given.get(_IMPORTS, b"\0")))
        self.exports = list(_exports(given[_EXPORTS]))
        kinds = _vector(given[_FUNCTIONS], read_number)
        bodies = _vector(given[_CODE], _read_bytes)
        self.functions = [Function(*both) for both in zip(kinds, bodies, strict=True)]

    def index_of(self, name: str) -> int:
        """Return the index of an exported function; raises ``WasmError`` when there is none."""
        for export in self.exports:
            if export.name == name and export.kind == 0:
                return export.index
        raise WasmError(f"it does not export the function {name}")

    def table(self) -> dict[int, int]:
        """Return the indices of the functions that addresses stand for, as the module begins."""
        content = dict(self._sections)[_ELEMENTS]
        if content[:3] != bytes([1, 0, I32_CONST]):
            raise WasmError("its table is not filled in one go")
        first, at = read_number(content, 3)
        return dict(enumerate(_vector(content[at + 1 :], read_number), first))

    def first_data(self) -> tuple[int, bytes]:
        """Return address and content of the first part of its memory."""
        content = dict(self._sections)[_DATA]
        _, at = read_number(content, 0)
        if content[at : at + 2] != bytes([0, I32_CONST]):
            raise WasmError("its memory does not begin at a fixed address")
        address, at = read_number(content, at + 2)
        return address, _read_bytes(content, at + 1)[0]

    def to_bytes(self) -> bytes:
        """Return the module."""
        made = bytearray(self._head)
        for number, content in self._sections:
            if number == _FUNCTIONS:
                content = _put_vector(to_number(it.type) for it in self.functions)
            elif number == _EXPORTS:
                content = _put_vector(map(_put_export, self.exports))
            elif number == _CODE:
                content = _put_vector(_put_bytes(it.body) for it in self.functions)
            made += bytes([number]) + _put_bytes(content)
        return bytes(made)


def read_number(content: bytes, at: int) -> tuple[int, int]:
    """Read an unsigned LEB128 number; return it and where it ends."""
    number = shift = 0
    while True:
        byte = content[at]
        number |= (byte & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if byte < 0x80:
            return number, at


def to_number(number: int) -> bytes:
    """Return a number as unsigned LEB128."""
    made = bytearray()
    while number >= 0x80:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*made, number])


def to_signed(number: int) -> bytes:
    """Return a number as signed LEB128, as constants are written."""
    made = bytearray()
    while not -0x40 <= number < 0x40:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*made, number & 0x7F])


def _sections(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 8
    while at < len(content):
        number = content[at]
        section, at = _read_bytes(content, at + 1)
        yield number, section


def _types(content: bytes) -> Iterator[tuple[int, int]]:
    count, at = read_number(content, 0)
    for _ in range(count):
        if content[at] != _FUNCTION_TYPE:
            raise WasmError(f"it has a type that begins with {content[at]:#x}")
        parameters, at = _read_bytes(content, at + 1)  # a byte for each, as for results
        results, at = _read_bytes(content, at)
        yield len(parameters), len(results)


def _imports(content: bytes) -> Iterator[int]:
    """Yield the kind of each import."""
    count, at = read_number(content, 0)
    for _ in range(count):
        for _ in "module", "name":
            _, at = _read_bytes(content, at)
        kind = content[at]
        at += 1
        if kind == 0:  # a function: its type
            _, at = read_number(content, at)
        elif kind == 3:  # a global: type, whether it changes
            at += 2
        elif kind in (1, 2, 4):  # table, memory: limits; tag: its type
            at = _skip_limits(content, at, kind)
        else:
            raise WasmError(f"it imports something of kind {kind}")
        yield kind


def _skip_limits(content: bytes, at: int, kind: int) -> int:
    """Return where a table, a memory or a tag ends."""
    if kind == 4:
        return read_number(content, at + 1)[1]
    at += kind == 1  # the type of what a table holds
    numbers = 2 if content[at] & 1 else 1
    at += 1
    for _ in range(numbers):
        _, at = read_number(content, at)
    return at


def _exports(content: bytes) -> Iterator[Export]:
    count, at = read_number(content, 0)
    for _ in range(count):
        name, at = _read_bytes(content, at)
        kind = content[at]
        index, at = read_number(content, at + 1)
        yield Export(name.decode(), kind, index)


def _put_export(export: Export) -> bytes:
    return _put_bytes(export.name.encode()) + bytes([export.kind]) + to_number(export.index)


def _vector[T](content: bytes, read: Callable[[bytes, int], tuple[T, int]]) -> list[T]:
    """Return a vector's elements, each of which ``read`` reads."""
    count, at = read_number(content, 0)
    elements = []
    for _ in range(count):
        element, at = read(content, at)
        elements.append(element)
    return elements


def _put_vector(elements: Iterable[bytes]) -> bytes:
    held = list(elements)
    return to_number(len(held)) + b"".join(held)


def _read_bytes(content: bytes, at: int) -> tuple[bytes, int]:
    """Read bytes that stand after their number; return them and where they end."""
    size, begin = read_number(content, at)
    return content[begin : begin + size], begin + size


def _put_bytes(content: bytes) -> bytes:
    return to_number(len(content)) + content
