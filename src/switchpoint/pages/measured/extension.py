"""The Markdown extension: ``{{ switch.time.greenlet }}`` in prose becomes the measured value.

Registered in mkdocs.yml under ``markdown_extensions``. It works wherever Markdown reads text: in
tables, lists and emphasis, not in code. A value links to the part of the page "Measure it yourself"
that shows the whole experiment; its tooltip has the spread, the machine, the versions and the date.
"""

from __future__ import annotations

from re import Match
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from switchpoint.measuring.results import ResultsError
from switchpoint.pages.fence import surroundings
from switchpoint.pages.measured.reference import find
from switchpoint.pages.measured.show import show, show_spread, where

_PATTERN = r"\{\{\s*([^{}\n]+?)\s*\}\}"

_PRIORITY = 185
"""After code spans (190), before everything that could read a part of a reference."""


class _Measured(InlineProcessor):
    """Replaces a reference with the value it names."""

    def handleMatch(  # type: ignore[override] # the stubs have the old class's signature
        self, match: Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the value; a problem is shown in its place, and reported by ``page_problems``."""
        around = surroundings.get()
        reference = match[1]
        try:
            figure = find(reference, around.measurements)
        except ResultsError as error:
            element = Element("strong", {"data-measured": reference})
            element.text = str(error)
            return element, match.start(), match.end()
        spread = show_spread(figure, around.language)
        title = f"{spread}. {where(figure.results, around.language)}"
        if around.measure:
            page = f"{around.measure}#{figure.results.experiment}"
            element = Element("a", {"class": "measured", "href": page, "title": title})
        else:
            element = Element("span", {"class": "measured", "title": title})
        element.set("data-measured", reference)
        shown = show(figure, around.language)
        is_number = not figure.is_no_difference
        element.text = shown.replace(" ", "\u00a0") if is_number else shown  # keeps its unit
        return element, match.start(), match.end()


class MeasuredExtension(Extension):
    """Measured values in prose."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the pattern."""
        md.inlinePatterns.register(_Measured(_PATTERN, md), "measured", _PRIORITY)


def makeExtension(**kwargs: Any) -> MeasuredExtension:
    """Return the extension; Markdown calls this by the module's name."""
    return MeasuredExtension(**kwargs)
