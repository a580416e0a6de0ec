"""The part of the page that compares: its fields, and the program that measures in the tab."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from switchpoint.measuring.results import FOLDER, read
from switchpoint.pages.measured import comparing
from switchpoint.tracing.words import Language, words

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_field_has_a_label_and_nothing_shows_without_scripts(language: Language) -> None:
    html = comparing.render(language).replace(" hidden", ' hidden=""').replace(" multiple", "")
    area = ElementTree.fromstring(re.sub(r"<input([^>]*)>", r"<input\1/>", html))
    assert area.get("hidden") is not None
    fields = [*area.iter("input"), *area.iter("textarea")]
    labelled = [field for label in area.iter("label") for field in label if field in fields]
    assert len(labelled) == len(fields) == 2


def test_the_program_on_the_page_is_the_file() -> None:
    code = re.search(r'data-part="program">(.*?)</code>', comparing.render("en"), re.DOTALL)
    assert code
    shown = ElementTree.fromstring(f"<code>{code[1]}</code>")
    assert "".join(shown.itertext()) == comparing.PROGRAM.read_text("utf-8")


def test_the_program_measures_kinds_that_the_page_shows() -> None:
    source = comparing.PROGRAM.read_text("utf-8")
    quick = source.replace("SECONDS = 0.05", "SECONDS = 0.0001")
    assert quick != source
    done = subprocess.run(
        [sys.executable, "-c", quick], capture_output=True, text=True, check=True, timeout=120
    )
    for line in done.stdout.splitlines():
        found = json.loads(line)
        recorded = read(ROOT / FOLDER / f"{found['experiment']}.json").measures["time"]
        measured = found["measures"]["time"]
        assert measured["unit"] == recorded.unit
        assert set(measured["kinds"]) <= set(recorded.kinds)
        assert {len(it["all"]) for it in measured["kinds"].values()} == {5}
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_that_was_measured_has_a_name(language: Language) -> None:
    names = words(language, "measured_kinds")
    for path in sorted((ROOT / FOLDER).glob("*.json")):
        if path.name != "first-output.json":
            kinds = {kind for it in read(path).measures.values() for kind in it.kinds}
            assert kinds <= set(names), path.name
