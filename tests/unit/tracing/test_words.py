"""The words of the interface: both languages have them all, and all are said somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from switchpoint.tracing.words import Language, words

SOURCE = Path(__file__).parents[3] / "src/switchpoint"
PLACE = re.compile(r"\{\w*\}")


def texts(language: Language) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name in (f"{language}.json", f"later.{language}.json"):
        found |= json.loads((SOURCE / "tracing/words" / name).read_text("utf-8"))
    return found


def test_both_languages_are_complete() -> None:
    zh, en = texts("zh"), texts("en")
    keys = {
        language: [(section, key) for section, held in found.items() for key in held]
        for language, found in (("zh", zh), ("en", en))
    }
    assert keys["zh"] == keys["en"]
    for section, key in keys["zh"]:
        ours, theirs = zh[section][key], en[section][key]
        assert ours.strip() and theirs.strip(), f"{section}.{key} is empty"
        assert set(PLACE.findall(ours)) == set(PLACE.findall(theirs)), f"{section}.{key}"


@pytest.mark.parametrize("section", ["live", "later", "steps", "shared"])
def test_no_word_is_left_over(section: str) -> None:
    code = "".join(
        path.read_text("utf-8")
        for pattern in ("browser/**/*.js", "**/*.py")
        for path in SOURCE.glob(pattern)
    )
    # these are named by what they tell of
    told = ("point_", "frame_", "passed", "differs", "done", "failed")
    unsaid = [
        key
        for key in texts("zh")[section]
        if not key.startswith(told) and not re.search(rf"\b{key}\b", code)
    ]
    assert unsaid == []


def test_chinese_is_written_with_chinese_marks() -> None:
    half = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]")
    wrong = [text for held in texts("zh").values() for text in held.values() if half.search(text)]
    assert wrong == []


def test_a_section_holds_the_shared_ones_too() -> None:
    assert words("en", "block")["timeline"] == "Timeline: who runs"
    with pytest.raises(KeyError):
        words("zh", "nothing")
