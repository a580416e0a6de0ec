"""A program's file, its imports by name and its frames must be the same natively and in the tab."""

import atexit
import importlib
import inspect
import io
import logging
import os
import re
import runpy
import sys
import traceback
import warnings
from pathlib import Path

greenlet = importlib.import_module("greenlet")


class Here:
    def method(self):
        return "found"


def own_file():
    print(Path(__file__).read_text("utf-8").partition("\n")[0])
    print(os.listdir() == [Path(__file__).name], own_file.__code__.co_filename == __file__)
    print(inspect.getsource(Here.method), inspect.getsource(own_file).count("\n"))
    print(inspect.getsource(sys.modules["__main__"]) == Path(__file__).read_text("utf-8"))
    print([name for name in globals() if name in ("__cached__", "__loader__", "__spec__")])
    print(type(__loader__).__name__, sys.path[0] == os.getcwd())


def own_name():
    name = Path(__file__).stem
    again = importlib.import_module(name)
    print(again.Here().method(), again.Here is not Here, os.path.samefile(again.__file__, __file__))
    print(runpy.run_path(__file__, run_name="by path")["Here"].__module__)
    print(runpy.run_module(name, run_name="by name")["__name__"])


def elsewhere():
    before = os.getcwd()
    os.mkdir("folder")
    os.chdir("folder")
    print(inspect.getsource(Here).count("\n"))
    os.chdir(sys.path[0])
    print(os.getcwd() == before)


def imports():
    print(__import__("greenlet") is greenlet, __import__("requests").codes.ok)


def show(where):
    """Print the functions and lines of the stack in every way that there is."""
    frame, chain = sys._getframe(), []
    while frame is not None:
        chain.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    print(where, chain)
    print([it.function for it in inspect.stack()], [it.name for it in traceback.extract_stack()])
    print(names("".join(traceback.format_stack())))
    written = io.StringIO()
    traceback.print_stack(file=written)
    print(names(written.getvalue()))


def names(text):
    return re.findall("line ([0-9]+), in (.*)", text)


def failing():
    try:
        1 / 0
    except ZeroDivisionError as error:
        print(names(traceback.format_exc()), error.__traceback__.tb_next)
    written = io.StringIO()
    log = logging.getLogger("frames")
    log.propagate = False
    log.addHandler(logging.StreamHandler(written))
    try:
        int("x")
    except ValueError:
        log.exception("bad")
    log.warning("stack", stack_info=True)
    print(names(written.getvalue()))


def generator():
    show("generator")
    yield
    raise KeyError("end")


def generators():
    steps = generator()
    next(steps)
    try:
        next(steps)
    except KeyError as error:
        print(names("".join(traceback.format_exception(error))))


def tell(name, call, *args):
    try:
        result = call(*args)
    except BaseException as error:
        lines = names("".join(traceback.format_exception(error)))
        context = error.__context__
        result = f"{error!r} {lines} after {context!r}"
    print(f"{name}: {result}")


def child(value):
    show(value)
    tell("thrown into", main.switch, 1)
    tell("thrown through", main.throw, ValueError("in main"))
    inner = greenlet.greenlet(show)
    inner.switch("inner")
    raise OSError("end of child")


def greenlets():
    other = greenlet.greenlet(child)
    other.switch("child")
    print([it.name for it in traceback.extract_stack(other.gr_frame)], other.gr_frame.f_lineno)
    tell("throw", other.throw, KeyError("into child"))
    tell("switch", other.switch)
    tell("first", greenlet.greenlet(int).switch, "x")
    tell("unstarted", greenlet.greenlet(int).throw, KeyError, KeyError("y"), None)
    tell("misused", greenlet.greenlet(int).throw, 3)
    try:
        {}["handled"]
    except KeyError:
        tell("while handling", greenlet.greenlet(int).switch, "x")


class Last:
    def __del__(self):
        names_of = [it.name for it in traceback.extract_stack()]
        print("finalizer", names_of)


def warning():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("here", stacklevel=2)
        warnings.warn("too far", stacklevel=9)
    print([(it.lineno, it.filename in (__file__, "sys")) for it in caught])


if __name__ == "__main__":
    own_file()
    own_name()
    elsewhere()
    imports()
    main = greenlet.getcurrent()
    show("module")
    for check in failing, generators, greenlets, warning:
        check()
    Last()
    atexit.register(show, "exit")
