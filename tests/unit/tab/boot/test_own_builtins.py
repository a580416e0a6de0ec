"""Our own modules' builtins, whatever a program puts in their place."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path

import pytest

from switchpoint.tab.boot import own_builtins


def test_a_program_that_replaces_builtins_changes_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ours", "theirs":
        (tmp_path / f"{name}.py").write_text("def size(it):\n    return len(it)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(own_builtins, "_PACKAGE", "ours")
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    own_builtins.install()
    try:
        import ours  # type: ignore[import-not-found]
        import theirs  # type: ignore[import-not-found]

        monkeypatch.setattr(builtins, "len", lambda it: 42)
        sizes = ours.size("abc"), theirs.size("abc")
        monkeypatch.undo()
    finally:
        for name in "ours", "theirs":
            sys.modules.pop(name, None)
    assert sizes == (3, 42)
    assert type(ours.__loader__) is type(theirs.__loader__)
    assert ours.__spec__.loader is ours.__loader__
