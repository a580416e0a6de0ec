"""Put together what the browser needs: a self-hosted Pyodide, wheels, our scripts and styles.

Everything comes from npm packages pinned in ``package-lock.json``, from Python packages pinned in
``pyproject.toml`` and from this source tree. It lands in ``.cache/switchpoint/`` and is made again
only when one of these changed. Names carry a hash of the content, so that a static host may let
readers keep the files for ever.
"""

from __future__ import annotations

import dbm
import gzip
import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock

from switchpoint.bundle import stdlib_archives, wheels
from switchpoint.bundle.digest import digest
from switchpoint.bundle.manifest import Bundle, report
from switchpoint.bundle.node import BundleError, install_packages, run_in_pyodide, run_node
from switchpoint.bundle.scripts import assemble, build_scripts
from switchpoint.bundle.stdlib_archives import ARCHIVES

CACHE = ".cache/switchpoint"

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
_DBM = Path(dbm.__path__[0])
"""A package of the standard library that Pyodide leaves out, though it has modules in Python."""


def ensure(root: Path, *, force: bool = False) -> Bundle:
    """Return the bundle for the project at ``root``, making what is missing or out of date.

    Raises ``BundleError`` when npm or a build step fails.
    """
    if not (root / "package-lock.json").is_file():
        raise BundleError("there is no package-lock.json here; run this where mkdocs.yml is")
    cache = root / CACHE
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "lock"):  # a test run and a server may start together
        runtime = _ensure_runtime(root, cache, force)
        packages = _ensure_wheels(root, cache, force)
        return _ensure_browser(root, cache, [runtime, packages], force)


def _ensure_runtime(root: Path, cache: Path, force: bool) -> Path:
    """Return the folder with Pyodide's runtime and the precompiled library, ours included."""
    called = _called()
    folder = cache / f"runtime-{_runtime_key(root, called)}"

    def make(making: Path) -> None:
        package = root / "node_modules" / "pyodide"
        shutil.copy(package / "pyodide.mjs", making)
        run_node(_HERE / "engine/change_engine.mjs", package, making, called, cwd=root)
        for script in sorted(making.glob("*.mjs")):
            _as_js(script)
        run_in_pyodide(package, stdlib_archives.__name__, out=making, dbm=_DBM)
        archives = [making / f"{archive}.zip" for archive in ARCHIVES]
        for path in (making / "pyodide.asm.wasm", *archives):
            _compress(path)
        for path in archives:
            path.unlink()

    return _made(root, folder, force, make, "preparing Pyodide")


def _runtime_key(root: Path, called: str) -> str:
    """Return the hash of all that the runtime is made from."""
    ours = stdlib_archives.own_files(_PACKAGE)
    places = (path.relative_to(_PACKAGE).as_posix() for path in ours)
    return digest([*_makers(root), *ours, *sorted(_DBM.glob("*.py"))], called, *places)


def _ensure_wheels(root: Path, cache: Path, force: bool) -> Path:
    """Return the folder with the wheels."""
    folder = cache / f"wheels-{_wheels_key(root)}"

    def make(making: Path) -> None:
        wheels.make_wheels(root / "node_modules" / "pyodide", making)

    return _made(root, folder, force, make, "compiling wheels")


def _wheels_key(root: Path) -> str:
    """Return the hash of all that the wheels are made from."""
    return digest(_makers(root), wheels.versions())


def _ensure_browser(root: Path, cache: Path, parts: list[Path], force: bool) -> Bundle:
    """Return the bundle: runtime under its hashed name, wheels, scripts and styles."""
    sources = [*_files("browser"), *_files("tracing")]
    contents = [path for part in parts for path in sorted(part.iterdir())]
    folder = cache / f"bundle-{digest([*_makers(root), *sources, *contents])}"
    summary = folder.with_suffix(".json")

    def make(making: Path) -> None:
        script, style = _fill(root, making, *parts)
        files = sorted(p.relative_to(making).as_posix() for p in making.rglob("*") if p.is_file())
        bundle = Bundle(folder, script, style, tuple(files))
        summary.write_text(json.dumps(asdict(bundle) | {"folder": folder.name}))

    is_new = force or not (folder.is_dir() and summary.is_file())
    _made(root, folder, is_new, make, "bundling scripts")
    saved = json.loads(summary.read_text())
    bundle = Bundle(folder, saved["script"], saved["style"], tuple(saved["files"]))
    if is_new:
        _forget_old(cache, keep={*parts, folder, summary})
        print(report(bundle), file=sys.stderr)
    return bundle


def _fill(root: Path, making: Path, runtime: Path, packages: Path) -> tuple[str, str]:
    """Put a bundle's files into ``making``; return the names of the page's script and style."""
    version = json.loads((root / "node_modules/pyodide/package.json").read_text())["version"]
    pyodide = f"pyodide-{version}-{digest(sorted(runtime.iterdir()))[:10]}"
    shutil.copytree(runtime, making / pyodide)
    for wheel in packages.glob("*.whl"):
        shutil.copy(wheel, making / wheel.name)
    names = {name: f"{pyodide}/{name}.zip.gz" for name in ARCHIVES}
    names |= {wheel.name.partition("-")[0]: wheel.name for wheel in packages.glob("*.whl")}
    names["engine"] = f"{pyodide}/pyodide.asm.wasm.gz"
    files = {
        name: {"path": path, "bytes": (making / path).stat().st_size, **_unpacked(making / path)}
        for name, path in names.items()
    }
    constants: dict[str, Any] = {
        "__RUNTIME__": {
            "pyodide": f"{pyodide}/",
            "stacks": assemble(root, making),
            "lock": _lock_without_packages(root),
        },
        "__FILES__": json.dumps(files, separators=(",", ":")),
        "__PACKAGES__": json.dumps(wheels.FILES_OF),
    }
    return build_scripts(root, making, constants)


def _lock_without_packages(root: Path) -> str:
    """Return a lock file for Pyodide that lists no packages: they come as files."""
    lock = json.loads((root / "node_modules/pyodide/pyodide-lock.json").read_text())
    return json.dumps({"info": lock["info"], "packages": {}}, separators=(",", ":"))


def _makers(root: Path) -> list[Path]:
    """Return the files that every part depends on: this package's, and npm's lock file.

    Even a changed comment in this package makes all parts again. But a list of only the modules
    that a part depends on would be incomplete some day.
    """
    return [root / "package-lock.json", *_files("bundle")]


def _files(room: str) -> list[Path]:
    """Return the files of one of our packages."""
    found = sorted((_PACKAGE / room).rglob("*"))
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def _made(root: Path, folder: Path, force: bool, make: Callable[[Path], None], what: str) -> Path:
    """Return the folder, which ``make`` fills if it is not there.

    It is renamed when it is finished, so that a half-made one is never used.
    """
    if folder.is_dir() and not force:
        return folder
    install_packages(root, digest([root / "package-lock.json"]))
    print(f"switchpoint: {what} (once)", file=sys.stderr)
    making = folder.with_name("making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    make(making)
    shutil.rmtree(folder, ignore_errors=True)
    return making.rename(folder)


def _compress(path: Path) -> None:
    """Write a file's gzip beside it: not every host compresses files of such types by itself."""
    packed = gzip.compress(path.read_bytes(), 9, mtime=0)
    path.with_name(f"{path.name}.gz").write_bytes(packed)


def _unpacked(path: Path) -> dict[str, int]:
    """Return the size of a file without gzip, which a host may have the browser take off."""
    if path.suffix != ".gz":
        return {}
    return {"unpacked": len(gzip.decompress(path.read_bytes()))}


def _as_js(path: Path) -> None:
    """Give a script of Pyodide's the ending ``.js``, without the reference to a source map.

    Browsers refuse a module of the wrong type, and not every host knows the type of ``.mjs``. The
    site has no source maps, and developer tools would ask for them.
    """
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    made = re.sub(r"\b(pyodide(?:\.asm)?)\.mjs\b", r"\1.js", text)
    path.with_suffix(".js").write_text(made, encoding="utf-8")
    path.unlink()


def _called() -> str:
    """Return all names by which our files may call the engine: C's begin with _ in JavaScript."""
    callers = [*(_PACKAGE / "browser").rglob("*.js"), *(_PACKAGE / "tab").rglob("*.py")]
    texts = (path.read_text("utf-8") for path in callers)
    return " ".join(sorted({name for text in texts for name in re.findall(r"\b_\w+", text)}))


def _forget_old(cache: Path, keep: set[Path]) -> None:
    """Delete the parts of earlier builds."""
    for path in [it for kind in ("bundle", "runtime", "wheels") for it in cache.glob(f"{kind}-*")]:
        if path not in keep:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def main(root: Path, *, force: bool = False) -> int:
    """Make the bundle and print its sizes."""
    try:
        print(report(ensure(root, force=force)))
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
