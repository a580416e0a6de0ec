"""What is sent to whom: notes of ``x.send(v)``, ``x.switch(v)`` and ``x.close()``.

``sys.monitoring`` tells that a generator is resumed, not what it is sent. So the program is
compiled with calls of a function, ``NOTE``, around receivers and sent values.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, Literal

from switchpoint.tracing.watching.frames import frame_of
from switchpoint.tracing.watching.short_repr import short

NOTE = "__switchpoint_note__"
"""The name, among the builtins, of the function that a compiled program calls: ``Sends.note``."""

_Noted = Literal["receiver", "sent", "closed"]

_OPEN_SENDS = 20
"""The receivers that are remembered at once; a send whose argument fails leaves its one behind."""


def compile_with_notes(source: str, file: str) -> CodeType:
    """Compile a program as ``compile`` does, with calls of ``NOTE`` in it."""
    compile(source, file, "exec", dont_inherit=True)  # has the best message for a syntax error
    tree = _AddNotes().visit(ast.parse(source, file))
    return compile(tree, file, "exec", dont_inherit=True)


class Sends:
    """Remembers what is sent until its receiver runs."""

    def __init__(self, on_close: Callable[[object, FrameType], None]) -> None:
        """``on_close(receiver, frame)`` is called before ``frame`` closes something."""
        self._on_close = on_close
        self._receivers: list[int] = []
        self._sent: tuple[int, str] | None = None

    def note(self, value: Any, what: _Noted) -> Any:
        """Take note of a receiver, or of what is sent to the receiver before; return ``value``."""
        if what == "closed":
            self._on_close(value, sys._getframe(1))
        elif what == "receiver":
            self._receivers = [*self._receivers[-_OPEN_SENDS:], id(frame_of(value) or value)]
        elif self._receivers:
            self._sent = (self._receivers.pop(), short(value))
        return value

    def take(self, receiver: object) -> str | None:
        """Return and forget what was sent last; ``None`` if it is not for this receiver.

        For a generator, the receiver is its frame.
        """
        sent, self._sent = self._sent, None
        return sent[1] if sent is not None and sent[0] == id(receiver) else None


class _AddNotes(ast.NodeTransformer):
    """Puts calls of ``NOTE`` around receivers and sent values.

    The order of evaluation, the positions in tracebacks and the frames stay as they are.
    """

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in ("send", "switch"):
            plain = node.args and not any(isinstance(a, ast.Starred) for a in node.args)
            if plain and not node.keywords:
                function.value = _noted(function.value, "receiver")
                node.args[0] = _noted(node.args[0], "sent")
        elif isinstance(function, ast.Attribute) and function.attr == "close" and not node.args:
            function.value = _noted(function.value, "closed")
        return node


def _noted(node: ast.expr, what: _Noted) -> ast.expr:
    function, constant = ast.Name(id=NOTE, ctx=ast.Load()), ast.Constant(value=what)
    call = ast.Call(func=function, args=[node, constant], keywords=[])
    for new in (call, function, constant):
        ast.copy_location(new, node)
    return call
