"""Events in words: on an arrow, in a sentence, and all of them as a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from switchpoint.tracing.drawing.rows import Row, printed_lines
from switchpoint.tracing.trace import Event, Lane, Trace
from switchpoint.tracing.words import Language, words


def arrow_label(event: Event, lanes: Sequence[Lane]) -> str:
    """Return what stands on an arrow: Python's own word for the switch, and what travels."""
    kind, value = event["kind"], event.get("value", "")
    if kind == "start" and lanes[event["lane"]]["kind"] == "function":
        return "call"
    word = {"resume": "next", "kill": "close", "block": f"{value}()" if value else "wait"}.get(
        kind, kind
    )
    if event["from"] != event["to"] and kind == "kill":
        word = "kill"
    carries = kind in ("send", "yield", "throw", "raise", "switch", "return")
    return f"{word} {value}" if carries and value and value != "None" else word


def sentence(event: Event, lanes: Sequence[Lane], language: Language) -> str:
    """Return one event in words, with its line, or that it has none in the program."""
    say = words(language, "timeline")
    kind: str = event["kind"]
    lane = lanes[event["lane"]]
    if kind == "start" and lane["kind"] == "function":
        kind = "call"
    if kind == "kill" and event["from"] != event["to"]:
        kind = "killed"
    value = event.get("value", "None")
    by = say["by"].format(by=value) if "value" in event else ""
    said = say[f"says_{kind}"].format(
        source=lanes[event["from"]]["name"],
        aim=lanes[event["to"]]["name"],
        lane=lane["name"],
        value=value,
        by=by,
    )
    line = say["line"].format(line=event["line"]) if event["line"] else say["no_line"]
    return line + said


def story(
    trace: Trace, rows: Iterable[Row], sentences: Sequence[str], stdout: str, language: Language
) -> list[str]:
    """Return the picture in words: a line for each event shown, and for what is left out."""
    say = words(language, "timeline")
    comma = "、" if language == "zh" else ", "
    lines = []
    for row in rows:
        if row.kind == "fold":
            lines.append(row.text)
        elif row.kind == "event":
            step = row.steps[0]
            shown = printed_lines(trace["events"][step], stdout, language)
            before = say["printed"].format(text=comma.join(shown)) if shown else ""
            lines.append(before + sentences[step])
    return lines
