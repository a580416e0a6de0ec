"""Bundle and minify the browser's scripts and styles with esbuild, and assemble its WebAssembly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from switchpoint.bundle.digest import digest
from switchpoint.bundle.node import run_node

_BROWSER = Path(__file__).parents[1] / "browser"


def assemble(root: Path, folder: Path) -> str:
    """Assemble switch.wat; return the name of the WebAssembly file."""
    making = folder / "switch.wasm"
    wat2wasm = root / "node_modules/wabt/bin/wat2wasm"
    run_node(wat2wasm, _BROWSER / "worker/switch.wat", "-o", making, cwd=root)
    name = f"switch-{digest([making])[:10]}.wasm"
    making.rename(folder / name)
    return name


def build_scripts(root: Path, folder: Path, constants: dict[str, Any]) -> tuple[str, str]:
    """Bundle and minify scripts and styles; return the names of the page's script and style.

    ``constants`` are substituted in the scripts, see browser/globals.d.ts.
    """
    worker = _esbuild(root, folder, [_BROWSER / "worker/worker.js"], constants)
    _esbuild(root, folder, [_BROWSER / "offline/service-worker.js"], {})
    entries = [_BROWSER / "live-snippet.js", _BROWSER / "live-snippet.css"]
    page = {**constants, "__WORKER__": worker["worker.js"]}
    built = _esbuild(root, folder, entries, page)
    return built["live-snippet.js"], built["live-snippet.css"]


def _esbuild(
    root: Path, folder: Path, entries: list[Path], constants: dict[str, Any]
) -> dict[str, str]:
    """Run esbuild; return entry name -> hashed file name."""
    meta = folder.with_suffix(".meta.json")
    run_node(
        root / "node_modules/esbuild/bin/esbuild",
        *entries,
        "--bundle",
        "--minify",
        "--splitting",
        "--format=esm",
        "--target=es2022",
        "--charset=utf8",
        "--log-level=warning",
        "--entry-names=[name]-[hash]",
        "--chunk-names=[name]-[hash]",
        f"--outdir={folder}",
        f"--metafile={meta}",
        *(f"--define:{name}={json.dumps(value)}" for name, value in constants.items()),
        cwd=root,
    )
    outputs = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    return {
        Path(about["entryPoint"]).name: Path(output).name
        for output, about in outputs.items()
        if "entryPoint" in about
    }
