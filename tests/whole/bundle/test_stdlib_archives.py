"""The standard library in the tab: nothing is lost, what programs wait for is bytecode."""

from __future__ import annotations

import itertools
import zipfile

from switchpoint.bundle.manifest import Bundle
from switchpoint.bundle.stdlib_archives import ARCHIVES, PRUNED
from tests.whole.bundle.files import ROOT, archive


def test_it_holds_what_runs_in_the_tab_and_nothing_else_of_ours(made: Bundle) -> None:
    with archive(made, "stdlib") as library:
        names = [name for name in library.namelist() if name.startswith("switchpoint/")]
        assert library.testzip() is None
    assert {"switchpoint/tab/session.pyc", "switchpoint/tracing/words/en.json"} <= set(names)
    assert not [name for name in names if "plugin" in name or "bundle" in name]


def test_it_is_compiled_where_it_counts_and_pruned(made: Bundle) -> None:
    names = {name: set(archive(made, name).namelist()) for name in ARCHIVES}
    assert {"asyncio/base_events.pyc", "traceback.pyc", "heapq.pyc"} <= names["stdlib"]
    assert "http/client.pyc" in names["network"]
    assert "urllib/request.pyc" in names["web"]
    assert "tomllib/_parser.py" in names["rest"]
    for name in ("stdlib", "network", "web"):
        assert not [path for path in names[name] if path.endswith(".py")], name
    for one, other in itertools.combinations(names, 2):
        assert not names[one] & names[other], (one, other)
    everything = set.union(*names.values())
    assert not [name for name in everything if name.startswith(("idlelib/", "ensurepip/", "venv/"))]


def test_no_module_is_lost(made: Bundle) -> None:
    there = set()
    for name in ARCHIVES:
        there |= {file.removesuffix("c") for file in archive(made, name).namelist()}
    with zipfile.ZipFile(ROOT / "node_modules/pyodide/python_stdlib.zip") as upstream:
        for name in upstream.namelist():
            if name.endswith(".py") and not name.startswith(PRUNED):
                assert name in there, name
