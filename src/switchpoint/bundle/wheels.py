"""Make wheels for the tab from installed packages: their pure-Python half, compiled.

The packages are those pinned in pyproject.toml, so the tab runs the very versions that record.
pyodide-build packs the wheels, and its py-compile compiles them (compile_wheels.py). Sources are
left out: a wheel with both is much larger, and tracebacks in the tab show only the program's lines.
stdlib_archives.py tells what bytecode buys. The same packages give the same bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import sysconfig
from importlib.metadata import Distribution, distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from pyodide_build.common import pack_wheel, replace_env  # type: ignore[import-untyped]

from switchpoint.bundle import compile_wheels
from switchpoint.bundle.digest import digest
from switchpoint.bundle.node import run_in_pyodide

_EPOCH = "315532800"
"""The first time that a zip archive can hold: 1980-01-01."""
_KEPT_OF_INFO = ("METADATA", "top_level.txt", "entry_points.txt")
_LEFT_OUT = re.compile(
    r"\.(so|pyd|c|h|pyx|pxd|pyi|html|py\.new)$|/(tests?|testing|__pycache__|libev|libuv)/"
    r"|_(test|testing)\.py$|/resolver/(c?ares|dnspython)\.py$|__main__\.py$"
    r"|gevent/ssl\.py$|/zope/interface/common/"
)
"""Compiled parts and their sources, tests, TLS, and interfaces of the standard library."""
_CERTIFICATES = b"# The browser checks certificates; requests only wants this file to be here.\n"
_WHEEL = "Wheel-Version: 1.0\nGenerator: switchpoint\nRoot-Is-Purelib: true\n"


NAMES = (
    *("gevent", "zope.event", "zope.interface"),
    *("requests", "urllib3", "idna", "certifi", "charset-normalizer"),
    "tzdata",
)
"""The packages that the tab gets wheels of."""

_HTTP = ("network", "web", "urllib3", "idna", "certifi", "charset_normalizer")

FILES_OF: dict[str, tuple[str, ...]] = {
    "gevent": ("network", "gevent", "zope_event", "zope_interface"),
    "greenlet": (),  # ours, in the first archive
    "requests": (*_HTTP, "requests"),
    "urllib3": _HTTP,
}
"""The files, wheels and archives of the standard library, that an import of a package needs."""


def file_name(name: str) -> str:
    """Return a package's name as it stands in the name of a wheel."""
    return re.sub(r"[-_.]+", "_", name).lower()


def versions() -> str:
    """Return what a cache of the wheels depends on: the packages and what makes the wheels."""
    names = (*NAMES, "pyodide-build", "wheel")
    return " ".join(f"{name}=={distribution(name).version}" for name in names)


def make_wheels(pyodide: Path, folder: Path) -> list[Path]:
    """Write the wheels of all packages into ``folder``; return their paths, in order.

    ``pyodide`` is the folder of Pyodide's npm package. The build tag in a wheel's name is the hash
    of its contents.
    """
    # "wheel pack" takes SOURCE_DATE_EPOCH as the time of every file
    with TemporaryDirectory() as name, replace_env(os.environ | {"SOURCE_DATE_EPOCH": _EPOCH}):
        making = Path(name)
        for package in NAMES:
            found = distribution(package)
            tree = making / f"{file_name(package)}-{found.version}"
            _lay_out(found, tree)
            pack_wheel(tree, making, verbose=False)
        packages = Path(sysconfig.get_path("purelib"))
        run_in_pyodide(pyodide, compile_wheels.__name__, packages=packages, wheels=making)
        return [_with_build_tag(making, file_name(package), folder) for package in NAMES]


def _lay_out(found: Distribution, tree: Path) -> None:
    """Write the files of an installed package that the tab needs, as ``wheel pack`` wants them."""
    for path, content in _contents(found).items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_bytes(content)
    info = next(tree.glob("*.dist-info"))
    info = info.rename(tree / f"{tree.name}.dist-info")
    (info / "WHEEL").write_text(f"{_WHEEL}Tag: py3-none-any\n")


def _with_build_tag(making: Path, name: str, folder: Path) -> Path:
    """Pack a compiled wheel again into ``folder``, with the hash of its contents in its name.

    That comes last, as py-compile refuses a wheel with a build tag. It leaves the old RECORD in the
    wheel, with which ``wheel unpack`` and ``wheel tags`` refuse it; so it is unpacked as a zip.
    """
    wheel = next(making.glob(f"{name}-*-cp*-none-any.whl"))
    tree = making / "compiled" / "-".join(wheel.name.split("-")[:2])
    shutil.unpack_archive(wheel, tree, "zip")
    info = next(tree.glob("*.dist-info"))
    (info / "RECORD").unlink()
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    for path in files:
        path.chmod(0o644)  # the mode is packed, and would be the umask's
    build = f"0{digest(files)[:10]}"
    tag = wheel.stem.split("-", 2)[2]
    (info / "WHEEL").write_text(f"{_WHEEL}Tag: {tag}\nBuild: {build}\n")
    pack_wheel(tree, folder, verbose=False)
    return next(folder.glob(f"{tree.name}-{build}-*.whl"))


def _contents(found: Distribution) -> dict[str, bytes]:
    """Return path -> content of the files that the tab needs."""
    contents: dict[str, bytes] = {}
    for path in sorted(found.files or [], key=str):
        shown = path.as_posix()
        if shown.startswith("..") or not _is_kept(shown):
            continue
        content = Path(str(path.locate())).read_bytes()
        if shown.endswith(".pem"):
            content = _CERTIFICATES
        elif shown.endswith(".dist-info/METADATA"):
            content = _shortened(content)
        contents[shown] = content
    return contents


def _shortened(metadata: bytes) -> bytes:
    """Return a METADATA file without description and requirements.

    No program reads the description. ``FILES_OF`` has the requirements, except those of greenlet,
    which is our own.
    """
    head, _, _ = metadata.decode().partition("\n\n")
    lines = head.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("Requires-Dist")).encode()


def _is_kept(path: str) -> bool:
    """Tell whether the tab needs a file of an installed package."""
    if ".dist-info/" in path:
        inside = path.partition(".dist-info/")[2]
        return inside in _KEPT_OF_INFO or inside.startswith("licenses/")
    return not _LEFT_OUT.search("/" + path)
