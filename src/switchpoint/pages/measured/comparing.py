"""Turn a fence into the part of a page where readers put their own measurements beside ours.

    ```compare
    ```

It stays hidden without scripts; ``browser/measuring/compare.js`` shows it and does the work.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from switchpoint.tracing.words import Language, words

PROGRAM = Path(__file__).parent / "in_tab.py"
"""What measures in the reader's tab."""


def render(language: Language) -> str:
    """Return the button that measures in the tab, and the fields that take what readers have."""
    say = {key: escape(text) for key, text in words(language, "compare").items()}
    source = PROGRAM.read_text(encoding="utf-8")
    code = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))
    return (
        '<div class="compare" data-part="compare" hidden>'
        f'<p><button class="md-button" data-action="measure">{say["measure"]}</button></p>'
        f'<details><summary>{say["program"]}</summary><div class="highlight">'
        f'<pre tabindex="0" role="region" aria-label="{say["program"]}">'
        f'<code data-part="program">{code}</code></pre></div></details>'
        f'<p><label>{say["file"]} <input type="file" multiple accept=".json"></label></p>'
        f'<p><label>{say["paste"]} <textarea rows="3" spellcheck="false"></textarea></label></p>'
        '<p role="status"></p>'
        f'<p><button data-action="forget" hidden>{say["forget"]}</button></p></div>'
    )
