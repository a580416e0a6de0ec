"""The pictures that go along with shared pages."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
import resvg_py

from switchpoint.site import social_card
from switchpoint.snippets.naming import find_snippet
from switchpoint.tracing.timeline import Drawing, draw

ROOT = Path(__file__).parents[3]


@pytest.fixture
def drawing() -> Drawing:
    snippet = find_snippet(ROOT / "snippets", "generators/take_turns")
    trace = snippet.trace()
    assert trace
    return draw(trace, snippet.recording().stdout, "en")


def parsed(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(social_card.svg(drawing))


def test_a_picture_is_a_png_of_the_size_that_services_expect(
    drawing: Drawing, tmp_path: Path
) -> None:
    social_card.write(drawing, tmp_path / "site/assets/card.png", tmp_path / "cache")
    png = (tmp_path / "site/assets/card.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", png[16:24]) == (social_card.WIDTH, social_card.HEIGHT)


def test_a_picture_has_the_timelines_shapes_and_no_text(drawing: Drawing) -> None:
    names = [element.tag.partition("}")[2] for element in parsed(drawing).iter()]
    assert "text" not in names
    arrows = sum(shape[1].get("class") == "tl-head" for shape in drawing["shapes"])
    assert names.count("polygon") == arrows > 5


def test_a_wide_timeline_is_drawn_as_wide_as_the_picture_at_most(drawing: Drawing) -> None:
    drawing["width"] = 2 * social_card.WIDTH
    _, _, drawn, _ = parsed(drawing)
    scale = float((drawn.get("transform") or "").partition("scale(")[2].rstrip(")"))
    assert scale * drawing["width"] < social_card.WIDTH


def test_an_equal_picture_is_drawn_once(
    drawing: Drawing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    social_card.write(drawing, tmp_path / "first.png", cache)
    monkeypatch.delattr(resvg_py, "svg_to_bytes")
    social_card.write(drawing, tmp_path / "second.png", cache)
    assert (tmp_path / "first.png").read_bytes() == (tmp_path / "second.png").read_bytes()
    drawing["width"] += 1
    with pytest.raises(AttributeError):
        social_card.write(drawing, tmp_path / "third.png", cache)
