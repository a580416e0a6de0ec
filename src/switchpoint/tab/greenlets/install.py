"""Make greenlet and gevent importable in the tab."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
import types
from collections.abc import Sequence

from . import greenlet, own_frames

_ENVIRONMENT = {
    "PURE_PYTHON": "1",  # the half of gevent that needs no compiler
    "GEVENT_LOOP": f"{__package__}.gevent_loop.Loop",
    "GEVENT_RESOLVER": "block",  # nothing is looked up, so nothing blocks
}


def install(*, network: bool) -> None:
    """Make greenlet importable and, with ``network``, put the loopback below gevent.

    With ``network`` modules of the standard library are imported on top of these sockets, and
    gevent may patch them. So an interpreter is for programs with gevent from then on.
    """
    greenlet.install()
    if not network or "GEVENT_LOOP" in os.environ:
        return
    os.environ.update(_ENVIRONMENT)  # gevent_loop imports gevent
    from . import loopback, page_host

    loopback.install()
    page_host.install()
    sys.modules.pop("ssl", None)  # it must be built on these sockets
    sys.meta_path.insert(0, _Substitutes())


class _Substitutes(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports four modules with other contents than their usual ones, which do not fit a tab.

    ``ssl`` in Pyodide has no contexts that urllib or urllib3 could set up, though neither needs one
    to reach the page's own host. ``gevent.ssl`` would patch classes that are not there.
    ``urllib3.contrib.emscripten`` would replace urllib3's connections by the browser's fetch, but
    here urllib3 has sockets. ``gevent.events`` looks for plug-ins in all packages, some twenty
    times in ``patch_all``: 40 ms each time in a tab, where no package has one.
    """

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find the four, and leave all others to the finders behind."""
        if fullname in ("ssl", "gevent.ssl", "gevent.events", "urllib3.contrib.emscripten"):
            return importlib.machinery.ModuleSpec(fullname, self)
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        """Give the module its contents."""
        if module.__name__ == "ssl":
            from . import page_host

            _run_usual(module)
            page_host.without_tls(module)
        elif module.__name__ == "gevent.events":
            _run_usual(module, sys.modules["gevent"].__path__)
            module.__dict__["notify_and_call_entry_points"] = module.__dict__["notify"]
        elif module.__name__ == "gevent.ssl":
            import ssl

            nothing: dict[str, list[str]] = {
                name: [] for name in ("__implements__", "__imports__", "__extensions__")
            }
            names = {name: value for name, value in vars(ssl).items() if name[0] != "_"}
            module.__dict__.update(names | nothing, orig_SSLContext=ssl.SSLContext)
        else:
            module.__dict__["inject_into_urllib3"] = lambda: None


def _run_usual(module: types.ModuleType, path: Sequence[str] | None = None) -> None:
    """Give a module its usual contents."""
    usual = importlib.machinery.PathFinder.find_spec(module.__name__, path)
    assert usual is not None and usual.loader is not None
    usual.loader.exec_module(module)


own_frames.leave_out(globals())
