"""Render a snippet with its recording and trace as HTML that is complete without JavaScript."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from switchpoint.pages.icons import icon
from switchpoint.pages.svg import svg
from switchpoint.snippets.recording import Recording
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.drawing.frame_states import frame_states
from switchpoint.tracing.timeline import Drawing, draw
from switchpoint.tracing.trace import Trace
from switchpoint.tracing.tracebacks import folded
from switchpoint.tracing.words import Language, words

_UNSEARCHED = " data-search-exclude"
"""The theme's attribute that keeps an element's text out of the search index, up to the next end
tag of the same name. Nobody searches for the single steps of a switch."""


@dataclass(frozen=True)
class View:
    """How a page shows a block."""

    language: Language
    source_href: str = ""
    """Address of the snippet's entry in the reference; without one the file is not linked."""
    playground_href: str = ""
    """Address of the playground, from where edited programs can be shared."""
    hl_lines: frozenset[int] = frozenset()
    """The lines to mark, counted from 1."""
    open_timeline: bool = False
    """Whether the timeline is unfolded at first."""
    play: bool = False
    """Whether the unfolded timeline plays once when it comes into view."""
    frames: bool = False
    """Whether to show the first generator's frame before, between and after its steps."""
    predict: bool = False
    """Whether the output is folded, for readers to guess it first."""


def render(snippet: Snippet, view: View, points: str = "") -> str:
    """Return the block's HTML.

    ``points`` is the HTML of what an exercise asks for, if the snippet is its starting code. Raises
    ``SnippetError`` when the snippet has no valid recording.
    """
    recording, trace = snippet.recording(), snippet.trace()
    label = words(view.language, "block")["block"].format(name=escape(snippet.name))
    href = view.playground_href
    playground = f' data-playground="{escape(href)}"' if href else ""
    return "".join(
        [
            f'<live-snippet id="{snippet.html_id}" name="{escape(snippet.name)}"'
            f' runtime="{snippet.runtime}" state="recorded" data-exit="{recording.exit_code}"'
            f'{playground}{" data-exercise" * bool(points)} role="group"'
            f' aria-label="{label}">',
            _head(snippet, view, is_exercise=bool(points)),
            # where there is room, the style sheet puts program and picture beside each other
            '<div data-part="body"><div data-part="program">',
            _code(snippet, view),
            '<div class="snippet-bar"><div data-part="actions"></div></div>',
            "</div>",
            _timeline(snippet, recording, trace, view),
            '<div data-part="printed">',
            _status(snippet, recording, view.language),
            _printed(snippet, recording, trace, view),
            points,
            "</div></div></live-snippet>",
        ]
    )


def render_problem(problem: str) -> str:
    """Return a visible note in the place of a block that cannot be shown."""
    return f'<div class="admonition failure snippet-problem"><p>{escape(problem)}</p></div>'


def _head(snippet: Snippet, view: View, *, is_exercise: bool) -> str:
    """Return the program's file name, what runs it, and links to the playground and to the block.

    The playground finds a program by its name. The start of an exercise has none: a script hands
    it over.
    """
    say = words(view.language, "block")
    links = ""
    if (playground := view.playground_href) and snippet.runtime != "native":
        href = playground if is_exercise else f"{playground}#snippet={snippet.name}"
        links = _icon_link('data-action="playground"', href, say["playground"], "open-in-app")
    links += _icon_link('data-part="link"', f"#{snippet.html_id}", say["link"], "link-variant")
    tag, source = ("a", f' href="{escape(view.source_href)}"') if view.source_href else ("span", "")
    return (
        f'<div class="snippet-head"><{tag} class="snippet-source"{source}>{escape(snippet.name)}.py'
        f"</{tag}> <span>{say[f'runs_{snippet.runtime}']}</span>"
        f'<span class="snippet-links">{links}</span></div>'
    )


def _icon_link(attribute: str, href: str, label: str, icon_name: str) -> str:
    """Return a link that is shown as an icon.

    It has a target, so that the theme's instant navigation leaves its clicks to the block's script.
    """
    return (
        f'<a {attribute} href="{escape(href)}" target="_self" title="{label}"'
        f' aria-label="{label}">{icon(icon_name)}</a>'
    )


def _code(snippet: Snippet, view: View) -> str:
    """Return the program, highlighted; the element's text is exactly the program."""
    label = words(view.language, "block")["code"].format(name=escape(snippet.name))
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    formatter = HtmlFormatter(nowrap=True, hl_lines=sorted(view.hl_lines))
    html = str(highlight(snippet.source, lexer, formatter))
    if not snippet.source.endswith("\n"):
        html = html.removesuffix("\n")
    return (
        '<div data-part="code" class="highlight"><pre tabindex="0" role="region"'
        f' aria-label="{label}" data-lines="{_numbers(snippet.source)}">'
        f"<code>{html}</code></pre></div>"
    )


def _numbers(source: str) -> str:
    """Return the numbers of the program's lines, one a line, which the style sheet shows."""
    return "\n".join(str(number) for number in range(1, len(source.splitlines()) + 1))


def _status(snippet: Snippet, recording: Recording, language: Language) -> str:
    """Return the small print of the output: who recorded it, and why there is only that."""
    say = words(language, "block")
    status = say["recorded"].format(by=escape(recording.recorded_by))
    if snippet.need:
        status += ("。" if language == "zh" else ". ") + say[f"needs_{snippet.need}"]
    return f'<p data-part="status" role="status">{status}</p>'


def _printed(snippet: Snippet, recording: Recording, trace: Trace | None, view: View) -> str:
    """Return the output and the frames; folded, with a field for a guess, to be predicted.

    The style sheet hides the picture as long as the output is folded, and the field where no script
    can compare.
    """
    html = _output(snippet, recording, view.language)
    if view.frames and trace:
        html += _frames(trace, view.language)
    if not view.predict:
        return html
    say = words(view.language, "block")
    return (
        f'<details data-part="prediction"><summary{_UNSEARCHED}>{say["predict"]}</summary>'
        f'{html}</details><div data-part="guess"><label><span{_UNSEARCHED}>{say["guess"]}</span>'
        '<textarea rows="4" spellcheck="false" autocomplete="off" autocapitalize="off"></textarea>'
        "</label></div>"
    )


def _output(snippet: Snippet, recording: Recording, language: Language) -> str:
    """Return what the program printed, and its exit code unless that is 0."""
    say = words(language, "block")
    label = say["output"].format(name=escape(snippet.name))
    html = (
        f'<pre data-part="output" tabindex="0" role="region" aria-label="{label}">'
        f'<span data-stream="stdout">{escape(recording.stdout, quote=False)}</span>'
        f'<span data-stream="stderr">{_stderr(recording, language)}</span></pre>'
    )
    if recording.exit_code:
        html += f'<p class="snippet-exit">{say["exit_code"].format(code=recording.exit_code)}</p>'
    return html


def _stderr(recording: Recording, language: Language) -> str:
    """Return standard error with all but the end of a long traceback folded.

    The browser folds the output of a new run in the same way.
    """
    printed = recording.stderr
    span = folded(printed) if recording.exit_code else None
    if span is None:
        return escape(printed, quote=False)
    before, fold, rest = printed[: span[0]], printed[slice(*span)], printed[span[1] :]
    count = fold.count('\n  File "')
    label = words(language, "block")["earlier_calls"].format(count=count)
    return (
        f"{escape(before, quote=False)}"
        f'<details class="trace-fold"><summary data-label="{label}" aria-label="{label}"></summary>'
        f"{escape(fold, quote=False)}</details>{escape(rest, quote=False)}"
    )


def _timeline(snippet: Snippet, recording: Recording, trace: Trace | None, view: View) -> str:
    """Return the folded timeline: the drawing, the story in words, and the data of both."""
    say = words(view.language, "block")
    if not snippet.is_traced and trace is None:
        return f'<p class="snippet-no-timeline">{say["no_timeline"]}</p>'
    if not trace or not trace["events"]:
        return ""  # nothing switched
    drawing = draw(trace, recording.stdout, view.language)
    story = "".join(f"<li>{escape(line, quote=False)}</li>" for line in drawing["story"])
    is_patched = "patch_all()" in snippet.source  # its threads are greenlets, and drawn
    threads = snippet.need == "threads" and snippet.is_traced and not is_patched
    note = f"<p>{say['main_thread_only']}</p>" if threads else ""
    label = say["timeline_of"].format(name=escape(snippet.name))
    unfolded = " open" * (view.open_timeline or view.play)
    return (
        f'<details data-part="timeline"{unfolded}{" data-play" * view.play}>'
        f"<summary{_UNSEARCHED}>{say['timeline']}</summary>"
        f"{note}"
        f'<div class="timeline-scroll" tabindex="0" role="region" aria-label="{label}"'
        f"{_UNSEARCHED}>{svg(drawing)}</div>"
        f'<details class="timeline-story"><summary{_UNSEARCHED}>{say["story"]}</summary>'
        f"<ol{_UNSEARCHED}>{story}</ol>"
        f"</details>"
        # the theme's instant navigation would execute a script element, even one that holds data
        f'<template data-part="trace"{_UNSEARCHED}>{_timeline_data(trace, drawing)}</template>'
        "</details>"
    )


def _timeline_data(trace: Trace, drawing: Drawing) -> str:
    """Return the trace and the sentence for each event as escaped JSON, each sentence once."""
    sentences = list(dict.fromkeys(drawing["says"]))  # a loop repeats its sentences
    says = [sentences.index(said) for said in drawing["says"]]
    data = {"trace": trace, "sentences": sentences, "says": says}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return escape(text, quote=False)


def _frames(trace: Trace, language: Language) -> str:
    """Return the first generator's frame at rest, state by state, as a row of cards."""
    say = words(language, "block")
    name, states = frame_states(trace)
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
