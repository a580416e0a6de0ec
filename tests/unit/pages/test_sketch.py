"""The sketches: their words, and what those who do not see them are told."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from switchpoint.pages import fence, sketch
from switchpoint.tracing.words import Language, words

NAMES = sorted(path.stem for path in sketch.FOLDER.glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sketch_says_every_one_of_its_words_in_the_pages_language(
    name: str, language: Language
) -> None:
    *drawn, below = ElementTree.fromstring(sketch.render(name, language)).itertext()
    shared = words(language, "shared")
    own = {
        key: text for key, text in words(language, f"sketch_{name}").items() if key not in shared
    }
    assert own.pop("caption") == below
    assert set(own.values()) <= set(drawn)


@pytest.mark.parametrize("name", NAMES)
def test_a_sketch_is_an_image_with_a_title_and_a_description(name: str) -> None:
    svg = ElementTree.fromstring(sketch.render(name, "en"))[0]
    assert svg.get("role") == "img"
    ids = (svg.get("aria-labelledby") or "").split()
    assert [element.get("id") for element in svg[:2]] == ids
    assert [element.tag for element in svg[:2]] == ["title", "desc"]


def convert(text: str) -> str:
    sketches = {"name": "sketch", "class": "sketch", "format": fence.format_sketch}
    settings = {"pymdownx.superfences": {"custom_fences": [sketches]}}
    return Markdown(extensions=["pymdownx.superfences"], extension_configs=settings).convert(text)


def test_a_fence_becomes_the_sketch() -> None:
    assert convert("```sketch\nhub\n```") == sketch.render("hub", "zh")


def test_an_unknown_name_says_which_are_known() -> None:
    with pytest.raises(SuperFencesException, match=r"no sketch 'hubb'; known: hub, server, waits"):
        convert("```sketch\nhubb\n```")
