"""Serve one folder for all processes of a run, at one address.

pytest-xdist runs tests in several worker processes, which end at different times. The process
that starts them serves the folder, so that it is served as long as any of them runs. The first
worker that needs the site builds it there (browser/fixtures.py).
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.browser.serving import serve

SERVED = pytest.StashKey[tuple[Path, str]]()
"""The folder that is served, and its address."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one process more than there are processors, because tests often wait."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Start to serve; in a worker, take over what the process that started it serves."""
    told: dict[str, Any] | None = getattr(config, "workerinput", None)
    if told is None:
        stack = ExitStack()
        config.add_cleanup(stack.close)
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="switchpoint-"))) / "site"
        folder.mkdir()
        config.stash[SERVED] = folder, stack.enter_context(serve(folder))
    else:
        config.stash[SERVED] = Path(told["folder"]), told["address"]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker what is served."""
    folder, address = node.config.stash[SERVED]
    node.workerinput |= {"folder": str(folder), "address": address}
