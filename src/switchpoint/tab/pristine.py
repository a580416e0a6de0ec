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
        """Remember them."""
        self._modules = {name: _Names(m) for name, m in sys.modules.items() if _has_run(name, m)}
        self._settings = _settings()

    def is_kept(self, main: dict[str, Any]) -> bool:
        """Tell whether all is as it was, after a program with the emptied names ``main``."""
        return (
            all(names.are_kept(sys.modules.get(n)) for n, names in self._modules.items())
            and self._settings == _settings()
            # whoever still has a function of the program's may call it
            and not any(isinstance(one, FunctionType) for one in gc.get_referrers(main))
        )


class _Names:
    """What a module's names stand for; compared without a call of what a program may have made."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._values = dict(vars(module))
        self._identities = list(map(id, self._values.values()))

    def are_kept(self, module: ModuleType | None) -> bool:
        """Tell whether it is the same module, and all its public names stand for the same.

        Modules change private names themselves, fill in what was None, and add what they load late.
        """
        if module is not self._module:
            return False
        now = vars(module)
        if list(map(id, map(now.get, self._values))) == self._identities:
            return True  # so it is with most of them
        return all(
            now.get(name) is value or value is None or name.startswith("_")
            for name, value in self._values.items()
        )


def _has_run(name: str, module: ModuleType) -> bool:
    """Tell whether looking at a module's names is harmless, and worth it."""
    return type(module) is ModuleType and name != "__main__"


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
