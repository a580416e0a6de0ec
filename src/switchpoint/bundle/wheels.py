"""Installed packages -> wheels for the tab: their pure-Python half, with its licence.

The packages are those pinned in pyproject.toml, so the tab runs the very versions that record.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from wheel.wheelfile import WheelFile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_KEPT_OF_INFO = ("METADATA", "top_level.txt", "entry_points.txt")
_LEFT_OUT = re.compile(
    r"\.(so|pyd|c|h|pyx|pxd|pyi|html|py\.new)$|/(tests?|testing|__pycache__|libev|libuv)/"
    r"|_(test|testing)\.py$|/resolver/(c?ares|dnspython)\.py$|__main__\.py$"
    r"|gevent/ssl\.py$"
)
"""Compiled parts, sources of them, tests and TLS, which the tab has not."""
_CERTIFICATES = b"# The browser checks certificates; requests only wants this file to be here.\n"


@dataclass(frozen=True)
class Package:
    """A package for the tab, and those that must be loaded with it."""

    name: str
    depends: tuple[str, ...] = ()


PACKAGES = (
    Package("gevent", ("zope.event", "zope.interface")),
    Package("zope.event"),
    Package("zope.interface"),
    Package("requests", ("urllib3", "idna", "certifi", "charset-normalizer")),
    Package("urllib3"),
    Package("idna"),
    Package("certifi"),
    Package("charset-normalizer"),
)


def installed_versions() -> str:
    """Return what a cache of the wheels depends on."""
    return " ".join(f"{p.name}=={distribution(p.name).version}" for p in PACKAGES)


def repack(package: Package, folder: Path) -> Path:
    """Write the package's wheel into ``folder``; its build tag is its content's hash."""
    found = distribution(package.name)
    contents = _contents(found)
    name = re.sub(r"[-_.]+", "_", package.name).lower()
    return write_wheel(folder, name, found.version, contents)


def write_wheel(folder: Path, name: str, version: str, contents: dict[str, bytes]) -> Path:
    """Pack files into a pure-Python wheel whose build tag is the hash of its contents."""
    tag = "0" + hashlib.sha256(b"".join(contents.values())).hexdigest()[:10]
    about = (
        "Wheel-Version: 1.0\nGenerator: switchpoint\nRoot-Is-Purelib: true\n"
        f"Tag: py3-none-any\nBuild: {tag}\n"
    )
    wheel = folder / f"{name}-{version}-{tag}-py3-none-any.whl"
    with WheelFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (
            contents | {f"{name}-{version}.dist-info/WHEEL": about.encode()}
        ).items():
            archive.writestr(zipfile.ZipInfo(path, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return wheel


def _contents(found: Distribution) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for path in sorted(found.files or [], key=str):
        shown = path.as_posix()
        if shown.startswith("..") or not _is_kept(shown):
            continue
        content = Path(str(path.locate())).read_bytes()
        if shown.endswith(".pem"):
            content = _CERTIFICATES
        if PurePosixPath(shown).name == "METADATA":
            # what it needs stands in the lock file; greenlet is the tab's own; the description
            # is for whoever chooses a package, not for a program
            head, _, _ = content.decode().partition("\n\n")
            lines = head.splitlines(keepends=True)
            content = "".join(x for x in lines if not x.startswith("Requires-Dist")).encode()
        contents[shown] = content
    return contents


def _is_kept(path: str) -> bool:
    if ".dist-info/" in path:
        inside = path.partition(".dist-info/")[2]
        return inside in _KEPT_OF_INFO or inside.startswith("licenses/")
    return not _LEFT_OUT.search("/" + path)
