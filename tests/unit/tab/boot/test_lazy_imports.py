"""Modules that are put off: found when imported, run when used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from switchpoint.tab.boot import lazy_imports


@pytest.fixture
def put_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Import a module that is put off, twice."""
    (tmp_path / "put_off.py").write_text("import sys\nsys.has_run = True\nnumber = 7\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(lazy_imports, "_PUT_OFF", {"put_off"})
    monkeypatch.setattr(lazy_imports, "_TAKEN", {"put_off": {"number": 1}})
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    monkeypatch.setattr(sys, "has_run", False, raising=False)
    lazy_imports.install()
    import put_off  # type: ignore[import-not-found]

    namespace: dict[str, Any] = {}
    exec("import put_off", namespace)
    assert namespace["put_off"] is put_off
    assert put_off.number == 1
    lazy_imports.uninstall()
    yield put_off
    del sys.modules["put_off"]


def has_run() -> bool:
    return bool(sys.has_run)  # type: ignore[attr-defined]


def test_importing_runs_nothing_nor_does_what_a_boot_takes(put_off: ModuleType) -> None:
    assert not has_run()
    assert put_off.__name__ == "put_off"
    assert (put_off.__file__ or "").endswith("put_off.py")
    assert not has_run()


@pytest.mark.parametrize("wish", [lambda it: it.number, vars, dir, lambda it: hasattr(it, "none")])
def test_it_runs_when_something_of_it_is_wanted(
    put_off: ModuleType, wish: Callable[[ModuleType], object]
) -> None:
    wish(put_off)
    assert has_run()
    assert type(put_off) is ModuleType
    assert put_off.number == 7


def test_what_is_changed_stays_changed(put_off: ModuleType) -> None:
    put_off.number = 8  # type: ignore[attr-defined]
    assert has_run()
    assert put_off.number == 8


def test_what_is_deleted_stays_deleted(put_off: ModuleType) -> None:
    del put_off.number
    assert has_run()
    assert not hasattr(put_off, "number")


def test_its_own_loader_is_back_once_it_has_run(put_off: ModuleType) -> None:
    assert put_off.number
    assert put_off.__spec__ is not None
    assert put_off.__loader__ is put_off.__spec__.loader
    assert not isinstance(put_off.__loader__, lazy_imports._Loader)


def test_a_name_that_is_not_there_is_an_attribute_error(put_off: ModuleType) -> None:
    with pytest.raises(AttributeError, match="module 'put_off' has no attribute 'none'"):
        _ = put_off.none


def test_a_package_runs_before_its_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "put_off"
    package.mkdir()
    (package / "__init__.py").write_text("from . import part\nfrom .part import order\n")
    (package / "part.py").write_text("order = __package__\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(lazy_imports, "_PUT_OFF", {"put_off"})
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    lazy_imports.install()
    import put_off

    lazy_imports.uninstall()
    try:
        assert "put_off.part" not in sys.modules
        from put_off import part

        assert type(put_off) is ModuleType
        assert part.order == put_off.order == "put_off"
    finally:
        for name in "put_off", "put_off.part":
            sys.modules.pop(name, None)
