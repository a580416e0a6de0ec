"""Runs the programs of the list of differences one after another; test_limits.py fills in PROGRAMS.

Prints one line of JSON: what each program printed, by its id.
"""

import contextlib
import io
import json
import sys


def printed(program):
    text = io.StringIO()
    limit = sys.getrecursionlimit()
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(program, "program.py", "exec"), {"__name__": "__main__"})
        except BaseException as error:
            print(f"{type(error).__name__}: {error}")
    sys.setrecursionlimit(limit)
    return text.getvalue()


print(json.dumps({name: printed(program) for name, program in PROGRAMS.items()}))
