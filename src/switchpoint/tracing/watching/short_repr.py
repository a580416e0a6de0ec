"""Short texts for values and names, as they stand in a trace."""

from __future__ import annotations

import reprlib
from typing import Any


class _ShortRepr(reprlib.Repr):
    """``reprlib.Repr`` that runs no code of the program: a ``__repr__`` of its own might print."""

    def __init__(self) -> None:
        reprlib.Repr.__init__(self)
        self.maxstring = self.maxother = self.maxlong = 24
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxdeque = 4
        self.maxlevel = 2

    def repr1(self, x: Any, level: int) -> str:
        kind = type(x)
        if kind.__module__ != "builtins":
            return f"<{plain_name(kind.__name__)}>"
        if isinstance(x, BaseException):
            return f"{kind.__name__}({', '.join(self.repr1(a, level - 1) for a in x.args[:1])})"
        if kind in (int, float, complex, bool, str, bytes, list, tuple, dict, set, frozenset):
            return reprlib.Repr.repr1(self, x, level)
        if x is None or x is Ellipsis or x is NotImplemented:
            return repr(x)
        if isinstance(x, range):
            return repr(x)
        name = getattr(x, "__name__", "") if kind.__name__ in _SHOWN_BY_NAME else ""
        return f"<{kind.__name__} {name}>" if name else f"<{kind.__name__}>"


_SHOWN_BY_NAME = frozenset(
    {"function", "builtin_function_or_method", "method", "type", "module"}
    | {"generator", "coroutine", "async_generator"}
)
_short = _ShortRepr()


def short(value: object) -> str:
    """Return a text of at most 40 characters for a value, without an address.

    Runs no code of the value's class.
    """
    try:
        text = _short.repr(value)
    except Exception:
        text = "<?>"
    return text if len(text) <= 40 else text[:39] + "…"


def plain_name(name: str) -> str:
    """Return a name without the underscores or brackets around it: ``genexpr``, ``init``."""
    return name.strip("_<>") or name


def with_argument(function: str, argument: object) -> str:
    """Return a function's name, followed by its first argument if that is a text or a number."""
    if isinstance(argument, (str, int, float)):
        return f"{function}({short(argument)})"
    return function
