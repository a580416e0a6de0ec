"""Run one program under the tracer: ``python -m switchpoint.recording.run_traced FILE [CHECKS]``.

This is a process of its own, started in the program's folder. It prints one JSON object: what the
program printed, how it ended, its trace and, with the file of an exercise's checks, their results.
The program runs in the session that runs it in a tab, so both trace the same thing.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from switchpoint.tab import session


def main(file: str, checks: str = "") -> None:
    """Run the program in ``file``, in the current folder, and report on standard output."""
    report = sys.stdout
    printed: dict[str, list[str]] = {"stdout": [], "stderr": []}
    ended = session.Session(
        Path(file).read_text(encoding="utf-8"),
        file,
        lambda stream, text: printed[stream].append(text),
        lambda: None,
        checks=Path(checks).read_text(encoding="utf-8") if checks else "",
    ).run()
    texts = {stream: "".join(parts) for stream, parts in printed.items()}
    json.dump(ended._asdict() | texts, report)
    report.flush()
    os._exit(0)  # what the program left running has no more to say


if __name__ == "__main__":
    main(*sys.argv[1:])
