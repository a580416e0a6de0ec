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

    def words(self, language: str) -> str:
        """The file with the words of a page in this language."""
        return next(name for name in self.files if name.startswith(f"words-{language}-"))

    @property
    def before_click(self) -> tuple[str, ...]:
        """The files that a page loads by itself: script, style, words, the static imports.

        Chinese pages stand for all: their words are the longer ones.
        """
        return (*self._with_imports(self.script), self.words("zh"), self.style)

    @property
    def with_picture(self) -> tuple[str, ...]:
        """The files that a page with an unfolded picture in view loads by itself."""
        timeline = next(name for name in self.files if name.startswith("timeline-"))
        others = set(self.before_click)
        return (
            *self.before_click,
            *(name for name in self._with_imports(timeline) if name not in others),
        )

    def _with_imports(self, script: str) -> tuple[str, ...]:
        """Return a script and those that it imports statically."""
        text = (self.folder / script).read_text(encoding="utf-8")
        return (script, *_IMPORTED_AT_ONCE.findall(text))

    @property
    def after_run(self) -> tuple[str, ...]:
        """The files that the first Run loads on top."""
        others = {*self.before_click, self.words("en"), *self.for_gevent, *self.on_demand}
        names = (name for name in self.files if name not in others)
        # A host that compresses the engine sends it instead of our archive with it.
        return tuple(name for name in names if f"{name}.gz" not in self.files)

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
        """The files of other imports (requests, the rest of the library), of what few do."""
        others = (".whl", "/web.zip.gz", "/rest.zip.gz")
        editing = ("editing-", "playground-", "share-", "exercise-", "progress-", "compare-")
        return tuple(
            name
            for name in self.files
            if (name.endswith(others) and name not in self.for_gevent) or name.startswith(editing)
        )


def report(bundle: Bundle) -> str:
    """Return a table of the files with their sizes, raw and gzip, and four sums."""
    rows = [(name, *bundle.size([name])) for name in bundle.files]
    rows.append(("before any click", *bundle.size(bundle.before_click)))
    rows.append(("with a picture in view", *bundle.size(bundle.with_picture)))
    rows.append(("after the first Run", *bundle.size(bundle.after_run)))
    rows.append(("on top, for gevent", *bundle.size(bundle.for_gevent)))
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{'':{width}}  {'bytes':>10}  {'gzip':>10}"]
    return "\n".join(lines + [f"{n:{width}}  {raw:>10,}  {gz:>10,}" for n, raw, gz in rows])
