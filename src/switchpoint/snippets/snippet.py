"""A snippet: one plain program of the collection, with the files that lie beside it.

``snippets/FOLDER/NAME.py`` is the program, ``NAME.out`` its recording and ``NAME.trace.json`` its
trace, in the formats of recording.py. A program of threads or processes has no trace where the
order of its switches is not determined; one that also uses gevent has the trace of its main thread.

An exercise is a snippet, the model solution, with two more files beside it: ``NAME.start.py``, the
code that a reader starts with, recorded in the same way, and ``NAME.checks.py``, see exercise.py.
"""

from __future__ import annotations

import ast
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.recording import Recording, parse_trace
from switchpoint.snippets.runtime import GREENLET_MODULES, Analysis, Need, Runtime, analyse
from switchpoint.tracing.trace import Trace


@dataclass(frozen=True)
class Snippet:
    """One program of the collection at ``root``, named ``FOLDER/NAME``."""

    root: Path
    name: str

    @property
    def path(self) -> Path:
        """The program, ``NAME.py``."""
        return self.root / f"{self.name}.py"

    @property
    def recording_path(self) -> Path:
        """The recording beside it, ``NAME.out``."""
        return self.path.with_suffix(".out")

    @property
    def trace_path(self) -> Path:
        """The recorded trace beside it, ``NAME.trace.json``."""
        return self.path.with_suffix(".trace.json")

    @property
    def start(self) -> Snippet:
        """The starting code of the exercise that has this model solution."""
        return Snippet(self.root, f"{self.name}.start")

    @property
    def checks_path(self) -> Path:
        """The checks of the exercise that has this model solution."""
        return self.path.with_suffix(".checks.py")

    @property
    def is_exercise(self) -> bool:
        """Whether starting code and checks lie beside it."""
        return self.start.path.is_file() and self.checks_path.is_file()

    @property
    def shown_path(self) -> str:
        """The program's path as messages print it, relative to the parent of ``snippets/``."""
        return f"{self.root.name}/{self.name}.py"

    @property
    def html_id(self) -> str:
        """The id of the snippet's block on a page, for links to it."""
        return "snippet-" + re.sub(r"[/.]", "-", self.name)

    @property
    def module(self) -> str:
        """The dotted name under which the reference lists it."""
        return self.name.replace("/", ".")

    @property
    def source(self) -> str:
        """The program's text."""
        return self.path.read_text(encoding="utf-8")

    @property
    def sha256(self) -> str:
        """The digest that ties a recording to the source it was made from."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    @property
    def caption(self) -> str:
        """The first line of the program's docstring."""
        doc = ast.get_docstring(self._analysis.tree)
        if not doc:
            raise SnippetError(
                f"{self.shown_path}:1: no docstring; add one, its first line is the caption"
            )
        return doc.splitlines()[0]

    @property
    def imports(self) -> frozenset[str]:
        """The top-level names of all modules the program imports."""
        return self._analysis.imports

    @property
    def need(self) -> Need | None:
        """What the program needs that a browser tab lacks."""
        return self._analysis.need

    @property
    def runtime(self) -> Runtime:
        """Where the program can run."""
        return self._analysis.runtime

    @property
    def is_traced(self) -> bool:
        """Whether the order of its switches, at least in its main thread, must be determined."""
        return self.need != "threads" or bool(self.imports & GREENLET_MODULES)

    @property
    def _analysis(self) -> Analysis:
        return analyse(self.source, self.shown_path)

    def recording(self) -> Recording:
        """Return the recording made from this very source.

        Raises ``SnippetError`` when it is missing, unreadable or older than the source.
        """
        if not self.recording_path.is_file():
            raise SnippetError(f"{self.shown_path}:1: not recorded yet; {self._cure}")
        try:
            recording = Recording.parse(_read_exactly(self.recording_path))
        except ValueError as error:
            raise self._unreadable(".out", error) from None
        if recording.source_sha256 != self.sha256:
            raise SnippetError(f"{self.shown_path}:1: changed since it was recorded; {self._cure}")
        return recording

    def trace(self) -> Trace | None:
        """Return the recorded trace; ``None`` where threads switch in no fixed order.

        Raises ``SnippetError`` when it is missing or unreadable.
        """
        if not self.trace_path.is_file():
            if not self.is_traced:
                return None
            raise SnippetError(f"{self.shown_path}:1: recorded without its trace; {self._cure}")
        try:
            return parse_trace(_read_exactly(self.trace_path))
        except ValueError as error:
            raise self._unreadable(".trace.json", error) from None

    @property
    def _cure(self) -> str:
        return f"run: python -m switchpoint record {self.name.removesuffix('.start')}"

    def _unreadable(self, suffix: str, error: ValueError) -> SnippetError:
        shown = self.shown_path.removesuffix(".py") + suffix
        return SnippetError(f"{shown}:1: {error}; {self._cure}")


def _read_exactly(path: Path) -> str:
    """Read text without translating line ends: a recording is compared byte for byte."""
    return path.read_bytes().decode("utf-8")
