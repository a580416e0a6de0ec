"""Measure which part of their updates four threads lose when they add without a lock."""

from __future__ import annotations

import json

from switchpoint.measuring.pythons import all_pythons
from switchpoint.measuring.samples import note, note_missing, size_from_arguments

UPDATES = {"full": 200_000, "quick": 50_000, "tiny": 1000}
"""Of each thread."""


def main() -> None:
    """Let each Python that is found add in both ways."""
    size = size_from_arguments(__doc__)
    found = all_pythons()
    for python in found:
        lost: dict[str, float] = json.loads(python.run("lost_updates.py", UPDATES[size]))
        for kind, share in lost.items():
            note(kind, share, measure="lost", point=python.version)
    if not any(it.version == "3.9" for it in found):
        note_missing("3.9", "no Python 3.9 was found, the last in which += lost updates")
    if not any(it.version.endswith("t") for it in found):
        note_missing("free-threaded", "no free-threaded Python was found")


if __name__ == "__main__":
    main()
