"""gevent in the tab: Stop at any point, runs that leave nothing behind, clear refusals."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.blocks import block, output, press, set_source, wait_for_state

WHERE = "en/gevent-in-your-tab/"
NAME = "greenlets/symmetric_switch"
ENDED = ("passed", "differs", "done", "failed", "stopped", "unavailable")


@pytest.fixture
def found(page: Page, address: str) -> Locator:
    page.goto(address + WHERE)
    return block(page, NAME)


def run(found: Locator, source: str) -> str:
    """Run a program in the block; return the state it ended in."""
    set_source(found, source)
    press(found, "run")
    return wait_for_state(found, *ENDED)


WAITING = """\
import gevent

def task():
    try:
        gevent.sleep(3600)
    finally:
        print("task tidied up")

t = gevent.spawn(task)
print("begun")
try:
    t.join()
finally:
    print("main tidied up")
"""

SWITCHING = """\
import gevent

def task():
    while True:
        gevent.sleep(0)

print("begun")
gevent.joinall([gevent.spawn(task), gevent.spawn(task)])
"""

ACCEPTING = """\
import gevent
from gevent import socket

listening = socket.socket()
listening.bind(("127.0.0.1", 0))
listening.listen()
print("begun")
listening.accept()
"""

ASLEEP = """\
import time

import gevent

print("begun")
gevent.spawn(time.sleep, 3600).join()
"""

SPINNING = "import gevent\n\nprint('begun')\ngevent.sleep(0)\nwhile True:\n    pass\n"


@pytest.mark.parametrize("source", [WAITING, ACCEPTING, ASLEEP, SWITCHING, SPINNING])
def test_stop_at_any_point(found: Locator, source: str) -> None:
    set_source(found, source)
    press(found, "run")
    found.locator("[data-part=output] span", has_text="begun").wait_for()
    press(found, "stop")
    assert wait_for_state(found, *ENDED) == "stopped"
    if source is WAITING:
        assert "main tidied up" in output(found)
        assert "KeyboardInterrupt" in output(found)
    press(found, "reset")
    press(found, "run")
    assert wait_for_state(found, *ENDED) == "passed"


def test_a_run_leaves_nothing_behind_for_the_next(found: Locator) -> None:
    patched = (
        "from gevent import monkey\nmonkey.patch_all()\nimport gevent, time\n"
        "gevent.spawn(time.sleep, 60)\ngevent.sleep(0.01)\nprint(time.sleep.__module__)\n"
    )
    assert run(found, patched) == "done"
    assert output(found) == "gevent.hub\n"
    assert run(found, "import sys, time\nprint(time.sleep.__name__, 'gevent' in sys.modules)\n")
    assert output(found) == "sleep False\n"
    press(found, "reset")
    press(found, "run")
    assert wait_for_state(found, *ENDED) == "passed"


def test_servers_and_clients_talk_inside_the_tab(found: Locator) -> None:
    source = """\
from gevent import monkey

monkey.patch_all()

import socket
from urllib.request import urlopen

import gevent
from gevent.pywsgi import WSGIServer
from gevent.server import StreamServer


def echo(connection, address):
    while data := connection.recv(1000):
        connection.sendall(data.upper())


server = StreamServer(("127.0.0.1", 0), echo)
server.start()
with socket.create_connection(("127.0.0.1", server.server_port)) as client:
    client.sendall(b"half ")
    client.sendall(b"closed")
    client.shutdown(socket.SHUT_WR)
    got = b""
    while data := client.recv(1000):
        got += data
    print(got)


def application(environ, start_response):
    start_response("200 OK", [])
    return [environ["PATH_INFO"].encode() * 100_000]


web = WSGIServer(("127.0.0.1", 0), application, log=None)
web.start()
print(len(urlopen(f"http://127.0.0.1:{web.server_port}/ab").read()))
web.stop()
try:
    socket.create_connection(("127.0.0.1", web.server_port))
except ConnectionRefusedError as error:
    print("refused:", error.strerror)
with gevent.Timeout(0.1, False):
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    listening.accept()
print("nobody came")
"""
    assert run(found, source) == "done", output(found)
    assert output(found) == "b'HALF CLOSED'\n300000\nrefused: Connection refused\nnobody came\n"


def test_they_talk_after_a_run_that_failed_before_any_switch(found: Locator) -> None:
    source = """\
import sys

from gevent import socket
from gevent.server import StreamServer

print(hasattr(sys, "mark"))


def echo(connection, address):
    connection.sendall(connection.recv(1000))


server = StreamServer(("127.0.0.1", 0), echo)
server.start()
with socket.create_connection(("127.0.0.1", server.server_port)) as client:
    client.sendall(b"back")
    print(client.recv(1000))
server.stop()
"""
    assert run(found, "import sys\nimport gevent\nsys.mark = 1\nprint(gevnt)\n") == "failed"
    assert run(found, source) == "done", output(found)
    assert output(found) == "False\nb'back'\n"


def test_asyncio_beside_gevent_brings_no_warning(found: Locator) -> None:
    source = """\
from gevent import monkey

monkey.patch_all()

import asyncio

import gevent


async def wait(seconds):
    await asyncio.sleep(seconds)
    return seconds


print(asyncio.run(wait(0.01)), gevent.spawn(lambda: asyncio.run(wait(0.02))).get())
"""
    assert run(found, source) == "done", output(found)
    assert output(found) == "0.01 0.02\n"


def test_other_hosts_are_refused_at_once_with_the_reason(found: Locator) -> None:
    source = (
        "from gevent import socket\nimport requests\n"
        "for place in ('93.184.215.14', 80), ('example.org', 80):\n"
        "    try:\n        socket.create_connection(place)\n"
        "    except OSError as error:\n        print(error)\n"
        "for address in 'http://example.org', 'https://example.org':\n"
        "    try:\n        requests.get(address)\n"
        "    except OSError as error:\n        print(error)\n"
    )
    assert run(found, source) == "done"
    assert output(found).count("a browser tab reaches no host but its own page's") == 4


def test_the_pages_own_host_is_fetched_while_others_run(found: Locator, address: str) -> None:
    source = """\
from gevent import monkey

monkey.patch_all()

from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import gevent
import requests

base = "ADDRESS"
ticks = []
ticking = gevent.spawn(lambda: [gevent.sleep(0.001) or ticks.append(1) for _ in range(10_000)])
pages = [gevent.spawn(requests.get, base + path) for path in ("", "en/", "nope/")]
gevent.joinall(pages)
ticking.kill()
print([page.value.status_code for page in pages], "others ran:", len(ticks) > 1)
print("Switchpoint" in pages[1].value.text, pages[1].value.headers["content-type"])
with requests.Session() as session:
    print(session.head(base).status_code, session.post(base, data="x").status_code)
try:
    urlopen(base + "nope/")
except HTTPError as error:
    print("urllib:", error.code)
"""
    assert run(found, source.replace("ADDRESS", address)) == "done", output(found)
    assert output(found) == (
        "[200, 200, 404] others ran: True\nTrue text/html\n200 501\nurllib: 404\n"
    )


def test_a_socket_that_nobody_could_serve_says_so(found: Locator) -> None:
    source = (
        "import gevent, socket\n"
        "one, other = socket.socketpair()\n"
        "one.sendall(b'hello')\nprint(other.recv(10))\nother.recv(10)\n"
    )
    assert run(found, source) == "failed"
    assert "b'hello'" in output(found)
    assert "nobody else runs in this tab" in output(found)


def test_errors_end_as_a_reader_expects(found: Locator) -> None:
    assert run(found, "import gevent.event\ngevent.event.Event().wait()\n") == "failed"
    assert "LoopExit: This operation would block forever" in output(found)
    source = "import gevent\ndef task():\n    1 / 0\ngevent.joinall([gevent.spawn(task)])\n"
    assert run(found, source) == "done"
    assert "ZeroDivisionError" in output(found)


def test_the_collector_and_deep_stacks_do_no_harm(found: Locator) -> None:
    source = """\
import gc
import sys

from greenlet import greenlet, getcurrent

main = getcurrent()


def deep(n):
    return deep(n - 1) + 1 if n else main.switch() or 0


many = [greenlet(deep) for _ in range(2_000)]
for number, g in enumerate(many):
    g.switch(number % 40)
gc.collect()
print("collected, all alive:", all(many))
sys.settrace(lambda *args: None)
sys.settrace(None)
total = sum(g.switch() for g in many)
print(total, any(many))
left = [greenlet(deep) for _ in range(100)]
for g in left:
    g.switch(3)
del left, g
gc.collect()
print("still here")
"""
    assert run(found, source) == "done", output(found)
    expected = sum(number % 40 for number in range(2_000))
    assert output(found) == f"collected, all alive: True\n{expected} False\nstill here\n"


def test_without_jspi_a_sentence_takes_the_place_of_the_button(page: Page, address: str) -> None:
    page.add_init_script("delete WebAssembly.Suspending")
    page.goto(address + WHERE)
    found = block(page, NAME)
    assert found.get_attribute("state") == "unavailable"
    assert found.locator("button[data-action=run]").is_hidden()
    assert "lacks JSPI" in found.locator("[data-part=status]").inner_text()
    assert "first: over to second" in output(found)


def test_where_a_private_part_is_missing_a_sentence_takes_the_place_of_the_button(
    page: Page, address: str
) -> None:
    def without(route: Route) -> None:
        response = route.fetch()
        body = response.text()
        assert '"promisingApply"' in body
        body = body.replace('"promisingApply"', '"promisingApplyOfOld"')
        route.fulfill(response=response, body=body)

    page.context.route("**/worker-*.js", without)
    page.goto(address + WHERE)
    found = block(page, NAME)
    press(found, "run")
    assert wait_for_state(found, *ENDED) == "unavailable"
    assert found.locator("button[data-action=run]").is_hidden()
    assert "lacks promisingApplyOfOld" in found.locator("[data-part=status]").inner_text()
    assert "first: over to second" in output(found)
    page.goto(address + "en/playground/")
    found = block(page, "playground")
    set_source(found, "import time\ntime.sleep(0.01)\nprint('plain programs run')\n")
    press(found, "run")
    assert wait_for_state(found, *ENDED) == "done"
    assert output(found) == "plain programs run\n"


def test_plain_sleep_and_asyncio_work_beside_gevent(found: Locator) -> None:
    source = """\
import asyncio
import time

import gevent


async def tick(name, seconds):
    await asyncio.sleep(seconds)
    print(name)
    return name


async def both():
    return await asyncio.gather(tick("late", 0.1), tick("early", 0.01))


def other():
    gevent.sleep(0.01)
    print("a greenlet")


print(asyncio.run(both()))
gevent.spawn(other).join()
gevent.joinall([gevent.spawn(other), gevent.spawn(lambda: print(asyncio.run(both())))])
began = time.monotonic()
gevent.spawn(time.sleep, 0.05).join()
print(time.monotonic() - began >= 0.05)
"""
    assert run(found, source) == "done", output(found)
    both = "early\nlate\n['late', 'early']\n"
    assert output(found) == f"{both}a greenlet\n{both}a greenlet\nTrue\n"


def test_input_stops_all_greenlets_as_it_does_natively(found: Locator) -> None:
    source = """\
import gevent

ticks = []


def tick():
    for _ in range(3):
        gevent.sleep(0.01)
        ticks.append("tick")


def ask():
    print("hello", input("Name? "), len(ticks))


ticking = gevent.spawn(tick)
gevent.sleep(0)
print("hello", input("Name? "), len(ticks))
gevent.joinall([ticking, gevent.spawn(ask)])
print(len(ticks))
"""
    set_source(found, source)
    press(found, "run")
    for count, name in enumerate(("Ada", "Grace"), start=1):
        field = found.get_by_role("textbox", name="Name?")
        field.wait_for()
        field.page.wait_for_timeout(100)  # long enough for every tick, if there were any
        field.fill(name)
        field.press("Enter")
        expect(found.locator(".snippet-typed")).to_have_count(count)
    assert wait_for_state(found, *ENDED) == "done", output(found)
    assert output(found) == "Name? hello Ada 0\nName? hello Grace 0\n3\n"


def test_stop_while_a_greenlet_waits_for_input(found: Locator) -> None:
    source = """\
import gevent


def ask():
    try:
        input("Name? ")
    finally:
        print("tidied up")


gevent.spawn(ask).join()
"""
    set_source(found, source)
    press(found, "run")
    found.get_by_role("textbox", name="Name?").wait_for()
    press(found, "stop")
    assert wait_for_state(found, *ENDED) == "stopped"
    assert "tidied up" in output(found)
    assert found.get_by_role("textbox").count() == 0


def test_a_recursion_through_c_code_ends_as_an_error(found: Locator) -> None:
    source = """\
import json

from greenlet import greenlet


class Endless:
    def __init__(self, *args):
        self.args = args

    def __repr__(self):
        return repr(self)

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __eq__(self, other):
        return self == other

    def __call__(self, item=None):
        return sorted([1, 2], key=self)


def dump(item):
    return json.dumps(item, default=lambda it: [dump(it)])


def fails(function, argument):
    try:
        function(argument)
    except RecursionError:
        return "RecursionError"


for function in repr, lambda it: it.name, lambda it: it == 1, Endless.__call__, dump:
    print(fails(function, it := Endless()), greenlet(fails).switch(function, it))
"""
    assert run(found, source) == "done", output(found)
    assert output(found) == "RecursionError RecursionError\n" * 5


DEEP = """\
import copy
import itertools
import json
import pickle
import sys

from greenlet import greenlet


def nested(make, inner, depth=50_000):
    for _ in range(depth):
        inner = make(inner)
    return inner


def delegate(inner):
    yield from inner


def closed(inner):
    sys.setrecursionlimit(10_000)  # to get in as deep
    generator = nested(delegate, inner, 5_000)
    next(generator)
    sys.setrecursionlimit(1_000)
    sys.unraisablehook = lambda about: None  # for those that are freed meanwhile
    generator.close()


def lists():
    return nested(lambda inner: [inner], [])


def tuples():
    return nested(lambda inner: (inner,), ())


uses = {
    "repr": lambda: repr(lists()),
    "==": lambda: lists() == lists(),
    "hash": lambda: hash(tuples()),
    "pickle": lambda: pickle.dumps(lists()),
    "dumps": lambda: json.dumps(lists()),
    "loads": lambda: json.loads("[" * 50_000 + "]" * 50_000),
    "deepcopy": lambda: copy.deepcopy(lists()),
    "map": lambda: next(nested(lambda inner: map(str, inner), iter("x"))),
    "chain": lambda: next(nested(itertools.chain, iter("x"))),
    "add": lambda: compile("1" + "+1" * 50_000, "it", "eval"),
    "not": lambda: compile("not " * 50_000 + "1", "it", "eval"),
    "brackets": lambda: compile("(" * 190 + "1" + ")" * 190, "it", "eval"),
    "isinstance": lambda: isinstance(1, tuples()),
    "free": lambda: None if lists() else None,
    "generators": lambda: next(nested(lambda inner: (x for x in inner), iter("x"))),
    "close": lambda: closed(iter("xy")),
}


def tried(use):
    try:
        use()
    except (RecursionError, MemoryError) as error:
        return type(error).__name__


for name, use in uses.items():
    print(name, tried(use), greenlet(tried).switch(use))
"""
WORKS = ["brackets", "free"]


def test_what_is_nested_deep_ends_as_an_error_or_works(found: Locator) -> None:
    assert run(found, DEEP) == "done", output(found)
    check_deep(output(found))


def check_deep(printed: str) -> None:
    """See that each use ended in its way, on the main stack and in a greenlet."""
    others = dict.fromkeys(WORKS, "None") | {"not": "MemoryError"}  # the parser's own word
    lines = printed.splitlines()
    ends = {(name := line.split()[0]): others.get(name, "RecursionError") for line in lines}
    assert lines == [f"{name} {end} {end}" for name, end in ends.items()]
    assert len(lines) == DEEP.count("lambda: ")


def test_what_a_freed_greenlet_raises_is_reported_and_the_program_goes_on(found: Locator) -> None:
    source = """\
from greenlet import getcurrent, greenlet


def suspended():
    try:
        getcurrent().parent.switch()
    finally:
        raise ValueError("last words")


g = greenlet(suspended)
g.switch()
del g
print("still here")
"""
    assert run(found, source) == "done"
    first, *others = output(found).splitlines()
    assert first.startswith("Exception ignored in: <greenlet.greenlet object at 0x")
    assert others == [
        "Traceback (most recent call last):",
        '  File "symmetric_switch.py", line 8, in suspended',
        '    raise ValueError("last words")',
        "ValueError: last words",
        "still here",
    ]


def test_too_many_greenlets_end_with_a_clear_error(found: Locator) -> None:
    source = (
        "import gevent\n"
        "for _ in range(25_000):\n    gevent.spawn(gevent.sleep, 60)\n"
        "gevent.sleep(0)\nprint('not reached')\n"
    )
    assert run(found, source) == "failed"
    assert "a browser tab holds at most 20,200 suspended greenlets" in output(found)
    assert "not reached" not in output(found)
    press(found, "reset")
    press(found, "run")
    assert wait_for_state(found, *ENDED) == "passed"


HAZARDS = """\
import contextvars
import gc
import sys
import weakref

from greenlet import GreenletExit, getcurrent, greenlet

main = getcurrent()
tool = sys.monitoring.DEBUGGER_ID
sys.monitoring.use_tool_id(tool, "hazard")
seen = []


class Finalizer:
    def __del__(self):
        seen.append(greenlet(lambda g: g.switch()).switch(getcurrent()))


def fails(n):
    try:
        return fails(n - 1) if n else main.switch()
    finally:
        Finalizer()


suspended = [greenlet(fails) for _ in range(50)]
for g in suspended:
    g.switch(20)
events = sys.monitoring.events
for chosen in events.PY_START | events.RAISE, 0:
    if chosen:
        sys.monitoring.register_callback(tool, events.PY_START, lambda *args: None)
    sys.monitoring.set_events(tool, chosen)
    gc.collect()
sys.monitoring.free_tool_id(tool)
for tracer in (lambda *args: None), None:
    sys.settrace(tracer)
    sys.setprofile(tracer)
    gc.collect()
caught = 0
for g in suspended:
    try:
        g.throw(ValueError, "across")
    except ValueError:
        caught += 1
print(caught, any(suspended), len(seen))


class Node:
    pass


def ring():
    node = Node()
    node.self = node
    node.g = getcurrent()
    node.g.node = node
    watched.append(weakref.ref(node))
    main.switch()


watched = []
for _ in range(20):
    greenlet(ring).switch()
gc.collect()
sys.setrecursionlimit(500)
try:
    (lambda f: f(f))(lambda f: f(f))
except RecursionError as error:
    print("recursion ends:", error)
print("alive")
"""


def test_hazards_do_not_kill_the_interpreter(found: Locator) -> None:
    assert run(found, HAZARDS) == "done", output(found)
    assert output(found) == (
        "50 False 1050\nrecursion ends: maximum recursion depth exceeded\nalive\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "import os\nprint('last words')\nos.abort()\n",
        "import greenlet, os\nprint('last words')\ngreenlet.greenlet(os.abort).switch()\n",
        "import ctypes, gevent\ngevent.sleep(0)\nprint('last words')\n"
        "ctypes.CFUNCTYPE(None)(2**20)()\n",
    ],
)
def test_if_the_interpreter_dies_the_block_says_so_and_the_next_run_works(
    found: Locator, source: str
) -> None:
    assert run(found, source) == "failed"
    assert output(found) == "last words\n"
    assert (
        "interpreter ended before the program did"
        in found.locator("[data-part=status]").inner_text()
    )
    press(found, "reset")
    press(found, "run")
    assert wait_for_state(found, *ENDED) == "passed"


def test_gevent_needs_no_other_parts_of_the_library_than_its_own(found: Locator) -> None:
    fetched: list[str] = []
    found.page.context.on("request", lambda request: fetched.append(request.url))
    assert run(found, "import gevent\ngevent.joinall([gevent.spawn(print, 'in')])\n") == "done"
    archives = [url.rpartition("/")[2] for url in fetched if url.endswith(".zip.gz")]
    assert sorted(archives) == ["network.zip.gz", "stdlib.zip.gz"]


def test_a_deep_recursion_through_c_code_says_why_it_ends_here(found: Locator) -> None:
    source = """\
import functools


@functools.lru_cache
def down(n):
    return n and down(n - 1)


down(2_000)
"""
    assert run(found, source) == "failed"
    assert "RecursionError: Stack overflow" in output(found)
    status = found.locator("[data-part=status]").inner_text()
    assert "A browser's stack is smaller" in status
    assert run(found, "def down(n):\n    return down(n + 1)\n\n\ndown(0)\n") == "failed"
    assert "A browser's stack" not in found.locator("[data-part=status]").inner_text()
