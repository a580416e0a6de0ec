"""The same as in_tab_frames.py without greenlets, so for a browser without JSPI, too.

in_tab_shown_frames.py stands before this.
"""

import asyncio
import atexit
import io
import signal
import sys
import time
import traceback


class Shown:
    """An object that shows the stack when it is printed and when it ends."""

    def __str__(self):
        show("str")
        return "shown"

    def __del__(self):
        show("del")


def plain():
    tell("sleep: negative", time.sleep, -1)
    tell("write", sys.stdout.write, 1)
    tell("print", lambda: print("x", end=1))
    tell("readline", lambda: sys.stdin.read("1"))
    tell("sorted", lambda: sorted([1], key=fails))
    sorted([1], key=show)
    print(Shown())
    signal.signal(signal.SIGINT, show)
    signal.raise_signal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tell("interrupt", signal.raise_signal, signal.SIGINT)


def logged():
    written = io.StringIO()
    log = logger(written)
    try:
        fails("logged")
    except OSError:
        log.exception("bad", stack_info=True)
    print(names(written.getvalue()))


async def task(where):
    await asyncio.sleep(0)
    show(where)
    asyncio.get_running_loop().call_soon(show, "call_soon")
    asyncio.get_running_loop().call_later(0.001, show, "call_later")
    await asyncio.sleep(0.01)
    await asyncio.gather(asyncio.sleep(0.01), inner())


async def inner():
    show("inner")
    try:
        async with asyncio.timeout(0.01):
            await asyncio.Event().wait()
    except TimeoutError as error:
        print(names("".join(traceback.format_exception(error))))
    fails("inner")


def watched():
    """Trace and profile functions get the events of the program's functions only."""
    events = []

    def note(frame, event, arg):
        if event in ("call", "return", "exception"):
            events.append((frame.f_code.co_name, event))
        return note

    def work():
        print(end="")
        time.sleep(0)
        sorted([1], key=fails)

    for watch in sys.setprofile, sys.settrace:
        watch(note)
        try:
            work()
        except OSError:
            pass
        watch(None)
        print(events)
        events.clear()


show("module")
plain()
logged()
tell("asyncio", asyncio.run, task("task"))
watched()
atexit.register(show, "atexit")
sys.excepthook = lambda *error: print("hook", names("".join(traceback.format_exception(*error))))
fails("last")
