"""A program ends in the tab as natively: threads, exit functions, then objects, in this order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.blocks import ENDED, block, output, press, set_source, wait_for_state
from tests.conformance.site import PAGE, SNIPPET

SPEAKS = """
class A:
    def __init__(self, name): self.name = name
    def __del__(self): print("dies", self.name, WORD, len("abc"))
WORD = "still here"
"""

THREAD = """
from gevent import monkey; monkey.patch_all()
import atexit, sys, threading, time
atexit.register(print, "exit function")
def wait():
    time.sleep(0.05); print("thread ends")
"""

PROGRAMS = {
    "objects in all places": f"""{SPEAKS}
one = A("global"); many = [A("in a list"), A("after it")]; table = {{"k": A("in a dict")}}
class Holder: inside = A("in a class")
def closure():
    held = A("in a closure")
    return lambda: held
kept = closure()
loop = A("in a cycle"); loop.me = loop
lost = A("lost in a cycle"); lost.me = lost; del lost
pair = A("outer"); pair.inner = A("inner")
""",
    "suspended generators": """
def walk(name):
    try:
        yield
    finally:
        print("finally", name, helper())
def helper(): return "helped"
async def produce():
    try:
        yield 1
    finally:
        print("finally", helper())
class Pause:
    def __await__(self): yield
async def work():
    try:
        await Pause()
    finally:
        print("finally work", helper())
one = walk("global"); next(one); more = [walk("in a list")]; next(more[0]); walk("not begun")
three = work(); three.send(None)
four = produce()
try: four.asend(None).send(None)
except StopIteration: print("produced")
""",
    "a coroutine that nobody awaits": """
async def work(): pass
forgotten = work()
def use(): return forgotten
""",
    "finalizers and exit functions": f"""{SPEAKS}
import atexit, weakref
def note(name): print("finalized", name, WORD)
one, two, three = A(1), A(2), A(3)
weakref.finalize(one, note, 1)
weakref.finalize(two, note, 2).atexit = False
atexit.register(print, "exit function 1")
weakref.finalize(three, note, 3)
atexit.register(lambda: atexit.register(print, "never"))
atexit.register(print, "exit function 2")
""",
    "an error": f"""{SPEAKS}
import atexit, sys
one = A("global")
def show(): print(sys.last_exc, sys.last_value is sys.last_exc, "__file__" in globals())
atexit.register(show)
def inner():
    two = A("local")
    1 / 0
def outer():
    three = A("outer")
    inner()
outer()
""",
    "an exit": f"""{SPEAKS}
import atexit, sys
one = A("global")
atexit.register(print, "exit function")
def leave():
    two = A("local")
    sys.exit("a message")
leave()
""",
    "what is gone": """
import builtins, sys
class A:
    def __del__(self):
        try:
            import json
        except ImportError as error:
            print(error)
        try:
            open("x")
        except NameError as error:
            print(error)
        print(len("abc"), sys._getframe().f_back, sorted(globals())[-3:])
one = A()
builtins.mine = A()
builtins.len = lambda it: 5
sys.stdout = None
""",
    "a module that lives on": f"""{SPEAKS}
import __main__, sys
sys.keep = __main__
_one = A("one"); two = A("two"); _three = A("three")
""",
    "a signal handler": f"""{SPEAKS}
import signal
one = A("global")
signal.signal(signal.SIGUSR1, lambda *given: None)
""",
    "suspended greenlets": f"""{SPEAKS}
import gevent
def wait():
    try:
        gevent.sleep(100)
    finally:
        print("never")
one = A("never")
greenlet = gevent.spawn(wait)
gevent.sleep(0)
""",
    "a thread": f"""{THREAD}{SPEAKS}
one = A("global")
threading.Thread(target=wait).start()
print("main ends")
""",
    "threads, after an exit": f"""{THREAD}
def start(): wait(); threading.Thread(target=wait).start()
def tick():
    while True: time.sleep(0.04); print("tick")
threading.Thread(target=start).start()
threading.Thread(target=tick, daemon=True).start()
threading._register_atexit(print, "before threads are joined")
sys.exit(3)
""",
    "a pool of threads, after an error": f"""{THREAD}
from concurrent.futures import ThreadPoolExecutor
def work(number):
    time.sleep(0.02 * number); print("did", number)
pool = ThreadPoolExecutor(2)
for number in range(4): pool.submit(work, number)
1 / 0
""",
    "an exit function that waits": f"""{THREAD}
import gevent
atexit.register(lambda: gevent.spawn(wait).join())
""",
}


def natively(source: str, folder: Path) -> str:
    """Return what CPython prints, on both streams."""
    (folder / "program.py").write_text(source)
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    return done.stdout.replace(f"{folder}/program.py", "FILE")


def test_programs_end_as_natively(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    file = f"{SNIPPET.rpartition('/')[2]}.py"
    printed = {}
    for name, source in PROGRAMS.items():
        set_source(found, source)
        press(found, "run")
        wait_for_state(found, *ENDED)
        printed[name] = output(found).replace(file, "FILE")
    assert printed == {name: natively(source, tmp_path) for name, source in PROGRAMS.items()}


def test_stop_ends_threads_that_are_waited_for(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    source = f"{THREAD}\ndef endless():\n    while True: wait()\n"
    set_source(found, f"{source}threading.Thread(target=endless).start()\n")
    press(found, "run")
    page.wait_for_function(
        "block => block.querySelector('[data-part=output]').textContent.includes('thread ends')",
        arg=found.element_handle(),
    )
    press(found, "stop")
    assert wait_for_state(found, *ENDED) == "stopped"
    after = output(found).partition("Exception ignored on threading shutdown:\n")[2]
    assert after == "KeyboardInterrupt\nexit function\n"


def test_stop_ends_a_wait_for_a_signal(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    handle = "signal.signal(signal.SIGINT, lambda *given: print('handled'))\n"
    set_source(found, f"import signal\n{handle}print('waits')\nsignal.pause()\nprint('goes on')\n")
    press(found, "run")
    page.wait_for_function(
        "block => block.querySelector('[data-part=output]').textContent.includes('waits')",
        arg=found.element_handle(),
    )
    assert found.get_attribute("state") == "running"
    press(found, "stop")
    assert wait_for_state(found, *ENDED) == "stopped"
    assert output(found) == "waits\nhandled\ngoes on\n"
