"""Where a program can run, read from its syntax tree or from its own comment."""

from __future__ import annotations

import pytest

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.runtime import Need, analyse

LINK = "https://www.gevent.org/"


def read(source: str) -> tuple[str, Need | None]:
    found = analyse(source, "snippets/folder/hello.py")
    return found.runtime, found.need


@pytest.mark.parametrize(
    ("source", "runtime"),
    [
        ("import time", "tab"),
        ("import asyncio", "tab"),
        ("import os\nos.kill(os.getpid(), 10)", "tab"),
        ("from gevent import monkey", "gevent"),
        ("def f():\n    import greenlet", "gevent"),
        ("import gevent, asyncio", "gevent"),
        ("import gevent\nsignal = gevent.spawn(print)\nsignal.join()", "gevent"),
        ("import asyncio\nfrom gevent.event import Event", "gevent"),
        ("from gevent.pool import Pool", "gevent"),
        ("import gevent, urllib.request", "gevent"),
    ],
)
def test_programs_that_run_in_a_tab(source: str, runtime: str) -> None:
    assert read(source) == (runtime, None)


@pytest.mark.parametrize(
    ("source", "need"),
    [
        ("import threading, gevent", "threads"),
        ("from concurrent.futures import ThreadPoolExecutor", "threads"),
        ("import os\nos.fork()", "threads"),
        ("from os import fork", "threads"),
        ("import asyncio\nasyncio.run(asyncio.to_thread(print))", "threads"),
        ("from gevent import subprocess", "threads"),
        ("from gevent.threadpool import ThreadPool", "threads"),
        ("import gevent.threadpool", "threads"),
        ("import gevent\ngevent.get_hub().threadpool.apply(print)", "threads"),
        ("from gevent import get_hub\npool = get_hub().threadpool", "threads"),
        ("import gevent, ssl", "tls"),
        ("from gevent import ssl", "tls"),
        ("import requests, gevent\nrequests.get(f'https://{1}/')", "tls"),
        ("import requests, gevent\nURL = 'https://x/'\nrequests.get(URL)", "tls"),
        ("import requests, gevent\nprint(requests.get('https://x/').text)", "tls"),
        ("from http import client\nclient.HTTPSConnection('x')", "tls"),
        ("import greenlet\nprint(greenlet.greenlet()._stack_saved)", "stack"),
        ("import sqlite3", "system"),
        ("import sqlite3\nfrom gevent import monkey\nmonkey.patch_all()", "system"),
        ("import signal", "system"),
        ("from signal import SIGALRM", "system"),
        ("import gevent\ngevent.signal_handler(2, print)", "system"),
        ("import resource", "system"),
        ("import gevent, resource", "system"),
        ("import asyncio\nfrom gevent import monkey\nmonkey.patch_all()", "system"),
        ("import asyncio, gevent.monkey", "system"),
        ("def f():\n    from gevent.monkey import patch_all\n    import asyncio", "system"),
        ("import asyncio\nasyncio.start_server(print)", "system"),
        ("import urllib.request", "system"),
        ("from http.server import HTTPServer", "system"),
    ],
)
def test_programs_that_need_what_a_tab_lacks(source: str, need: Need) -> None:
    assert read(source) == ("native", need)


@pytest.mark.parametrize(
    "text",
    [
        f'"""See {LINK}."""',
        f"# see {LINK}",
        f'def f():\n    """See {LINK}."""',
        f'"see {LINK}"',
        f'print("see {LINK}")',
        f'name = 1\nprint(f"see {LINK}{{name}}")',
    ],
)
def test_a_link_that_nothing_is_sent_to_needs_no_tls(text: str) -> None:
    assert read(f"{text}\nimport gevent, requests\n") == ("gevent", None)


def test_a_link_without_a_client_needs_no_tls() -> None:
    assert read(f'parts = "{LINK}".split("/")\n') == ("tab", None)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# needs: threads\nprint(1)", ("native", "threads")),
        ('"""Doc."""\n\n#needs:tls \nprint(1)', ("native", "tls")),
        ("print(1)\n# needs: system", ("native", "system")),
        ("# needs: nothing\nimport threading", ("tab", None)),
        ("# needs: nothing\nimport sqlite3", ("tab", None)),
        ("# needs: nothing\nimport threading, gevent", ("gevent", None)),
        ('"""# needs: tls"""', ("tab", None)),
        ("# It needs: time", ("tab", None)),
    ],
)
def test_a_program_may_say_itself_what_it_needs(
    source: str, found: tuple[str, Need | None]
) -> None:
    assert read(source) == found


@pytest.mark.parametrize("need", ["", "thread", "tls, threads", "TLS"])
def test_a_need_that_does_not_exist_is_named_with_its_line(need: str) -> None:
    with pytest.raises(SnippetError) as caught:
        read(f'"""Doc."""\n# needs: {need}\n')
    assert str(caught.value) == (
        f"snippets/folder/hello.py:2: cannot read 'needs: {need}'; write one of threads, tls,"
        " stack, system, nothing"
    )
