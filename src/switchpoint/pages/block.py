"""Snippet, recording and trace -> HTML, complete without JavaScript. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection
from html import escape
from typing import Any, cast

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from switchpoint.pages.svg import svg
from switchpoint.snippets.snippet import Need, Recording, Snippet
from switchpoint.tracing.drawing.frame_states import frame_states
from switchpoint.tracing.timeline import draw
from switchpoint.tracing.trace import Trace
from switchpoint.tracing.tracebacks import folded
from switchpoint.tracing.words import Language, words

_UNSEARCHED = " data-search-exclude"
"""What keeps an element out of the search: the theme's attribute, which reaches up to the next end
of an element of the same name. A switch's every step is not what anybody looks for."""


def render(
    snippet: Snippet,
    recording: Recording,
    language: Language,
    *,
    trace: dict[str, Any] | None = None,
    source_href: str = "",
    playground_href: str = "",
    hl_lines: Collection[int] = (),
    open_timeline: bool = False,
    frames: bool = False,
    points: str = "",
) -> str:
    """Return the block's HTML.

    ``trace`` is drawn as a timeline, unfolded with ``open_timeline``; with ``frames`` the first
    generator's frame is shown before, between and after its steps. ``source_href`` is the
    address of the snippet's entry in the reference; without one the file is named and not linked.
    ``playground_href`` is that of the playground, where edited programs can be shared from.
    ``hl_lines`` are the lines to mark, counted from 1. ``points`` is the HTML of what an exercise
    asks for, whose starting code this is.
    """
    say = words(language, "block")
    name, runtime = escape(snippet.name), snippet.runtime
    file = f"{name}.py"
    linked = f'<a class="snippet-source" href="{escape(source_href)}">{file}</a>'
    shown_file = linked if source_href else f'<span class="snippet-source">{file}</span>'
    status = _status(recording, snippet.need, language)
    playground = f' data-playground="{escape(playground_href)}"' if playground_href else ""
    return "".join(
        [
            f'<live-snippet id="{snippet.html_id}" name="{name}" runtime="{runtime}"'
            f' state="recorded" data-exit="{recording.exit_code}"{playground}'
            f"{' data-exercise' * bool(points)}>",
            f'<div class="snippet-head"><span class="snippet-caption">{escape(snippet.caption)}'
            f"</span> {shown_file}</div>",
            '<div data-part="code" class="highlight"><pre tabindex="0" role="region"'
            f' aria-label="{say["code"].format(name=name)}"><code>'
            f"{_highlighted(snippet.source, hl_lines)}</code></pre></div>",
            '<div class="snippet-bar"><div data-part="actions"></div>'
            f'<p data-part="status" role="status">{status}</p></div>',
            '<pre data-part="output" tabindex="0" role="region"'
            f' aria-label="{say["output"].format(name=name)}">'
            f'<span data-stream="stdout">{escape(recording.stdout, quote=False)}</span>'
            f'<span data-stream="stderr">{_stderr(recording, language)}</span></pre>',
            _exit(recording, language),
            _frames(trace, language) if frames and trace else "",
            points,
            _timeline(snippet, recording, trace, language, open_timeline),
            "</live-snippet>",
        ]
    )


def render_problem(problem: str) -> str:
    """Return a visible note in the place of a block that cannot be shown."""
    return f'<div class="admonition failure snippet-problem"><p>{escape(problem)}</p></div>'


def _highlighted(source: str, hl_lines: Collection[int]) -> str:
    # nothing stripped, nothing added: the element's text is the program
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    formatter = HtmlFormatter(nowrap=True, hl_lines=sorted(hl_lines))
    html = str(highlight(source, lexer, formatter))
    return html if source.endswith("\n") else html.removesuffix("\n")


def _status(recording: Recording, need: Need | None, language: Language) -> str:
    say = words(language, "block")
    status = say["recorded"].format(by=escape(recording.recorded_by))
    if need is None:
        return status
    separator = "。" if language == "zh" else ". "
    return status + separator + say[f"needs_{need}"]


def _timeline(
    snippet: Snippet,
    recording: Recording,
    trace: dict[str, Any] | None,
    language: Language,
    is_open: bool,
) -> str:
    say = words(language, "block")
    if not snippet.is_traced and trace is None:
        return f'<p class="snippet-no-timeline">{say["no_timeline"]}</p>'
    if not trace or not trace["events"]:
        return ""  # nothing switched
    drawing = draw(cast("Trace", trace), recording.stdout, language)
    story = "".join(f"<li>{escape(line, quote=False)}</li>" for line in drawing["story"])
    sentences = list(dict.fromkeys(drawing["says"]))  # a loop says the same again and again
    says = [sentences.index(said) for said in drawing["says"]]
    story_data = {"trace": trace, "sentences": sentences, "says": says}
    data = json.dumps(story_data, ensure_ascii=False, separators=(",", ":"))
    threads = snippet.need == "threads" and snippet.is_traced
    note = f"<p>{say['main_thread_only']}</p>" if threads else ""
    label = say["timeline_of"].format(name=escape(snippet.name))
    return (
        f'<details data-part="timeline"{" open" * is_open}>'
        f"<summary{_UNSEARCHED}>{say['timeline']}</summary>"
        f"{note}"
        f'<div class="timeline-scroll" tabindex="0" role="region" aria-label="{label}"'
        f"{_UNSEARCHED}>{svg(drawing)}</div>"
        f'<details class="timeline-story"><summary{_UNSEARCHED}>{say["story"]}</summary>'
        f"<ol{_UNSEARCHED}>{story}</ol>"
        f"</details>"
        # a script element, even one of data, would be executed by the theme's instant navigation
        f'<template data-part="trace"{_UNSEARCHED}>{escape(data, quote=False)}</template></details>'
    )


def _frames(trace: dict[str, Any], language: Language) -> str:
    """Return the first generator's frame at rest, state by state, as a row of cards."""
    say = words(language, "block")
    name, states = frame_states(cast("Trace", trace))
    cards = []
    for state in states:
        held = "".join(
            f"<dd>{escape(key)} = {escape(value, quote=False)}</dd>"
            for key, value in state.held.items()
        )
        step = f'<span class="frame-step">{escape(state.step, quote=False)}</span>'
        cards.append(
            f"<li>{step if state.step else ''}"
            f'<dl class="frame-card frame-{state.kind}"><dt>{escape(name)}</dt>'
            f"<dd>{say[f'frame_{state.kind}'].format(line=state.line)}</dd>{held}</dl></li>"
        )
    title = say["frame_title"]
    return f'<div data-part="heap"><p>{title}</p><ol>{"".join(cards)}</ol></div>' if cards else ""


def _stderr(recording: Recording, language: Language) -> str:
    """Return standard error with all but the end of a long traceback folded, as output.js does."""
    say = words(language, "block")
    printed = recording.stderr
    span = folded(printed) if recording.exit_code else None
    if span is None:
        return escape(printed, quote=False)
    before, fold, rest = printed[: span[0]], printed[slice(*span)], printed[span[1] :]
    count = fold.count('\n  File "')
    label = say["earlier_calls"].format(count=count)
    return (
        f"{escape(before, quote=False)}"
        f'<details class="trace-fold"><summary data-label="{label}" aria-label="{label}"></summary>'
        f"{escape(fold, quote=False)}</details>{escape(rest, quote=False)}"
    )


def _exit(recording: Recording, language: Language) -> str:
    say = words(language, "block")
    if recording.exit_code == 0:
        return ""
    return f'<p class="snippet-exit">{say["exit_code"].format(code=recording.exit_code)}</p>'
