"""The engine of Pyodide, cut to what is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.bundle.engine.assembled import RefusedError, assemble, change, run

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
  (table 1 funcref)
  (elem (i32.const 0) $by_address)
  (type $number (func (result i32)))
  (func $by_address (result i32) (i32.const 7))
  (func (export "called") (result i32) (call_indirect (type $number) (i32.const 0)))
  (func (export "PyNever_Called") (result i32) (i64.const 123456789) (drop) (i32.const 8)))"""
SEEN = "[...Object.keys(it), it.called()]"
UNUSED = b"\x42\x95\x9a\xef\x3a"  # i64.const 123456789


def remove(script: str, others: str, module: Path) -> str:
    made: str = change(module, "exports.mjs", "removeExports", script, others)
    return made


def test_exports_that_nothing_mentions_are_removed_with_their_code(tmp_path: Path) -> None:
    text = script(["called", "PyNever_Called", "PyCalled_Elsewhere"], "_called();memory;")
    module = assemble(TEXT, tmp_path)
    assert UNUSED in module.read_bytes()
    made = remove(text, "module._PyCalled_Elsewhere()", module)
    assert "PyNever_Called" not in made
    assert made.count("_PyCalled_Elsewhere") == 3  # declared, set, assigned
    assert 'wasmExports["called"]' in made
    assert run(module, SEEN) == ["memory", "called", 7]
    assert UNUSED not in module.read_bytes()


def test_a_name_in_a_string_is_mentioned(tmp_path: Path) -> None:
    text = script(["called", "PyNever_Called", "other"], 'get("PyNever_Called");called;memory;')
    module = assemble(TEXT, tmp_path)
    assert 'wasmExports["PyNever_Called"]' in remove(text, "", module)
    assert run(module, SEEN) == ["memory", "called", "PyNever_Called", 7]


def test_a_name_with_a_dollar_stays_as_it_is(tmp_path: Path) -> None:
    text = script(["called", "PyNever_Called", "of$$it"], "_called();memory;of$$it;")
    assert "var _called,_of$$it," in remove(text, "", assemble(TEXT, tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("export default 1;", "does not assign and declare all exports in one place"),
        (script(["called"], "_called();"), "assigns exports in another way"),
    ],
)
def test_a_script_that_is_not_as_known_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=said):
        remove(text, "", assemble(TEXT, tmp_path))
