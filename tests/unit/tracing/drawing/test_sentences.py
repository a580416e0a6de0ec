"""Each kind of event has a sentence in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from switchpoint.tracing.drawing.sentences import sentence
from switchpoint.tracing.trace import Event, Kind, Lane
from switchpoint.tracing.words import Language


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_has_a_sentence(kind: Kind, language: Language) -> None:
    lanes: list[Lane] = [
        {"id": 0, "name": "main", "kind": "main"},
        {"id": 1, "name": "g", "kind": "generator"},
    ]
    event: Event = {"kind": kind, "lane": 1, "from": 0, "to": 1, "line": 7, "output": [0, 0]}
    said = sentence(event, lanes, language)
    assert said.startswith("第 7 行：" if language == "zh" else "Line 7: ")
    assert "{" not in said
    said = sentence({**event, "line": 0}, lanes, language)
    assert said.startswith("在库的代码里：" if language == "zh" else "In the code of a library: ")
