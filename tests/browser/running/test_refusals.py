"""What a tab cannot do is refused with a reason and a way out; what it can, it does as CPython.

Many programs share a run: starting an interpreter takes longer than all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.blocks import block, output, set_source
from tests.conformance.site import PAGE, SNIPPET

DRIVER = """
import json


def outcome(program):
    try:
        exec(program, {"__name__": "__main__"})
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return "it works"


print(json.dumps([outcome(program) for program in PROGRAMS]))
"""

THREADS = (
    "RuntimeError: can't start new thread: a browser tab runs Python in one thread; use gevent"
)
PROCESSES = "a browser tab has no processes; put the work into a function and run it with gevent"
OS_PROCESSES = f"OSError: [Errno 52] {PROCESSES}"
SOCKETS = "a browser tab has no sockets; with gevent, a server and its clients in one program reach"
UNIX = "a browser tab has no Unix sockets; with gevent, use AF_INET"
ALARMS = "a browser tab has no alarm signals; gevent.Timeout"
OUTSIDE = "a browser tab reaches no host but its own page's: use a server of your own at 127.0.0.1"
DATAGRAMS = "OSError: [Errno 138] a browser tab has no datagrams: use SOCK_STREAM"
HAS = "the standard library, greenlet, gevent, requests and urllib3"
SCREEN = "a browser tab has neither windows nor a terminal for Python; use print and input"
LATE = "a browser tab loads it before the program starts; write import {} at the top"

WITHOUT_GEVENT = {
    "import threading\nthreading.Thread(target=print).start()": THREADS,
    "import asyncio\nasyncio.run(asyncio.to_thread(print))": THREADS,
    "import asyncio\nasync def main():\n"
    "    await asyncio.get_running_loop().run_in_executor(None, print)\n"
    "asyncio.run(main())": THREADS,
    "import concurrent.futures as it\nit.ThreadPoolExecutor().submit(print)": THREADS,
    "from concurrent.futures import ProcessPoolExecutor": PROCESSES,
    "import multiprocessing\nmultiprocessing.Process(target=print).start()": PROCESSES,
    "import multiprocessing\nmultiprocessing.Pool()": PROCESSES,
    "import asyncio\nasyncio.run(asyncio.create_subprocess_exec('ls'))": (
        "NotImplementedError: a browser tab has no processes; put the work into a coroutine"
    ),
    "import os\nos.fork()": OS_PROCESSES,
    "import os\nos.system('ls')": OS_PROCESSES,
    "import os\nos.popen('ls')": OS_PROCESSES,
    "import os\nos.posix_spawn('/bin/ls', ['ls'], {})": PROCESSES,
    "import subprocess\nsubprocess.run(['ls'])": OS_PROCESSES,
    "import subprocess\nsubprocess.getoutput('ls')": OS_PROCESSES,
    "import socket\nsocket.create_connection(('127.0.0.1', 80))": SOCKETS,
    "import socket\nsocket.socketpair()": SOCKETS,
    "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))": SOCKETS,
    "import socket\nsocket.socket(socket.AF_UNIX)": UNIX,
    "from socket import AF_UNIX": f"Error: cannot import name 'AF_UNIX' from 'socket': {UNIX}",
    "import urllib.request\nurllib.request.urlopen('https://example.org')": SOCKETS,
    "import http.client\nhttp.client.HTTPConnection('example.org').request('GET', '/')": SOCKETS,
    "import smtplib\nsmtplib.SMTP('example.org')": SOCKETS,
    "from http.server import HTTPServer\nHTTPServer(('', 8000), None)": SOCKETS,
    "import requests\nrequests.get('https://example.org')": (
        "programs in the tab can fetch from this site only; with gevent, a server"
    ),
    "import signal\nsignal.alarm(1)": ALARMS,
    "import signal\nsignal.setitimer(signal.ITIMER_REAL, 1)": ALARMS,
    "from signal import alarm": f"cannot import name 'alarm' from 'signal': {ALARMS}",
    "import turtle": f"ModuleNotFoundError: No module named 'turtle': {SCREEN}",
    "import tkinter": f"ModuleNotFoundError: No module named 'tkinter': {SCREEN}",
    "import curses": f"ModuleNotFoundError: No module named 'curses': {SCREEN}",
    "import webbrowser": "'webbrowser': a program cannot open pages from here; print the address",
    "import pip": f"'pip': a browser tab can install nothing; this one has {HAS}",
    "import micropip": f"'micropip': a browser tab can install nothing; this one has {HAS}",
    "import matplotlib.pyplot": f"No module named 'matplotlib': this tab has {HAS}",
    "import numpy.linalg": f"No module named 'numpy': this tab has {HAS}",
    "import aiohttp": "'aiohttp': asyncio has no sockets in a browser tab; requests, in greenlets",
    "import flask": "'flask': this tab has gevent.pywsgi instead",
    "import gevent.pool": "No module named 'gevent': " + LATE.format("gevent"),
    "__import__('greenlet')": "No module named 'greenlet': " + LATE.format("greenlet"),
    "import hashlib\nhashlib.scrypt": "'scrypt': the tab's hashlib has no scrypt; use pbkdf2_hmac",
}

WITH_GEVENT = {
    "import gevent\ngevent.get_hub().threadpool.apply(len, ('',))": THREADS,
    "from gevent.threadpool import ThreadPool\nThreadPool(1).spawn(len, '')": THREADS,
    "import gevent\ngevent.fork()": OS_PROCESSES,
    "import subprocess\nsubprocess.run(['ls'])": OS_PROCESSES,
    "import os\nos.system('ls')": OS_PROCESSES,
    **{
        f"import socket\nsocket.socket(type=socket.SOCK_DGRAM).{call}": DATAGRAMS
        for call in (
            "bind(('127.0.0.1', 0))",
            "connect(('127.0.0.1', 9))",
            "sendto(b'', ('127.0.0.1', 9))",
            "send(b'')",
            "recvfrom(9)",
        )
    },
    "import socket\nsocket.socket(socket.AF_UNIX)": UNIX,
    "from gevent import socket\nsocket.socket(socket.AF_UNIX)": UNIX,
    "from gevent.socket import AF_UNIX": "cannot import name 'AF_UNIX' from 'gevent.socket': "
    + UNIX,
    "import urllib.request\nurllib.request.urlopen('https://example.org')": OUTSIDE,
    "import http.client\nhttp.client.HTTPConnection('example.org').request('GET', '/')": OUTSIDE,
    "import smtplib\nsmtplib.SMTP('example.org')": OUTSIDE,
    "import requests\nrequests.get('https://example.org')": OUTSIDE,
    "import signal\nsignal.alarm(1)": ALARMS,
}

AS_CPYTHON = """
import asyncio, datetime, dbm, hashlib, io, os, shelve, sys, time, zoneinfo

print(sys.stdout.errors, sys.stderr.errors, sys.stdout.encoding)
for seconds in "1", None, float("nan"), -1:
    try:
        time.sleep(seconds)
    except (TypeError, ValueError) as error:
        print(repr(error))
try:
    print("before \\ud800")
except UnicodeEncodeError as error:
    print(error)
for name in "sha1", "sha256":
    print(hashlib.pbkdf2_hmac(name, b"password", b"salt", 3, 50).hex())
os.chdir(os.environ.get("TMPDIR", "/tmp"))
with dbm.open("numbers", "n") as numbers:
    numbers["one"] = "1"
    print(numbers["one"], list(numbers))
with shelve.open("things") as things:
    things["list"] = [1, 2]
with shelve.open("things") as things:
    print(dict(things))
noon = datetime.datetime(2024, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai"))
print(noon, noon.astimezone(zoneinfo.ZoneInfo("Europe/Berlin")), noon.tzname())
print("Europe/Paris" in zoneinfo.available_timezones())


async def name():
    return asyncio.current_task().get_name()


print(asyncio.run(name()))
sys.stdout.flush()
print(os.write(1, "\\u6c49\\n".encode()), flush=True)
sys.__stdout__.write("by its other name\\n")
old = sys.stdout
sys.stdout = io.TextIOWrapper(old.detach(), "utf-8", errors="replace", line_buffering=True)
print("after \\ud800")
try:
    old.write("")
except ValueError as error:
    print(error)
"""


def run(page: Page, address: str, source: str) -> str:
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    set_source(found, source)
    assert found.evaluate("block => block.run()") == "done", output(found)
    return output(found)


@pytest.mark.parametrize(
    ("imports", "programs"),
    [
        ("import requests, asyncio, time\n", WITHOUT_GEVENT),
        ("from gevent import monkey; monkey.patch_all()\nimport requests\n", WITH_GEVENT),
    ],
    ids=["without gevent", "with gevent"],
)
def test_a_refusal_says_why_and_what_works(
    page: Page, address: str, imports: str, programs: dict[str, str]
) -> None:
    printed = run(page, address, f"{imports}PROGRAMS = {[*programs]!r}\n{DRIVER}")
    outcomes = dict(zip(programs, json.loads(printed), strict=True))
    assert {it: came for it, came in outcomes.items() if programs[it] not in came} == {}


def test_the_rest_of_the_library_is_as_in_cpython(page: Page, address: str, tmp_path: Path) -> None:
    natively = subprocess.run(
        [sys.executable, "-c", AS_CPYTHON],
        # as in all locales but C
        env={"TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run(page, address, AS_CPYTHON) == natively.stdout
