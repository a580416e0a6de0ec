"""Questions about frames and code objects of the watched program. Nothing here keeps any state."""

from __future__ import annotations

import dis
import inspect
from collections.abc import Iterator
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType

from switchpoint.tracing.watching.short_repr import plain_name, short, with_argument

GENERATORS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
"""The flags of code that runs as a generator, a coroutine or an async generator."""

MODULE = "<module>"
"""The name of the code at the top level of a program."""


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Yield a code object and all that are nested in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes_in(constant)


def is_plain(code: CodeType) -> bool:
    """Tell whether the code is that of a plain function, which runs to its end once called."""
    return not code.co_flags & GENERATORS and code.co_name != MODULE


def is_of_asyncio(frame: FrameType) -> bool:
    """Tell whether the frame runs a function of asyncio itself."""
    name: str = frame.f_globals.get("__name__", "")
    return name.startswith("asyncio.")


def delegates(frame: FrameType) -> bool:
    """Tell whether the frame stands in ``yield from`` or ``await``: at a SEND instruction."""
    code, at = frame.f_code.co_code, frame.f_lasti
    if dis.opname[code[at]] == "CACHE":
        at -= 2  # where 3.12 points
    return dis.opname[code[at]] == "SEND"


def frame_of(value: object) -> FrameType | None:
    """Return the frame of a generator, coroutine or async generator; ``None`` once it has ended."""
    if isinstance(value, GeneratorType):
        return value.gi_frame
    if isinstance(value, CoroutineType):
        return value.cr_frame
    return value.ag_frame if isinstance(value, AsyncGeneratorType) else None


def variable_of(frame: FrameType) -> str:
    """Return the name of the caller's variable that holds the generator of ``frame``, or ``""``."""
    before = frame.f_back
    if before is None:
        return ""
    variables = list(before.f_locals.items())
    names = (name for name, value in variables if frame_of(value) is frame)
    return next((name for name in names if name.isidentifier()), "")


def call_text(frame: FrameType) -> str:
    """Return the name of the frame's function, with its first argument if that is short."""
    code = frame.f_code
    first = frame.f_locals.get(code.co_varnames[0]) if code.co_argcount else None
    return with_argument(plain_name(code.co_name), first)


def local_values(frame: FrameType) -> dict[str, str]:
    """Return short texts of the frame's first few local variables, by their names."""
    names = [name for name in frame.f_locals if not name.startswith((".", "__")) and name != "_"]
    return {name: short(frame.f_locals[name]) for name in names[:6]}
