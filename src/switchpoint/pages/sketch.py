"""Turn a fence with a sketch's name into that sketch, with its words in the page's language.

    ```sketch
    hub
    ```

A sketch is ``sketches/NAME.svg``. A word in braces stands for a text of the section ``sketch_NAME``
of the interface's words: ``title`` and ``desc`` for those who do not see it, ``caption`` below it,
and what else the drawing names.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from switchpoint.snippets.errors import SnippetError
from switchpoint.tracing.words import Language, words

FOLDER = Path(__file__).parent / "sketches"


def render(name: str, language: Language) -> str:
    """Return a sketch as a figure; raise ``SnippetError`` if there is none of this name."""
    known = sorted(path.stem for path in FOLDER.glob("*.svg"))
    if name not in known:
        raise SnippetError(f"there is no sketch '{name}'; known: {', '.join(known)}")
    say = {key: escape(text) for key, text in words(language, f"sketch_{name}").items()}
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").format_map(say)
    return f'<figure class="sketch">{svg}<figcaption>{say["caption"]}</figcaption></figure>'
