"""What the page accepts from its worker, beside what the tracer can say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from switchpoint.tracing.trace import Kind, LaneKind

SCRIPT = Path(__file__).parents[3] / "src/switchpoint/browser/interpreter/validate-message.js"


@pytest.mark.parametrize(("constant", "kinds"), [("KINDS", Kind), ("LANES", LaneKind)])
def test_the_page_knows_every_kind_that_the_tracer_knows(constant: str, kinds: object) -> None:
    found = re.search(rf"^const {constant} = /\^\((.*)\)\$/;$", SCRIPT.read_text("utf-8"), re.M)
    assert found is not None
    assert set(found[1].split("|")) == set(get_args(kinds))
