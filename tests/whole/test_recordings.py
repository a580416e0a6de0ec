"""Every recording of the site is what the program prints now."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import pytest

from switchpoint.recording import record
from switchpoint.snippets.naming import all_snippets

SNIPPETS = Path(__file__).parents[2] / "snippets"
SINCE_3_13 = {"contract/close_value", "exercises/average"}
"""Programs about the value that ``generator.close`` returns since Python 3.13."""
NAMES = [
    snippet.name
    for snippet in all_snippets(SNIPPETS)
    if sys.version_info >= (3, 13) or snippet.name not in SINCE_3_13
]
FOLDERS = {
    folder: list(names) for folder, names in groupby(NAMES, lambda name: name.partition("/")[0])
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_sites_recordings_hold(folder: str) -> None:
    said: list[str] = []
    # programs wait more than they compute
    options = record.Options(check=True, jobs=4)
    status = record.main(SNIPPETS, FOLDERS[folder], options, say=said.append)
    assert status == 0, "\n".join(said)
