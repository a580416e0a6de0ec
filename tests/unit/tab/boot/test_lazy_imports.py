"""Lazy modules: found when imported, run when used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from switchpoint.tab.boot import lazy_imports


@pytest.fixture
def lazy_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Import a lazy module twice."""
    (tmp_path / "lazy_one.py").write_text("import sys\nsys.has_run = True\nnumber = 7\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(lazy_imports, "_LAZY", {"lazy_one"})
    monkeypatch.setattr(lazy_imports, "_DURING_BOOT", {"lazy_one": {"number": 1}})
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    monkeypatch.setattr(sys, "has_run", False, raising=False)
    lazy_imports.install()
    import lazy_one  # type: ignore[import-not-found]

    namespace: dict[str, Any] = {}
    exec("import lazy_one", namespace)
    assert namespace["lazy_one"] is lazy_one
    assert lazy_one.number == 1
    lazy_imports.uninstall()
    yield lazy_one
    del sys.modules["lazy_one"]


def has_run() -> bool:
    return bool(sys.has_run)  # type: ignore[attr-defined]


def test_importing_runs_nothing_nor_does_what_a_boot_takes(lazy_one: ModuleType) -> None:
    assert not has_run()
    assert lazy_one.__name__ == "lazy_one"
    assert (lazy_one.__file__ or "").endswith("lazy_one.py")
    assert not has_run()


@pytest.mark.parametrize("wish", [lambda it: it.number, vars, dir, lambda it: hasattr(it, "none")])
def test_it_runs_when_something_of_it_is_wanted(
    lazy_one: ModuleType, wish: Callable[[ModuleType], object]
) -> None:
    wish(lazy_one)
    assert has_run()
    assert type(lazy_one) is ModuleType
    assert lazy_one.number == 7


def test_what_is_changed_stays_changed(lazy_one: ModuleType) -> None:
    lazy_one.number = 8  # type: ignore[attr-defined]
    assert has_run()
    assert lazy_one.number == 8


def test_what_is_deleted_stays_deleted(lazy_one: ModuleType) -> None:
    del lazy_one.number
    assert has_run()
    assert not hasattr(lazy_one, "number")


def test_its_own_loader_is_back_once_it_has_run(lazy_one: ModuleType) -> None:
    assert lazy_one.number
    assert lazy_one.__spec__ is not None
    assert lazy_one.__loader__ is lazy_one.__spec__.loader
    assert not isinstance(lazy_one.__loader__, lazy_imports._Loader)


def test_a_name_that_is_not_there_is_an_attribute_error(lazy_one: ModuleType) -> None:
    with pytest.raises(AttributeError, match="module 'lazy_one' has no attribute 'none'"):
        _ = lazy_one.none


def test_a_package_runs_before_its_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lazy_one"
    package.mkdir()
    (package / "__init__.py").write_text("from . import part\nfrom .part import order\n")
    (package / "part.py").write_text("order = __package__\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(lazy_imports, "_LAZY", {"lazy_one"})
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    lazy_imports.install()
    import lazy_one

    lazy_imports.uninstall()
    try:
        assert "lazy_one.part" not in sys.modules
        from lazy_one import part

        assert type(lazy_one) is ModuleType
        assert part.order == lazy_one.order == "lazy_one"
    finally:
        for name in "lazy_one", "lazy_one.part":
            sys.modules.pop(name, None)
