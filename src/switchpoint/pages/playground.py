"""The playground's block -> HTML: an empty program, and the snippets to begin from. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.words import Language, words

FOLDER = "snippets"
"""Where the site has the programs themselves, ``FOLDER/NAME.py``, for the playground to fetch."""


def offered(snippets: Iterable[Snippet]) -> list[Snippet]:
    """Return the snippets that can run in a tab."""
    return [snippet for snippet in snippets if snippet.runtime != "native"]


def render(snippets: Iterable[Snippet], language: Language, *, href: str, files_href: str) -> str:
    """Return the block's HTML.

    ``href`` is the address of the playground in this language, ``files_href`` that of the folder
    with the programs.
    """
    say = words(language, "playground")
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
            f'<div class="snippet-head"><span class="snippet-caption">{say["title"]}</span>',
            f'<label data-part="chooser" hidden>{say["begin"]}<select>'
            f'<option value="">{say["none"]}</option>{groups}</select></label></div>',
            f'<div data-part="code" class="highlight"><pre tabindex="0" role="region"'
            f' aria-label="{say["code"]}"><code></code></pre></div>',
            '<div class="snippet-bar"><div data-part="actions"></div>'
            f'<p data-part="status" role="status">{say["needs_scripts"]}</p></div>',
            f'<pre data-part="output" tabindex="0" role="region" aria-label="{say["output"]}">',
            "</pre></live-snippet>",
        ]
    )
