"""Makes greenlet and gevent importable in the tab, for one program, and takes them away again."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager

from . import greenlet

_ENVIRONMENT = {
    "PURE_PYTHON": "1",  # the half of gevent that needs no compiler
    "GEVENT_LOOP": f"{__package__}.gevent_loop.Loop",
    "GEVENT_RESOLVER": "block",  # nothing is looked up, so nothing blocks
}


@contextmanager
def installed(*, network: bool) -> Iterator[list[str]]:
    """Install greenlet and, with ``network``, the loopback below gevent; take both away after.

    Yields a list that says, once the program has ended, what of it cannot be undone. With
    ``network`` that is much: modules of the standard library have been imported on top of these
    sockets, or patched, and others hold on to them. An interpreter with such remains is spent.
    """
    remains: list[str] = []
    substitutes = _Substitutes()
    greenlet.install()
    if network:
        os.environ.update(_ENVIRONMENT)  # gevent_loop imports gevent
        from . import loopback, page_host

        loopback.install()
        page_host.install()
        sys.modules.pop("ssl", None)  # it must be built on these sockets
        sys.meta_path.insert(0, substitutes)
    try:
        yield remains
    finally:
        greenlet.remove()
        for name in "greenlet", "greenlet._greenlet":
            sys.modules.pop(name, None)
        if substitutes in sys.meta_path:
            sys.meta_path.remove(substitutes)
        if network:
            remains.append("modules that know of the loopback")
        if greenlet.started_stacks():
            remains.append("suspended stacks")


class _Substitutes(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports other contents under three names, where the usual ones fit no program of the tab's.

    In a tab, ``ssl`` is hollow: it has no contexts that urllib or urllib3 could set up, though
    neither needs one to reach the page's own host. gevent's ``ssl`` would patch what is not there.
    And urllib3 would put fetch in the place of its connections; here it has sockets.
    """

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find the three, and leave all others to the finders behind."""
        if fullname in ("ssl", "gevent.ssl", "urllib3.contrib.emscripten"):
            return importlib.machinery.ModuleSpec(fullname, self)
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        """Give the module its contents."""
        if module.__name__ == "ssl":
            from . import page_host

            usual = importlib.machinery.PathFinder.find_spec("ssl")
            assert usual is not None and usual.loader is not None
            usual.loader.exec_module(module)
            page_host.without_tls(module)
        elif module.__name__ == "gevent.ssl":
            import ssl

            nothing: dict[str, list[str]] = {
                name: [] for name in ("__implements__", "__imports__", "__extensions__")
            }
            names = {name: value for name, value in vars(ssl).items() if name[0] != "_"}
            module.__dict__.update(names | nothing, orig_SSLContext=ssl.SSLContext)
        else:
            module.__dict__["inject_into_urllib3"] = lambda: None
