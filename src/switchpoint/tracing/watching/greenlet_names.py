"""What a greenlet runs, its name made from that, and whether it is one of gevent's own."""

from __future__ import annotations

from types import CodeType
from typing import Any

from switchpoint.tracing.watching.short_repr import plain_name, with_argument


def name_of(greenlet: Any, file: str) -> str:
    """Return a greenlet's name: that of the program's function it runs, with its first argument.

    ``""`` if it runs a function of a library. A name that the program has given comes first.
    """
    code = _code_of(greenlet, file)
    if code is None:
        return ""
    arguments = getattr(greenlet, "args", ())
    if _is_a_servers(_function_of(greenlet)):
        arguments = ()  # a socket and an address, which differ in every run
    first = arguments[0] if isinstance(arguments, tuple) and arguments else None
    called = with_argument(plain_name(code.co_name), first)
    # not greenlet.name: gevent would number the greenlet when it is asked for that
    given = getattr(greenlet, "__dict__", {}).get("name")
    is_given = isinstance(given, str) and not given.startswith("Greenlet-")
    return f"{given} · {called}" if is_given else called


def first_line(greenlet: Any, file: str) -> int:
    """Return the first line of the program's function that a greenlet runs; 0 if there is none."""
    code = _code_of(greenlet, file)
    return code.co_firstlineno if code is not None else 0


def is_hub(greenlet: Any) -> bool:
    """Tell whether a greenlet is gevent's hub, which runs the event loop."""
    return type(greenlet).__name__ == "Hub"


def is_gevents_own(greenlet: Any) -> bool:
    """Tell whether gevent made the greenlet for itself; it counts as part of the hub.

    What handles a server's connections is the program's if the function is, like any other.
    """
    module = getattr(_handler_or_function(greenlet), "__module__", None) or ""
    return module.startswith("gevent.") and is_hub(greenlet.parent)


def _code_of(greenlet: Any, file: str) -> CodeType | None:
    """Return the code of the function that a greenlet runs, if it is the program's.

    The greenlet of a patched ``threading.Thread`` runs the thread's target.
    """
    function = _handler_or_function(greenlet)
    if getattr(function, "__name__", "") == "_bootstrap":
        thread = function.__self__
        function = getattr(thread, "_target", None) or thread.run
    code = getattr(function, "__code__", None)
    return code if isinstance(code, CodeType) and code.co_filename == file else None


def _handler_or_function(greenlet: Any) -> Any:
    """Return the function that a greenlet runs; a server's greenlet runs the server's handler."""
    function = _function_of(greenlet)
    return greenlet.args[0] if _is_a_servers(function) and greenlet.args else function


def _is_a_servers(function: Any) -> bool:
    """Tell whether it is the function that gevent's servers run for each connection."""
    return getattr(function, "__name__", "") == "_handle_and_close_when_done"


def _function_of(greenlet: Any) -> Any:
    """Return the function that a greenlet runs; a plain greenlet tells only until it starts."""
    return getattr(greenlet, "_run", None) or getattr(greenlet, "run", None)
