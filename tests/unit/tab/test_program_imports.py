"""What a program imports, as read from its text."""

from __future__ import annotations

import pytest

from switchpoint.tab.program_imports import fetches, imports_javascript, modules_in, packages_for


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import a.b, c as d\n", {"a", "a.b", "c"}),
        ("from a import b\n", {"a", "a.b"}),
        ("from . import b\n", set()),
        ("def f():\n    if 0:\n        import a\n", {"a"}),
        ("text = 'import a'\n", set()),
        ("importlib.import_module('a.b')\nimport_module('c')\n", {"a", "a.b", "c"}),
        ("__import__('a', globals())\n", {"a"}),
        ("import_module(name)\nload('a')\nx.import_module(b'a')\n", set()),
        ("import (\n", set()),
        ("\0", set()),
    ],
)
def test_modules(source: str, modules: set[str]) -> None:
    assert modules_in(source) == modules


@pytest.mark.parametrize(
    ("source", "packages"),
    [
        ("import json\n", []),
        ("import greenlet\n", ["greenlet"]),
        ("from gevent import monkey\n", ["gevent", "greenlet"]),
        ("import requests\n", ["requests"]),
        ("__import__('requests')\n", ["requests"]),
        ("import urllib3, gevent.pool\n", ["gevent", "urllib3", "greenlet"]),
    ],
)
def test_packages(source: str, packages: list[str]) -> None:
    assert packages_for(source) == packages


def test_javascript_is_known_only_by_its_names() -> None:
    assert imports_javascript("from pyodide.ffi import run_sync\n")
    assert imports_javascript("def f():\n    import js\n")
    assert not imports_javascript("js = 1\nimport json\n")


def test_requests_fetch_unless_there_is_gevent() -> None:
    assert fetches("import requests\n")
    assert fetches("from urllib3 import PoolManager\n")
    assert not fetches("import requests\nfrom gevent import monkey\n")
    assert not fetches("import asyncio\n")
