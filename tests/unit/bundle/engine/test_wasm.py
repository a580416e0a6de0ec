"""WebAssembly modules, read and written again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from switchpoint.bundle.engine import wasm
from tests.unit.bundle.engine.assembled import assemble, run

TEXT = """(module
  (import "env" "twice" (func $twice (param i32) (result i32)))
  (import "env" "memory" (memory 1 2))
  (import "env" "table" (table 3 funcref))
  (import "env" "global" (global (mut i32)))
  (import "env" "tag" (tag (param externref)))
  (func $one (export "one") (result i32) (i32.const 1))
  (func $add (export "add") (param i32 i32) (result i32)
    (i32.add (call $twice (local.get 0)) (local.get 1)))
  (elem (i32.const 1) $add $one)
  (data (i32.const 1024) "text\\00more"))"""
IMPORTS = """{
  twice: (x) => 2 * x,
  memory: new WebAssembly.Memory({ initial: 1, maximum: 2 }),
  table: new WebAssembly.Table({ initial: 3, element: "anyfunc" }),
  global: new WebAssembly.Global({ value: "i32", mutable: true }),
  tag: new WebAssembly.Tag({ parameters: ["externref"] }),
}"""


def test_what_is_read_is_written(tmp_path: Path) -> None:
    code = assemble(TEXT, tmp_path)
    module = wasm.Module(code)
    assert module.to_bytes() == code
    assert module.imported == 1
    assert [(it.name, it.kind, it.index) for it in module.exports] == [("one", 0, 1), ("add", 0, 2)]
    assert [module.types[it.type] for it in module.functions] == [(0, 1), (2, 1)]
    assert module.index_of("add") == 2
    assert module.table() == {1: 2, 2: 1}
    assert module.first_data() == (1024, b"text\0more")


def test_functions_and_exports_can_be_changed(tmp_path: Path) -> None:
    module = wasm.Module(assemble(TEXT, tmp_path))
    low = b"\0" + bytes([wasm.I32_CONST]) + wasm.to_signed(-70_000) + b"\x0b"
    module.functions.append(wasm.Function(module.functions[0].type, low))
    module.exports[0] = wasm.Export("low", 0, module.imported + 2)
    found = run(module.to_bytes(), tmp_path, "[Object.keys(it), it.low(), it.add(20, 2)]", IMPORTS)
    assert found == [["low", "add"], -70_000, 42]


@pytest.mark.parametrize(
    ("parts", "ask", "said"),
    [
        ("(table 2 funcref) (elem func 0)", wasm.Module.table, "not filled in one go"),
        ('(memory 1) (data "passive")', wasm.Module.first_data, "at a fixed address"),
        ("", lambda module: module.index_of("g"), "does not export the function g"),
    ],
)
def test_what_is_not_known_is_said(
    parts: str, ask: Callable[[wasm.Module], object], said: str, tmp_path: Path
) -> None:
    module = wasm.Module(assemble(f'(module (func (export "f")) {parts})', tmp_path))
    with pytest.raises(wasm.WasmError, match=said):
        ask(module)


@pytest.mark.parametrize("number", [0, 1, 63, 64, 127, 128, 8192, 1 << 30])
def test_numbers(number: int) -> None:
    assert wasm.read_number(wasm.to_number(number), 0) == (number, len(wasm.to_number(number)))
