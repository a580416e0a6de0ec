"""The engine of Pyodide, cut to what is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.bundle.engine import exports
from tests.unit.bundle.engine.assembled import assemble, run

MANY = [f"_x{number}" for number in range(1_000)]


def script(exports: list[str], body: str) -> str:
    """Return a script like pyodide.asm.mjs that assigns these exports, and does something."""
    assigned = "".join(f'_{it}=Module["_{it}"]=wasmExports["{it}"];' for it in exports)
    return (
        f"async function _createPyodideModule(moduleArg={{}}){{var Module=moduleArg;"
        f"var {','.join([*(f'_{it}' for it in exports), *MANY])};"
        f"function assignWasmExports(wasmExports){{{assigned.rstrip(';')}}}"
        f"{body}}}export default _createPyodideModule;"
    )


TEXT = """(module
  (memory (export "memory") 1)
  (func (export "called") (result i32) (i32.const 7))
  (func (export "PyNever_Called") (result i32) (i32.const 8)))"""
SEEN = "[...Object.keys(it), it.called()]"


def test_exports_that_nobody_mentions_are_gone(tmp_path: Path) -> None:
    text = script(["called", "PyNever_Called", "PyCalled_Elsewhere"], "_called();memory;")
    slim, code = exports.slim(text, assemble(TEXT, tmp_path), ["module._PyCalled_Elsewhere()"])
    assert "PyNever_Called" not in slim
    assert slim.count("_PyCalled_Elsewhere") == 3  # declared, set, assigned
    assert 'wasmExports["called"]' in slim
    assert run(code, tmp_path, SEEN) == ["memory", "called", 7]


def test_a_name_in_a_string_is_mentioned(tmp_path: Path) -> None:
    text = script(["called", "PyNever_Called", "other"], 'get("PyNever_Called");called;memory;')
    slim, code = exports.slim(text, assemble(TEXT, tmp_path), [])
    assert 'wasmExports["PyNever_Called"]' in slim
    assert run(code, tmp_path, SEEN) == ["memory", "called", "PyNever_Called", 7]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("export default 1;", "does not assign and declare all exports in one place"),
        (script(["called"], "_called();"), "assigns exports in another way"),
    ],
)
def test_a_script_that_is_not_as_known_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(exports.EngineError, match=said):
        exports.slim(text, assemble(TEXT, tmp_path), [])
