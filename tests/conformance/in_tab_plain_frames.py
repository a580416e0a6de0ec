"""No stack and no traceback shows a frame of the tab's own; without gevent and without JSPI, too.

See in_tab_frames.py for greenlets.
"""

import asyncio
import atexit
import inspect
import io
import logging
import re
import signal
import sys
import time
import traceback

FILE = __file__


def names(text):
    """Return the lines and functions of a stack or traceback."""
    found = re.findall('File "(.*)", line ([0-9]+), in (.*)', text)
    return [f"{name}:{line}" if file == FILE else name for file, line, name in found]


def show(where, *_):
    """Print the stack in every way that there is."""
    written = io.StringIO()
    traceback.print_stack(file=written)
    frame, chain = sys._getframe(), []
    while frame is not None:
        chain.append(frame.f_code.co_name)
        frame = frame.f_back
    print(where, names(written.getvalue()))
    print(chain == [it.function for it in inspect.stack()], chain)


def fails(where):
    raise OSError(where)


def tell(where, call, *args):
    """Print the traceback of what a call raises."""
    try:
        call(*args)
    except BaseException as error:
        kind = type(error).__name__
        print(where, kind, names("".join(traceback.format_exception(error))))


class Shown:
    """An object that shows the stack when it is printed and when it ends."""

    def __str__(self):
        show("str")
        return "shown"

    def __del__(self):
        show("del")


def plain():
    tell("text", time.sleep, "1")
    tell("negative", time.sleep, -1)
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
    log = logging.getLogger("frames")
    log.propagate = False
    log.addHandler(logging.StreamHandler(written))
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
