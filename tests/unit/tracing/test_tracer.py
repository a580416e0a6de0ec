"""Traces of small real programs of all shapes, compared with golden files that can be read.

``SWITCHPOINT_GOLDEN=write`` writes the golden files anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from switchpoint.recording.run import run_snippet, run_traced
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.trace import EVENT_LIMIT, Trace

HERE = Path(__file__).parent
PROGRAMS = [Snippet(HERE, f"traces/{path.stem}") for path in sorted((HERE / "traces").glob("*.py"))]


def story(trace: Trace, stdout: str) -> str:
    """Return a trace as text: what was printed, then who handed over to whom, and how."""
    names = [lane["name"] for lane in trace["lanes"]]
    lines = [
        f"{lane['kind']} {lane['name']}"
        + (f" within {names[lane['within']]}" if "within" in lane else "")
        for lane in trace["lanes"]
    ]
    for event in trace["events"]:
        start, end = event["output"]
        lines += [f"    {line}" for line in stdout[start:end].splitlines()]
        held = ", ".join(f"{name}={value}" for name, value in event.get("locals", {}).items())
        lines.append(
            f"{event['line']:3} {event['kind']:6} {names[event['from']]} -> {names[event['to']]}"
            + (f" [{names[event['lane']]}]" if event["from"] == event["to"] else "")
            + (f": {event['value']}" if "value" in event else "")
            + (f"  ({held})" if held else "")
        )
    last = trace["events"][-1]["output"][1] if trace["events"] else 0
    lines += [f"    {line}" for line in stdout[last:].splitlines()]
    return "\n".join(lines + ["cut"] * trace.get("cut", False)) + "\n"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.stem)
def test_golden_trace_and_unchanged_output(program: Snippet) -> None:
    recording, trace = run_traced(program)
    assert recording.same_run(run_snippet(program)), "tracing changes what it prints"
    told = story(trace, recording.stdout)
    if len(trace["events"]) > 100:
        told = "".join(f"{line}\n" for line in told.splitlines()[:10] + told.splitlines()[-3:])
    golden = program.path.with_suffix(".txt")
    if os.environ.get("SWITCHPOINT_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_too_many_events_are_cut() -> None:
    _, trace = run_traced(Snippet(HERE, "traces/too_many"))
    assert trace["cut"] is True
    assert len(trace["events"]) == EVENT_LIMIT


BESIDE = "worker.start()\nmeanwhile()\nworker.join()\n"
AT_ONCE = "worker.start()\nother = Thread(target=work)\nother.start()\nworker.join()\n"
NEVER_JOINED = "worker.start()\n"
RESUMED_BESIDE = "worker.start()\nfor _ in beside:\n    pass\nworker.join()\n"


@pytest.mark.parametrize("ending", [BESIDE, AT_ONCE, NEVER_JOINED, RESUMED_BESIDE])
def test_threads_whose_order_the_system_decides_are_said_to_have_none(
    tmp_path: Path, ending: str
) -> None:
    path = tmp_path / "folder/beside.py"
    path.parent.mkdir()
    path.write_text(
        "from threading import Thread\n\ndef work():\n    list(n for n in range(9))\n\n"
        "def meanwhile():\n    pass\n\n"
        f"beside = (n for n in range(3))\nworker = Thread(target=work)\n{ending}"
    )
    _, trace = run_traced(Snippet(tmp_path, "folder/beside"))
    assert trace.get("unordered") is True


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.stem)
def test_every_event_hands_over_from_whoever_runs(program: Snippet) -> None:
    """Control goes from hand to hand: who hands over is who took over before, save at the start."""
    _, trace = run_traced(program)
    running = trace["events"][0]["from"]
    printed = 0
    for event in trace["events"]:
        assert event["from"] == running, event
        assert event["output"][0] == printed
        assert event["output"][1] >= printed
        running, printed = event["to"], event["output"][1]
