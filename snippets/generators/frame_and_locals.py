"""A suspended generator keeps its frame: its line and its locals."""

from inspect import getgeneratorstate


def count():
    n = 1
    yield n
    n = n + 10
    yield n


def look(when):
    frame = g.gi_frame
    if frame is None:
        print(when, getgeneratorstate(g), "no frame")
    else:
        line = frame.f_lineno - frame.f_code.co_firstlineno
        print(when, getgeneratorstate(g), f"+{line}", frame.f_locals)


g = count()
look("before: ")
next(g)
look("between:")
next(g)
look("between:")
next(g, None)
look("after:  ")
