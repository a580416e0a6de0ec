"""The HTML of an exercise, compared with golden files."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from switchpoint.pages import exercise_block
from switchpoint.pages.block import View
from switchpoint.snippets.exercise import find_exercise
from switchpoint.tracing.words import Language
from tests.small_collection import CHECKS, write_exercise
from tests.unit.pages.test_block import compare_with_golden


@pytest.mark.parametrize("language", ["zh", "en"])
def test_block(tmp_path: Path, language: Language) -> None:
    found = find_exercise(write_exercise(tmp_path))
    html = exercise_block.render(found, View(language, source_href="../ref/#folder.hello"))
    compare_with_golden(f"exercise-{language}", html)


def test_the_page_carries_the_checks_as_data(tmp_path: Path) -> None:
    checks = CHECKS + "# </template></script><!-- &lt;\n"
    html = exercise_block.render(find_exercise(write_exercise(tmp_path, checks=checks)), View("en"))
    [data] = re.findall(r'<template data-part="checks">(.*?)</template></div>', html, re.DOTALL)
    assert unescape(data) == checks
