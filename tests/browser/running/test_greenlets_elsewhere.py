"""The modules of tab/ as its README tells others to use them: in a package of another name."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

from playwright.sync_api import Browser

from switchpoint.bundle import build
from switchpoint.bundle.manifest import Bundle
from tests.browser.serving import serve

ROOT = Path(__file__).parents[3]
HERE = ROOT / "src/switchpoint"

RUN = """\
from . import install


def run():
    install.install(network=True)
    import gevent
    from gevent import socket
    from gevent.server import StreamServer

    said = []
    server = StreamServer(("127.0.0.1", 0), lambda end, address: end.sendall(end.recv(9)[::-1]))
    server.start()

    def ask(word):
        with socket.create_connection(server.address) as client:
            client.sendall(word)
            said.append(client.recv(9).decode())

    gevent.joinall([gevent.spawn(ask, b"tac"), gevent.spawn_later(0.01, ask, b"god")])
    return " ".join(said)
"""

WORKER = """\
import { learnOffsets, makeStacks, protectSuspended } from "./stacks.js";
import { loadPyodide } from "./pyodide/pyodide.mjs";

protectSuspended();
const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
const missing = learnOffsets(pyodide);
const code = await WebAssembly.compileStreaming(fetch("switch.wasm"));
pyodide.registerJsModule("switchpoint_stacks", makeStacks(pyodide, code, console.error));
const packed = await (await fetch("packages.zip")).arrayBuffer();
pyodide.unpackArchive(packed, "zip");
const run = pyodide.pyimport("elsewhere").run;
postMessage(missing || (await run.callPromising()));
"""


def test_the_readme_recipe_works_without_the_site(browser: Browser, tmp_path: Path) -> None:
    made = build.ensure(ROOT)
    shutil.copytree(
        ROOT / "node_modules/pyodide", tmp_path / "pyodide", ignore=shutil.ignore_patterns("*.map")
    )
    shutil.copy(HERE / "browser/worker/stacks.js", tmp_path)
    (switch,) = (name for name in made.files if name.startswith("switch-"))
    shutil.copy(made.folder / switch, tmp_path / "switch.wasm")
    (tmp_path / "worker.js").write_text(WORKER, "utf-8")
    (tmp_path / "index.html").write_text("<!doctype html><title>elsewhere</title>", "utf-8")
    (tmp_path / "packages.zip").write_bytes(packages(made))
    with serve(tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        said = page.evaluate(
            """() => new Promise((resolve, reject) => {
                const worker = new Worker("worker.js", { type: "module" });
                worker.onmessage = ({ data }) => resolve(data);
                worker.onerror = ({ message }) => reject(new Error(message));
            })"""
        )
        page.close()
    assert said == "cat dog"


def packages(made: Bundle) -> bytes:
    """Return a zip of our modules in a package ``elsewhere``, and of gevent's."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("elsewhere/__init__.py", RUN)
        for path in (HERE / "tab/greenlets").glob("[!_]*.py"):
            packed.write(path, f"elsewhere/{path.name}")
        for path in made.folder.glob("*.whl"):
            with zipfile.ZipFile(path) as wheel:
                for name in wheel.namelist():
                    packed.writestr(name, wheel.read(name))
    return out.getvalue()
