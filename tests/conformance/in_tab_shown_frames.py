"""Shows the program's stacks and tracebacks; stands before in_tab_frames.py and in_tab_plain_frames.py.

gevent's own functions are left out: natively most of them are compiled and have no frames.
"""

import inspect
import io
import logging
import re
import sys
import traceback

FILE = __file__  # a script's own code has the name, what runs after it has not


def names(text):
    """Return the lines and functions of a stack or traceback without gevent's."""
    found = re.findall('File "(.*)", line ([0-9]+), in (.*)', text)
    return [
        f"{function}:{line}" if file == FILE else function
        for file, line, function in found
        if "gevent/" not in file and "gevent\\" not in file
    ]


def chain(frame):
    """Return the functions from a frame outwards, and the first local variables of the program's."""
    found = []
    while frame is not None:
        if frame.f_code.co_filename == FILE:
            found.append((frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)[:2]))
        elif "gevent" not in frame.f_code.co_filename:
            found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def show(where, *_):
    """Print the stack in every way that there is."""
    written = io.StringIO()
    traceback.print_stack(file=written)
    print(where, names(written.getvalue()))
    stack = [it for it in inspect.stack() if "gevent" not in it.filename]
    print(chain(sys._getframe()) == chain(stack[0].frame), [it.function for it in stack])
    del stack  # it holds this frame, so the objects of all of them would die at another moment
    depth, callers = 0, []
    while True:
        try:
            code = sys._getframe(depth).f_code
        except ValueError:
            break
        callers += [code.co_name] if code.co_filename == FILE else []
        depth += 1
    print(callers)


def fails(where):
    raise OSError(where)


def tell(where, call, *args):
    """Print the traceback of what a call raises."""
    try:
        call(*args)
    except BaseException as error:
        print(where, repr(error), names("".join(traceback.format_exception(error))))


def logger(written):
    """Return a logger that writes to a file."""
    log = logging.getLogger("frames")
    log.propagate = False
    log.addHandler(logging.StreamHandler(written))
    return log
