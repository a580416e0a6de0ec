"""Where a program can run, read from its syntax tree or from its own comment.

A browser tab lacks threads and processes, TLS, a C stack to look at, and an operating system. The
syntax tree tells most programs that need one of them. Where it cannot know, the program says so in
a comment line of its own:

    # needs: tls

The values are those of ``Need``, and ``nothing`` for a program that runs in a tab although the
syntax tree suggests otherwise.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from switchpoint.snippets.errors import SnippetError

Runtime = Literal["tab", "gevent", "native"]
"""Where a program runs: in any tab; in a tab that can switch stacks; recorded by CPython only."""

Need = Literal["threads", "tls", "stack", "system"]
"""What no tab has: threads and processes; encrypted sockets; a C stack; an operating system."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


THREAD_MODULES = _words("threading _thread concurrent multiprocessing subprocess")
"""Modules that start threads or processes of the operating system."""

GREENLET_MODULES = _words("gevent greenlet")

_NEEDING: dict[Need, frozenset[str]] = {
    "threads": THREAD_MODULES
    | _words("""
        asyncio.create_subprocess_exec asyncio.create_subprocess_shell asyncio.to_thread
        gevent.subprocess gevent.threadpool .threadpool os.execv os.execve os.execvp os.fork
        os.forkpty os.popen os.posix_spawn os.posix_spawnp os.spawnv os.system os.wait os.waitpid
    """),
    "tls": _words("ssl gevent.ssl .HTTPSConnection"),
    "stack": _words("._stack_saved"),
    "system": _words("""
        asyncio.open_connection asyncio.start_server .add_signal_handler gevent.signal
        gevent.signal_handler curses dbm ensurepip grp idlelib pwd readline resource signal sqlite3
        syslog tkinter turtle venv
    """),
}
"""Names that show a need, as ``_names`` yields them; the first need that is shown counts."""

_WEB_CLIENTS = _words("http.client requests urllib.request urllib3")

_SOCKET_USERS = _WEB_CLIENTS | _words("""
    ftplib http.server poplib smtplib socket.create_connection socket.create_server socketserver
    xmlrpc.client xmlrpc.server
""")
"""What opens sockets. A tab has them only for gevent, and only within one program."""

_COMMENT = re.compile(r"# *needs: *(?P<need>.*?) *")


@dataclass(frozen=True)
class Analysis:
    """What a program's text says about the surroundings that it needs."""

    tree: ast.Module
    imports: frozenset[str]
    """The top-level names of all modules the program imports."""
    need: Need | None
    """What the program needs that a browser tab lacks."""

    @property
    def runtime(self) -> Runtime:
        """Where the program can run."""
        if self.need:
            return "native"
        return "gevent" if self.imports & GREENLET_MODULES else "tab"


@cache
def analyse(source: str, shown_path: str) -> Analysis:
    """Read a program; raise ``SnippetError`` if it is no program or declares an unknown need."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise SnippetError(
            f"{shown_path}:{error.lineno}: {error.msg}; a snippet must be a whole program"
        ) from None
    names = frozenset(_names(tree))
    declared = _declared_need(source, shown_path)
    need = _need_in(tree, names) if declared is None else declared
    imported = frozenset(name for name in names if "." not in name)
    return Analysis(tree, imported, None if need == "nothing" else need)


def _declared_need(source: str, shown_path: str) -> Need | Literal["nothing"] | None:
    """Return the need that the program's own comment names, ``None`` without such a comment."""
    allowed: tuple[Need | Literal["nothing"], ...] = (*get_args(Need), "nothing")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        found = token.type == tokenize.COMMENT and _COMMENT.fullmatch(token.string)
        if not found:
            continue
        for need in allowed:
            if found["need"] == need:
                return need
        raise SnippetError(
            f"{shown_path}:{token.start[0]}: cannot read 'needs: {found['need']}'; write one of"
            f" {', '.join(allowed)}"
        )
    return None


def _need_in(tree: ast.Module, names: frozenset[str]) -> Need | None:
    """Return the first need that the syntax tree shows."""
    shown: set[Need] = {need for need, needing in _NEEDING.items() if names & needing}
    if names & _WEB_CLIENTS and any("https://" in text for text in _values(tree)):
        shown.add("tls")
    if names & _SOCKET_USERS and not names & GREENLET_MODULES:
        shown.add("system")
    if {"asyncio", "gevent.monkey"} <= names:
        shown.add("system")  # natively, greenlets run while a patched asyncio waits; not in a tab
    return next((need for need in _NEEDING if need in shown), None)


def _names(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names that a program imports or uses, with all their leading parts.

    An attribute of anything else than an imported module is yielded as ``.name``.
    """
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _leading_parts(alias.name)
                first = alias.name.partition(".")[0]
                modules[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield from _leading_parts(name)
                modules[alias.asname or alias.name] = name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield f".{node.attr}"
            if dotted := _dotted(node, modules):
                yield dotted


def _leading_parts(name: str) -> Iterator[str]:
    """Yield ``a``, ``a.b`` and ``a.b.c`` for ``a.b.c``."""
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        yield ".".join(parts[:end])


def _dotted(node: ast.expr, modules: dict[str, str]) -> str:
    """Return ``module.name`` for an attribute of an imported module, "" for anything else."""
    if isinstance(node, ast.Name):
        return modules.get(node.id, "")
    if isinstance(node, ast.Attribute) and (owner := _dotted(node.value, modules)):
        return f"{owner}.{node.attr}"
    return ""


def _values(tree: ast.Module) -> Iterator[str]:
    """Yield the strings that a program works with: no docstrings, and none that it only prints."""
    unused: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            unused.add(id(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "print":
                unused.update(map(id, node.args))
        elif isinstance(node, ast.JoinedStr) and id(node) in unused:
            unused.update(map(id, node.values))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in unused:
            yield str(node.value)
