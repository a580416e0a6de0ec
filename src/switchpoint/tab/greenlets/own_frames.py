"""Leave the frames of these modules out of a program's tracebacks.

Where CPython calls C functions, the tab calls some in Python. A traceback lists frames of Python
functions only, so in CPython it begins behind them, and a program in the tab sees the same.
"""

from __future__ import annotations


def leave_out(error: BaseException) -> None:
    """Remove the frames of these modules from the beginning of a traceback.

    A function that a program calls does this in an ``except`` clause and then raises the error by a
    bare ``raise``, which adds no entry to the traceback.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(_FOLDER):
        trace = trace.tb_next
    error.__traceback__ = trace


_FOLDER = leave_out.__code__.co_filename.removesuffix("own_frames.py")
"""The folder of these modules, as their code names it: in the tab not as ``__file__`` does."""
