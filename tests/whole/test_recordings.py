"""Every recording of the site is what the program prints now."""

from __future__ import annotations

from pathlib import Path

from switchpoint.recording import record

ROOT = Path(__file__).parents[2]


def test_the_sites_recordings_hold() -> None:
    said: list[str] = []
    status = record.main(ROOT / "snippets", options=record.Options(check=True), say=said.append)
    assert status == 0, "\n".join(said)
