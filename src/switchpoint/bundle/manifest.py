"""The list of files that the browser may load: when each is loaded, and its size."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SITE_FOLDER = "assets/switchpoint"
"""The folder of the site that the files are copied to."""

_IMPORTED_AT_ONCE = re.compile(r'\b(?:from|import)"\./([\w.-]+)"')


@dataclass(frozen=True)
class Bundle:
    """The files of one build. Names are relative to ``folder``, and to SITE_FOLDER in the site."""

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
        """The file that the service worker's script at the site's root imports."""
        return next(name for name in self.files if name.startswith("service-worker-"))

    @property
    def before_click(self) -> tuple[str, ...]:
        """The files that a page loads by itself: script, style and the script's static imports."""
        script = (self.folder / self.script).read_text(encoding="utf-8")
        return (self.script, *_IMPORTED_AT_ONCE.findall(script), self.style)

    @property
    def after_run(self) -> tuple[str, ...]:
        """The files that the first Run loads on top."""
        others = {*self.before_click, *self.for_gevent, *self.on_demand}
        return tuple(name for name in self.files if name not in others)

    @property
    def for_gevent(self) -> tuple[str, ...]:
        """The files that the first Run of a program with gevent loads on top of that."""
        return tuple(
            name
            for name in self.files
            if name.startswith(("gevent-", "zope_")) or name.endswith("/network.zip.gz")
        )

    @property
    def on_demand(self) -> tuple[str, ...]:
        """The files of other imports (requests, the rest of the library), editing, exercises."""
        others = (".whl", "/web.zip.gz", "/rest.zip.gz")
        editing = ("editing-", "playground-", "share-", "exercise-", "progress-")
        return tuple(
            name
            for name in self.files
            if (name.endswith(others) and name not in self.for_gevent) or name.startswith(editing)
        )


def report(bundle: Bundle) -> str:
    """Return a table of the files with their sizes, raw and gzip, and three sums."""
    rows = [(name, *bundle.size([name])) for name in bundle.files]
    rows.append(("before any click", *bundle.size(bundle.before_click)))
    rows.append(("after the first Run", *bundle.size(bundle.after_run)))
    rows.append(("on top, for gevent", *bundle.size(bundle.for_gevent)))
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{'':{width}}  {'bytes':>10}  {'gzip':>10}"]
    return "\n".join(lines + [f"{n:{width}}  {raw:>10,}  {gz:>10,}" for n, raw, gz in rows])
