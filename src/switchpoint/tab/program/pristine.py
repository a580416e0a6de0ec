"""Tells whether a program has left the interpreter as it found it, for the next to start in.

A script that CPython runs changes nobody else's interpreter. In a tab the next program starts where
the last one ended, so one that has patched a module, registered a function of its own or changed a
setting of the process is the last of its interpreter.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any


class Pristine:
    """An interpreter's modules and settings at one time."""

    def __init__(self) -> None:
        """Remember them; soon, for a program waits."""
        self._modules = [
            (name, module, module.__dict__.copy())
            for name, module in sys.modules.items()
            if type(module) is ModuleType and name != "__main__"  # others may run when looked into
        ]
        self._settings = _settings()

    def is_kept(self, main: dict[str, Any]) -> bool:
        """Tell whether all is as it was, after a program with the emptied names ``main``."""
        return (
            all(sys.modules.get(name) is module for name, module, _ in self._modules)
            and all(_are_kept(names, module.__dict__) for _, module, names in self._modules)
            and self._settings == _settings()
            # whoever still has a function of the program's may call it
            and not any(isinstance(one, FunctionType) for one in gc.get_referrers(main))
        )


def _are_kept(names: dict[str, Any], now: dict[str, Any]) -> bool:
    """Tell whether all of a module's public names stand for what they did.

    Modules change private names themselves, fill in what was None, and add what they load late.
    What a program has put in the place of something is not asked whether it is equal.
    """
    if list(map(id, map(now.get, names))) == list(map(id, names.values())):
        return True  # so it is with most modules
    return all(
        now.get(name) is value or value is None or name.startswith("_")
        for name, value in names.items()
    )


def _folder() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # a program can delete the folder that it stands in
        return ""


def _settings() -> tuple[object, ...]:
    return (
        _folder(),
        dict(os.environ),
        gc.isenabled(),
        gc.get_threshold(),
        gc.get_freeze_count(),
        sys.getswitchinterval(),
        sys.get_int_max_str_digits(),
        sys.dont_write_bytecode,
        threading.current_thread().name,
    )
