"""The file formats of a recording: what a program printed, and its trace.

``NAME.out`` holds what CPython printed when it ran a program:

    #! switchpoint recording 1
    #! source sha256 3f0c…
    #! by CPython 3.13.0
    #! exit 0
    #! stdout
    …what the program printed…
    #! stderr
    …what it printed to standard error…

The two texts follow their markers byte for byte. A text that does not end in a newline is followed
by a newline and the marker line ``#! no newline``.

``NAME.trace.json`` holds the trace of the run, in the schema of tracing/trace.py.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import cast

from switchpoint.tracing.trace import Trace

_HEADER = "#! switchpoint recording 1"
_NO_NEWLINE = "#! no newline"


@dataclass(frozen=True)
class Recording:
    """What one run of a program printed, and how the run ended."""

    stdout: str
    stderr: str
    exit_code: int
    recorded_by: str
    """For example ``CPython 3.13.0 · gevent 26.9.0 · greenlet 3.5.6``."""
    source_sha256: str

    def same_run(self, other: Recording) -> bool:
        """Tell whether both runs printed the same bytes and ended with the same exit code."""
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
        """Read the text of an ``.out`` file; raise ``ValueError`` if it is not one."""
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


def dump_trace(trace: Trace) -> str:
    """Return the text of the ``.trace.json`` file, one event a line so that diffs can be read."""
    rest = {key: value for key, value in trace.items() if key not in ("lanes", "events")}
    lanes = ",\n".join(map(_dense, trace["lanes"]))
    events = ",\n".join(map(_dense, trace["events"]))
    return f'{_dense(rest)[:-1]},"lanes":[\n{lanes}\n],"events":[\n{events}\n]}}\n'


def parse_trace(text: str) -> Trace:
    """Read the text of a ``.trace.json`` file; raise ``ValueError`` if it is not one."""
    try:
        trace = json.loads(text)
    except ValueError:
        raise ValueError("not a trace") from None
    if not isinstance(trace, dict) or trace.get("version") != 1:
        raise ValueError("not a trace of version 1")
    return cast("Trace", trace)


def _dense(value: object) -> str:
    """Return JSON without spaces: a long trace has five thousand events."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
