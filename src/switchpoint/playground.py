"""The playground's block -> HTML: an empty program, and the snippets to begin from. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from switchpoint.snippet import Snippet
from switchpoint.timeline import Language

FOLDER = "snippets"
"""Where the site has the programs themselves, ``FOLDER/NAME.py``, for the playground to fetch."""

_TITLE: dict[Language, str] = {"zh": "你的程序", "en": "Your program"}
_BEGIN: dict[Language, str] = {"zh": "从一个片段开始：", "en": "Begin from a snippet: "}
_NONE: dict[Language, str] = {"zh": "选一个…", "en": "choose one…"}
_CODE: dict[Language, str] = {"zh": "代码", "en": "Code"}
_OUTPUT: dict[Language, str] = {"zh": "输出", "en": "Output"}
_NEEDS_SCRIPTS: dict[Language, str] = {
    "zh": "演练场需要 JavaScript；别的页面没有它也能读。",
    "en": "The playground needs JavaScript; the other pages can be read without.",
}


def offered(snippets: Iterable[Snippet]) -> list[Snippet]:
    """Return the snippets that can run in a tab."""
    return [snippet for snippet in snippets if snippet.runtime != "native"]


def render(snippets: Iterable[Snippet], language: Language, *, href: str, files_href: str) -> str:
    """Return the block's HTML.

    ``href`` is the address of the playground in this language, ``files_href`` that of the folder
    with the programs.
    """
    groups = "".join(
        f'<optgroup label="{folder}">'
        + "".join(
            f'<option value="{escape(it.name)}">{escape(it.name.partition("/")[2])} · '
            f"{escape(it.caption)}</option>"
            for it in members
        )
        + "</optgroup>"
        for folder, members in groupby(offered(snippets), lambda it: it.name.partition("/")[0])
    )
    return "".join(
        [
            '<live-snippet id="playground-block" name="playground" runtime="tab" state="recorded"'
            f' data-exit="0" data-playground="{escape(href)}"'
            f' data-snippets="{escape(files_href)}">',
            f'<div class="snippet-head"><span class="snippet-caption">{_TITLE[language]}</span>',
            f'<label data-part="chooser" hidden>{_BEGIN[language]}<select>'
            f'<option value="">{_NONE[language]}</option>{groups}</select></label></div>',
            f'<div data-part="code" class="highlight"><pre tabindex="0" role="region"'
            f' aria-label="{_CODE[language]}"><code></code></pre></div>',
            '<div class="snippet-bar"><div data-part="actions"></div>'
            f'<p data-part="status" role="status">{_NEEDS_SCRIPTS[language]}</p></div>',
            f'<pre data-part="output" tabindex="0" role="region" aria-label="{_OUTPUT[language]}">',
            "</pre></live-snippet>",
        ]
    )
