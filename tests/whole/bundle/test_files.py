"""The bundle's files: which there are, under which names, and that they are made once."""

from __future__ import annotations

import re

import pytest

from switchpoint.bundle import build, node, scripts
from switchpoint.bundle.manifest import Bundle
from tests.whole.bundle.files import ROOT


def test_every_file_is_listed_and_every_listed_file_is_there(made: Bundle) -> None:
    there = {p.relative_to(made.folder).as_posix() for p in made.folder.rglob("*") if p.is_file()}
    assert there == set(made.files)
    assert {made.script, made.style} <= there


def test_every_name_bears_a_hash(made: Bundle) -> None:
    for name in made.files:
        assert re.search(r"[-/](?:pyodide-[\d.]+-)?[0-9A-Za-z]{8,}(?:[-./]|$)", name), name


def test_every_script_has_an_ending_that_each_host_knows(made: Bundle) -> None:
    assert not [name for name in made.files if name.endswith(".mjs")]
    for name in made.files:
        if name.startswith("pyodide-") and name.endswith(".js"):
            assert not re.search(r"pyodide(\.asm)?\.mjs", (made.folder / name).read_text("utf-8"))


def test_no_file_asks_for_one_that_is_not_shipped(made: Bundle) -> None:
    for name in made.files:
        if name.endswith((".js", ".css")):
            assert "sourceMappingURL" not in (made.folder / name).read_text("utf-8")
    script = (made.folder / made.script).read_text("utf-8")
    runner = [name for name in re.findall(r'"\./([\w-]+\.js)"', script) if "runner" in name]
    assert runner
    assert runner[0] in made.files


def test_an_up_to_date_bundle_is_not_made_again(
    made: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise AssertionError(f"Node was called: {arguments}")

    for module in build, node, scripts:
        monkeypatch.setattr(module, "run_node", fail)
    assert build.ensure(ROOT) == made
