"""Stacks and tracebacks must show no frame where the tab replaces C functions by Python ones.

in_tab_shown_frames.py stands before this.
"""

import asyncio
import gc
import io
import re
import sys
import time

import gevent
import gevent.event
import greenlet

main = greenlet.getcurrent()


def waits():
    tell("sleep: text", time.sleep, "1")
    tell("sleep: None", time.sleep, None)


def nested(depth):
    if depth:
        greenlet.greenlet(nested).switch(depth - 1)
    else:
        show("nested")
        fails("nested")


def in_greenlets():
    tell("nested", greenlet.greenlet(nested).switch, 3)
    tell("dead", greenlet.greenlet(lambda: 1).throw, KeyError("unstarted"))
    tell("parent", setattr, main, "parent", main)
    waiting = greenlet.greenlet(lambda: tell("in", main.switch))
    waiting.switch()
    waiting.throw(ValueError("thrown"))
    greenlet.greenlet(show).switch("called by C")
    greenlet.greenlet(lambda: sorted([1], key=show)).switch()


def in_gevent():
    written = io.StringIO()
    log = logger(written)

    def work():
        show("work")
        try:
            fails("logged")
        except OSError:
            log.exception("bad")
        gevent.sleep(0)
        show("after a switch")
        fails("in a greenlet")

    job = gevent.spawn(work)
    job.link(lambda it: show("link"))
    errors, sys.stderr = sys.stderr, io.StringIO()
    tell("get", job.get)
    gevent.sleep(0)
    gevent.get_hub().loop.run_callback(show, "callback")
    gevent.get_hub().loop.timer(0.01).start(show, "timer")
    gevent.get_hub().loop.run_callback(fails, "of a callback")
    gevent.sleep(0.02)
    reported, sys.stderr = sys.stderr.getvalue(), errors
    print(names(written.getvalue()), names(reported))
    tell("timeout", gevent.event.Event().wait, "1")
    tell("timer", gevent.get_hub().loop.timer, "1")


async def task(where):
    await asyncio.sleep(0)
    show(where)
    asyncio.get_running_loop().call_soon(show, "call_soon")
    await asyncio.sleep(0.01)
    fails(where)


def in_asyncio():
    tell("asyncio", asyncio.run, task("task"))
    greenlet.greenlet(lambda: tell("beside", asyncio.run, task("task in a greenlet"))).switch()


def publish(held, it):
    held.append(sys._getframe())
    main.switch()
    return it


def followed():
    """Frames of greenlets at rest can be followed from another one, through C functions too."""
    held = []
    bodies = (
        lambda: publish(held, 1),
        lambda: list(map(lambda it: publish(held, it), [1])),
        lambda: max([2], key=lambda it: sorted([it], key=lambda it: publish(held, it))),
        lambda: re.sub("a", lambda it: publish(held, "b"), "a"),
    )
    resting = [greenlet.greenlet(body) for body in bodies for _ in range(5)]
    for it in resting:
        it.switch()

    def other(depth):
        if depth:
            return other(depth - 1)
        for frame in held[::5]:
            print(chain(frame))
        return [gc.collect() for _ in range(5)]

    greenlet.greenlet(other).switch(50)
    print([it.gr_frame in held for it in resting[::5]])
    for it in resting:
        it.switch()
    gc.collect()
    print([it.dead for it in resting[::5]], [it.f_back is not None for it in held[::5]])


def watched():
    """Trace and profile functions get no events of such functions while nothing is raised there."""
    events = []

    def note(frame, event, arg):
        if frame.f_code.co_filename == FILE and frame.f_code.co_name != "note":
            events.append((frame.f_code.co_name, event, getattr(arg, "__name__", None)))
        return note

    def inside(value):
        main.switch(value)
        len("inside")

    def failing():
        fails("profiled")

    def both():
        first = greenlet.greenlet(inside)
        first.switch(1)
        time.sleep(0)
        first.switch(2)

    sys.settrace(note)
    both()
    sys.settrace(None)
    print([it[:2] for it in events if it[0] != "inside"])
    events.clear()
    sys.setprofile(note)
    both()
    try:
        greenlet.greenlet(failing).switch()
    except OSError:
        pass
    sys.setprofile(None)
    print([it for it in events if it[2] not in ("sleep", "setprofile")])
    child = greenlet.greenlet(lambda: (sys.settrace(note), fails("traced"))[0])
    tell("traced", child.switch)


if __name__ == "__main__":
    for check in waits, in_greenlets, in_gevent, in_asyncio, followed, watched:
        check()
