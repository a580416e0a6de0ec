"""Calls what a program registers with ``atexit`` when it ends: the interpreter lives on."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .patched import changed


class Farewells:
    """What has been registered, for the time of ``collected()``."""

    def __init__(self) -> None:
        """Begin with none."""
        self._calls: list[tuple[Callable[..., object], tuple[Any, ...], dict[str, Any]]] = []

    @contextmanager
    def collected(self) -> Iterator[None]:
        """Take the place of ``atexit`` for a while."""
        ours = [(atexit, "register", self._register), (atexit, "unregister", self._unregister)]
        with changed(ours):
            yield

    def call(self) -> None:
        """Call all, the last one first; what they raise is reported and stops none."""
        while self._calls:
            function, args, kwargs = self._calls.pop()
            try:
                function(*args, **kwargs)
            except BaseException as error:
                from switchpoint.tab.greenlets import unraisable  # few programs need it

                message = f"Exception ignored in atexit callback {function!r}"
                if error.__traceback__ is not None:  # without this frame
                    error.__traceback__ = error.__traceback__.tb_next
                unraisable.report(error, None, message)

    def _register[T: Callable[..., object]](self, function: T, /, *args: Any, **kwargs: Any) -> T:
        if not callable(function):
            raise TypeError("the first argument must be callable")
        self._calls.append((function, args, kwargs))
        return function

    def _unregister(self, function: Callable[..., object], /) -> None:
        self._calls = [call for call in self._calls if call[0] != function]
