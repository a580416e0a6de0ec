"""gevent in the tab: Stop at any point, runs that leave nothing behind, clear refusals."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

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

SPINNING = "import gevent\n\nprint('begun')\ngevent.sleep(0)\nwhile True:\n    pass\n"


@pytest.mark.parametrize("source", [WAITING, SWITCHING, SPINNING])
def test_stop_while_waiting_switching_and_spinning(found: Locator, source: str) -> None:
    set_source(found, source)
    press(found, "run")
    found.locator("[data-part=output] span", has_text="begun").wait_for()
    press(found, "stop")
    assert wait_for_state(found, *ENDED, timeout=5_000) == "stopped"
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


def test_other_hosts_are_refused_at_once_with_the_reason(found: Locator) -> None:
    source = (
        "from gevent import socket\n"
        "for place in ('93.184.215.14', 80), ('example.org', 80):\n"
        "    try:\n        socket.create_connection(place)\n"
        "    except OSError as error:\n        print(error)\n"
    )
    assert run(found, source) == "done"
    assert output(found).count("a browser tab reaches no host but its own page's") == 2


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
