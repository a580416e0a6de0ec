"""Makes greenlet and gevent importable in the tab, for one program, and takes them away again."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager

from switchpoint.tab import greenlet

_ENVIRONMENT = {
    "PURE_PYTHON": "1",  # the half of gevent that needs no compiler
    "GEVENT_LOOP": "switchpoint.tab.gevent_loop.Loop",
    "GEVENT_RESOLVER": "block",  # nothing is looked up, so nothing blocks
}


@contextmanager
def installed(*, network: bool) -> Iterator[list[str]]:
    """Install greenlet and, with ``network``, the loopback below gevent; remove both after.

    Yields a list that says, once the program has ended, what of it cannot be undone: patched
    modules, and stacks that were left suspended. An interpreter with such remains is spent.
    """
    remains: list[str] = []
    modules_before = dict(sys.modules)
    os.environ.update(_ENVIRONMENT)
    greenlet.install()
    if network:
        from switchpoint.tab import loopback

        loopback.install()
        _keep_urllib3_on_sockets()
    try:
        yield remains
    finally:
        greenlet.settrace(None)
        monkey = sys.modules.get("gevent.monkey")
        if getattr(monkey, "saved", None):
            remains.append("patched modules")
        if greenlet.started_stacks():
            remains.append("suspended stacks")
        for name in set(sys.modules) - set(modules_before):
            del sys.modules[name]
        sys.modules.update(modules_before)


def _keep_urllib3_on_sockets() -> None:
    """Leave urllib3 its own connections: in a tab it would put fetch in their place."""
    module = types.ModuleType("urllib3.contrib.emscripten")
    module.__dict__["inject_into_urllib3"] = lambda: None
    sys.modules[module.__name__] = module
