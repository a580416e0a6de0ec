"""Render the playground's block as HTML: an empty program, and the snippets to start from."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.words import Language, words

FOLDER = "snippets"
"""The folder of the site from which the playground fetches the programs, ``FOLDER/NAME.py``."""


def offered(snippets: Iterable[Snippet]) -> list[Snippet]:
    """Return the snippets that can run in a tab and have a caption."""
    return [snippet for snippet in snippets if _is_offered(snippet)]


def _is_offered(snippet: Snippet) -> bool:
    try:
        return snippet.runtime != "native" and bool(snippet.caption)
    except SnippetError:
        return False  # no program, or none with a docstring; its fence reports that


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
            f' data-snippets="{escape(files_href)}" role="group" aria-label="{say["title"]}">',
            f'<div class="snippet-head"><b>{say["title"]}</b>',
            f'<label data-part="chooser" hidden>{say["begin"]}<select>'
            f'<option value="">{say["none"]}</option>{groups}</select></label></div>',
            '<div data-part="body"><div data-part="program">',
            f'<div data-part="code" class="highlight"><pre tabindex="0" role="region"'
            f' aria-label="{say["code"]}"><code></code></pre></div>',
            '<div class="snippet-bar"><div data-part="actions"></div></div></div>',
            '<div data-part="printed">',
            f'<p data-part="status" role="status">{say["needs_scripts"]}</p>',
            f'<pre data-part="output" tabindex="0" role="region" aria-label="{say["output"]}">',
            "</pre></div></div></live-snippet>",
        ]
    )
