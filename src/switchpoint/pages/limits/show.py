"""Write the Markdown of one section of the page of limits: a list of names, texts and programs."""

from __future__ import annotations

import re
import textwrap

from switchpoint.pages.limits.differences import Difference, differences, printed
from switchpoint.tracing.words import Language, words

MARKER = re.compile(r"<!-- limits: (\w+) -->")
"""What the page has in the place of a section's list."""


def fill(markdown: str, language: Language) -> str:
    """Return the page's Markdown with the lists in their places."""
    return MARKER.sub(lambda match: section(match[1], language), markdown)


def section(name: str, language: Language) -> str:
    """Return the list of one section."""
    return "\n".join(_entry(it, language) for it in differences() if it.section == name)


def _entry(difference: Difference, language: Language) -> str:
    say = words(language, "limits")
    name, text = difference.zh if language == "zh" else difference.en
    native, tab = printed()[difference.id]
    parts = [
        text.strip(),
        f'??? quote "{say["program"]}"',
        _indented(_fenced("python", difference.program)),
        _indented(f"{say['native']}\n\n{_fenced('text', native)}"),
        _indented(f"{say['tab']}\n\n{_fenced('text', tab)}"),
    ]
    body = _indented("\n\n".join(parts))
    return f"{name} {{#{difference.id}}}\n:   {body.lstrip()}\n"


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")
