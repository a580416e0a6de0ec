"""A snippet by its name: source, caption, runtime and recording. Knows nothing else of ours.

A snippet is one plain program, ``snippets/FOLDER/NAME.py``. Its recording, what CPython printed
when it ran that very source, lies beside it as ``NAME.out``:

    #! switchpoint recording 1
    #! source sha256 3f0c…
    #! by CPython 3.13.0
    #! exit 0
    #! stdout
    …what the program printed…
    #! stderr
    …what it complained about…

The two texts follow their markers byte for byte; a text that does not end in a newline is
followed by one and the marker line ``#! no newline``.

Who ran when lies beside it as ``NAME.trace.json``, in the schema of trace.py. A program of threads
or processes has none where the order of its switches is not determined; one that also uses gevent
has the trace of its main thread.

An exercise is a snippet, the model solution, with two more files beside it: ``NAME.start.py``, the
code that a reader begins with, recorded in the same way, and ``NAME.checks.py``, see exercise.py.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

Runtime = Literal["tab", "gevent", "native"]
"""Where a snippet runs: in any tab; in a tab that can switch stacks; recorded by CPython only."""

Need = Literal["threads", "tls", "stack"]
"""What no browser tab has: threads and processes, encrypted sockets, a C stack to look at."""

NATIVE_MODULES = frozenset({"threading", "_thread", "concurrent", "multiprocessing", "subprocess"})
"""Modules that need threads or processes of an operating system, which no browser tab has."""

GREENLET_MODULES = frozenset({"gevent", "greenlet"})

_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
_EXERCISE_PART = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\.(start|checks)\.py")
_HEADER = "#! switchpoint recording 1"
_NO_NEWLINE = "#! no newline"


class SnippetError(Exception):
    """Something about a snippet is wrong; the message is one line with file, line and cure."""


@dataclass(frozen=True)
class Recording:
    """What one run of a program printed, and how it ended."""

    stdout: str
    stderr: str
    exit_code: int
    recorded_by: str
    """For example ``CPython 3.13.0 · gevent 26.9.0 · greenlet 3.5.6``."""
    source_sha256: str

    def same_run(self, other: Recording) -> bool:
        """Tell whether both printed the same bytes and ended alike, whoever recorded them."""
        return (self.stdout, self.stderr, self.exit_code) == (
            other.stdout,
            other.stderr,
            other.exit_code,
        )

    def dump(self) -> str:
        """Return the text of the ``.out`` file."""
        return "".join(
            [
                f"{_HEADER}\n",
                f"#! source sha256 {self.source_sha256}\n",
                f"#! by {self.recorded_by}\n",
                f"#! exit {self.exit_code}\n",
                "#! stdout\n",
                _dump_stream(self.stdout),
                "#! stderr\n",
                _dump_stream(self.stderr),
            ]
        )

    @classmethod
    def parse(cls, text: str) -> Recording:
        """Read the text of an ``.out`` file; ``ValueError`` if it is not one."""
        match = re.fullmatch(
            re.escape(_HEADER) + r"\n#! source sha256 (?P<sha>[0-9a-f]{64})\n#! by (?P<by>[^\n]+)\n"
            r"#! exit (?P<exit>-?\d+)\n#! stdout\n(?P<out>.*)^#! stderr\n(?P<err>.*)",
            text,
            re.DOTALL | re.MULTILINE,
        )
        if match is None:
            raise ValueError("not a switchpoint recording")
        return cls(
            stdout=_parse_stream(match["out"]),
            stderr=_parse_stream(match["err"]),
            exit_code=int(match["exit"]),
            recorded_by=match["by"],
            source_sha256=match["sha"],
        )


def _dump_stream(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n{_NO_NEWLINE}\n"


def _parse_stream(text: str) -> str:
    return text.removesuffix(f"\n{_NO_NEWLINE}\n")


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
        """The starting code of an exercise, whose model solution this is."""
        return Snippet(self.root, f"{self.name}.start")

    @property
    def checks_path(self) -> Path:
        """The checks of an exercise, whose model solution this is."""
        return self.path.with_suffix(".checks.py")

    @property
    def is_exercise(self) -> bool:
        """Whether starting code and checks stand beside it."""
        return self.start.path.is_file() and self.checks_path.is_file()

    @property
    def is_traced(self) -> bool:
        """Whether the order of its switches, in its main thread at least, must be determined."""
        return self.need != "threads" or bool(self.imports & GREENLET_MODULES)

    @property
    def html_id(self) -> str:
        """The id of the snippet's block on a page, which evidence links point at."""
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
        tree = self._tree()
        doc = ast.get_docstring(tree)
        if not doc:
            raise SnippetError(
                f"{self.shown_path}:1: no docstring; add one, its first line is the caption"
            )
        return doc.splitlines()[0]

    @property
    def runtime(self) -> Runtime:
        """Where the program can run, told from its text."""
        if self.need:
            return "native"
        return "gevent" if self.imports & GREENLET_MODULES else "tab"

    @property
    def need(self) -> Need | None:
        """What the program needs that a browser tab lacks."""
        imported = self.imports
        if imported & NATIVE_MODULES:
            return "threads"
        nodes = list(ast.walk(self._tree()))
        texts = (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
        if "ssl" in imported or any("https://" in text for text in texts):
            return "tls"
        if any(isinstance(n, ast.Attribute) and n.attr == "_stack_saved" for n in nodes):
            return "stack"
        return None

    @property
    def imports(self) -> frozenset[str]:
        """The top-level names of all modules the program imports."""
        names: set[str] = set()
        for node in ast.walk(self._tree()):
            if isinstance(node, ast.Import):
                names.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
        return frozenset(names)

    @property
    def shown_path(self) -> str:
        """The program's path as messages print it, from the folder that holds ``snippets/``."""
        return f"{self.root.name}/{self.name}.py"

    def recording(self) -> Recording:
        """Return the recording made from this very source.

        Raises ``SnippetError`` when it is missing, unreadable or older than the source.
        """
        cure = self._cure
        if not self.recording_path.is_file():
            raise SnippetError(f"{self.shown_path}:1: not recorded yet; {cure}")
        try:
            recording = Recording.parse(_read_exactly(self.recording_path))
        except ValueError as error:
            raise SnippetError(
                f"{self.shown_path.removesuffix('.py')}.out:1: {error}; {cure}"
            ) from None
        if recording.source_sha256 != self.sha256:
            raise SnippetError(f"{self.shown_path}:1: changed since it was recorded; {cure}")
        return recording

    def trace(self) -> dict[str, Any] | None:
        """Return the recorded trace; ``None`` where threads switch in no fixed order.

        Raises ``SnippetError`` when it is missing or unreadable.
        """
        if not self.is_traced and not self.trace_path.is_file():
            return None
        cure = self._cure
        shown = self.shown_path.removesuffix(".py") + ".trace.json"
        if not self.trace_path.is_file():
            raise SnippetError(f"{self.shown_path}:1: recorded without its trace; {cure}")
        try:
            trace = json.loads(_read_exactly(self.trace_path))
        except ValueError:
            raise SnippetError(f"{shown}:1: not a trace; {cure}") from None
        if not isinstance(trace, dict) or trace.get("version") != 1:
            raise SnippetError(f"{shown}:1: not a trace of version 1; {cure}")
        return trace

    @property
    def _cure(self) -> str:
        return f"run: python -m switchpoint record {self.name.removesuffix('.start')}"

    def _tree(self) -> ast.Module:
        return _parse(self.source, self.shown_path)


@cache
def _parse(source: str, shown_path: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise SnippetError(
            f"{shown_path}:{error.lineno}: {error.msg}; a snippet must be a whole program"
        ) from None


def _read_exactly(path: Path) -> str:
    """Read text without translating line ends: a recording is compared byte for byte."""
    return path.read_bytes().decode("utf-8")


def all_snippets(root: Path) -> list[Snippet]:
    """Return every snippet below ``root``, in order of name; of an exercise, the model solution."""
    return [
        Snippet(root, path.relative_to(root).with_suffix("").as_posix())
        for path in sorted(root.glob("*/*.py"))
        if "." not in path.stem
    ]


def find_snippet(root: Path, name: str) -> Snippet:
    """Return the snippet called ``name``, or raise ``SnippetError`` naming near misses."""
    snippet = Snippet(root, name)
    if _NAME.fullmatch(name) and snippet.path.is_file():
        return snippet
    if not _NAME.fullmatch(name):
        raise SnippetError(
            f"'{name}' is no snippet name; write FOLDER/NAME, as in generators/interleave"
        )
    from difflib import get_close_matches

    near = get_close_matches(name, [known.name for known in all_snippets(root)], n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"create {snippet.shown_path}"
    raise SnippetError(f"there is no snippet '{name}'; {hint}")


def naming_problems(root: Path) -> list[str]:
    """Return one line for each file or folder whose name would break the programs.

    A script's own folder comes first on ``sys.path``: a snippet ``queue.py`` would be imported in
    place of the standard library's, and a folder ``gevent`` would hide the package.
    """
    problems = []
    for folder in sorted(path for path in root.glob("*") if path.is_dir()):
        shown = f"{root.name}/{folder.name}"
        if folder.name.startswith(("_", ".")):
            continue
        if _importable(folder.name, root):
            problems.append(
                f"{shown}:1: a folder named like the importable package '{folder.name}' hides it;"
                " rename the folder"
            )
        for path in sorted(folder.glob("*.py")):
            if path.stem in sys.stdlib_module_names:
                problems.append(
                    f"{shown}/{path.name}:1: named like the standard library's '{path.stem}', which"
                    " it would hide from its neighbours; rename the file"
                )
            elif part := _EXERCISE_PART.fullmatch(path.name):
                problems += _missing_parts(path, f"{shown}/{path.name}", part["name"])
            elif not _NAME.fullmatch(f"{folder.name}/{path.stem}"):
                problems.append(
                    f"{shown}/{path.name}:1: snippet names are lower_case words; rename the file"
                )
    return problems


def _missing_parts(path: Path, shown: str, name: str) -> list[str]:
    """Return one line for each part that an exercise lacks, of which one part is ``path``."""
    parts = {
        f"{name}.py": "model solution",
        f"{name}.start.py": "starting code",
        f"{name}.checks.py": "checks",
    }
    return [
        f"{shown}:1: an exercise without its {what}; write {part}, or remove the file"
        for part, what in parts.items()
        if not path.with_name(part).is_file()
    ]


def _importable(name: str, root: Path) -> bool:
    """Tell whether ``import name`` finds a package other than the snippet folder itself."""
    if name in sys.stdlib_module_names:
        return True
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return False
    if spec is None:
        return False
    places = [Path(place) for place in spec.submodule_search_locations or []]
    return spec.origin is not None or any(root not in place.parents for place in places)
