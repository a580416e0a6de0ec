"""Snippet, recording and trace -> HTML, complete without JavaScript. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection
from html import escape
from typing import Any, cast

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from switchpoint.snippet import Need, Recording, Snippet
from switchpoint.svg import svg
from switchpoint.timeline import Language, draw, frame_states
from switchpoint.trace import Trace
from switchpoint.tracebacks import folded

_RECORDED: dict[Language, str] = {"zh": "由 {by} 录制", "en": "Recorded by {by}"}
_OUTPUT: dict[Language, str] = {"zh": "输出：{name}", "en": "Output of {name}"}
_CODE: dict[Language, str] = {"zh": "代码：{name}", "en": "Code of {name}"}
_EXIT: dict[Language, str] = {"zh": "退出码 {code}", "en": "exit code {code}"}
_EARLIER_CALLS: dict[Language, str] = {
    "zh": "展开前面的 {count} 层调用",
    "en": "Unfold {count} earlier calls",
}
_TIMELINE: dict[Language, str] = {"zh": "时间线：谁在运行", "en": "Timeline: who runs"}
_TIMELINE_OF: dict[Language, str] = {"zh": "时间线：{name}", "en": "Timeline of {name}"}
_STORY: dict[Language, str] = {"zh": "用文字说", "en": "In words"}
_FRAME_TITLE: dict[Language, str] = {"zh": "堆里的帧", "en": "The frame in the heap"}
_FRAME: dict[Language, dict[str, str]] = {
    "zh": {"new": "还没开始", "waits": "停在第 {line} 行", "done": "已结束，帧已丢弃"},
    "en": {"new": "not started", "waits": "waits at line {line}", "done": "finished, frame gone"},
}
_MAIN_THREAD_ONLY: dict[Language, str] = {
    "zh": "只画主线程：别的线程何时切换由操作系统决定。",
    "en": "Only the main thread is drawn: the operating system decides when the others switch.",
}
_NO_TIMELINE: dict[Language, str] = {
    "zh": "没有时间线：线程何时切换由操作系统决定，每次都可能不同。",
    "en": "No timeline: the operating system decides when threads switch, and may decide"
    " differently each time.",
}
_WHY_NOT_HERE: dict[Language, dict[Need, str]] = {
    "zh": {
        "threads": "这一段要用操作系统的线程或进程，标签页里没有，所以只展示录制。",
        "tls": "这一段要用加密的套接字（TLS），标签页里没有，所以只展示录制。",
        "stack": "这一段要看 C 栈，标签页里看不到，所以只展示录制。",
    },
    "en": {
        "threads": "It needs an operating system's threads or processes, which a tab lacks,"
        " so the recording is shown.",
        "tls": "It needs encrypted sockets (TLS), which a tab lacks, so the recording is shown.",
        "stack": "It looks at the C stack, which a tab does not show, so the recording is shown.",
    },
}


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
            f"</span>{shown_file}</div>",
            '<div data-part="code" class="highlight"><pre tabindex="0" role="region"'
            f' aria-label="{_CODE[language].format(name=name)}"><code>'
            f"{_highlighted(snippet.source, hl_lines)}</code></pre></div>",
            '<div class="snippet-bar"><div data-part="actions"></div>'
            f'<p data-part="status" role="status">{status}</p></div>',
            '<pre data-part="output" tabindex="0" role="region"'
            f' aria-label="{_OUTPUT[language].format(name=name)}">'
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
    status = _RECORDED[language].format(by=escape(recording.recorded_by))
    if need is None:
        return status
    separator = "。" if language == "zh" else ". "
    return status + separator + _WHY_NOT_HERE[language][need]


def _timeline(
    snippet: Snippet,
    recording: Recording,
    trace: dict[str, Any] | None,
    language: Language,
    is_open: bool,
) -> str:
    if not snippet.is_traced and trace is None:
        return f'<p class="snippet-no-timeline">{_NO_TIMELINE[language]}</p>'
    if not trace or not trace["events"]:
        return ""  # nothing switched
    drawing = draw(cast("Trace", trace), recording.stdout, language)
    story = "".join(f"<li>{escape(line, quote=False)}</li>" for line in drawing["story"])
    sentences = list(dict.fromkeys(drawing["says"]))  # a loop says the same again and again
    says = [sentences.index(said) for said in drawing["says"]]
    story_data = {"trace": trace, "sentences": sentences, "says": says}
    data = json.dumps(story_data, ensure_ascii=False, separators=(",", ":"))
    threads = snippet.need == "threads" and snippet.is_traced
    note = f"<p>{_MAIN_THREAD_ONLY[language]}</p>" if threads else ""
    label = _TIMELINE_OF[language].format(name=escape(snippet.name))
    return (
        f'<details data-part="timeline"{" open" * is_open}><summary>{_TIMELINE[language]}</summary>'
        f"{note}"
        f'<div class="timeline-scroll" tabindex="0" role="region" aria-label="{label}">'
        f"{svg(drawing)}</div>"
        f'<details class="timeline-story"><summary>{_STORY[language]}</summary><ol>{story}</ol>'
        f"</details>"
        # < would end the element early, or begin a comment in it
        f'<script type="application/json">{data.replace("<", chr(92) + "u003c")}</script></details>'
    )


def _frames(trace: dict[str, Any], language: Language) -> str:
    """Return the first generator's frame at rest, state by state, as a row of cards."""
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
            f"<dd>{_FRAME[language][state.kind].format(line=state.line)}</dd>{held}</dl></li>"
        )
    title = _FRAME_TITLE[language]
    return f'<div data-part="heap"><p>{title}</p><ol>{"".join(cards)}</ol></div>' if cards else ""


def _stderr(recording: Recording, language: Language) -> str:
    """Return standard error with all but the end of a long traceback folded, as output.js does."""
    printed = recording.stderr
    span = folded(printed) if recording.exit_code else None
    if span is None:
        return escape(printed, quote=False)
    before, fold, rest = printed[: span[0]], printed[slice(*span)], printed[span[1] :]
    count = fold.count('\n  File "')
    label = _EARLIER_CALLS[language].format(count=count)
    if language == "en" and count == 1:
        label = label.removesuffix("s")
    return (
        f"{escape(before, quote=False)}"
        f'<details class="trace-fold"><summary data-label="{label}" aria-label="{label}"></summary>'
        f"{escape(fold, quote=False)}</details>{escape(rest, quote=False)}"
    )


def _exit(recording: Recording, language: Language) -> str:
    if recording.exit_code == 0:
        return ""
    return f'<p class="snippet-exit">{_EXIT[language].format(code=recording.exit_code)}</p>'
