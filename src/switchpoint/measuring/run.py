"""Run one round of an experiment in a process of its own, and collect its samples."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from switchpoint.measuring.samples import Size


class ExperimentError(Exception):
    """A round failed or took too long; the message is one sentence that says so."""


@dataclass(frozen=True)
class Sample:
    """One number that an experiment printed."""

    measure: str
    kind: str
    point: str
    value: float


@dataclass
class Round:
    """What an experiment printed in one run."""

    samples: list[Sample] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)


def run_round(
    name: str, size: Size, time_limit: float, on_sample: Callable[[Sample], None]
) -> Round:
    """Run the experiment once; call ``on_sample`` with each sample as it comes."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"switchpoint.measuring.experiments.{name}", "--size", size],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that processes it started can be ended with it
    )
    late = threading.Event()

    def end_late() -> None:
        late.set()
        _end(process)

    timer = threading.Timer(time_limit, end_late)
    timer.start()
    done, other = Round(), [""]
    try:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("{"):
                _add(done, json.loads(line), on_sample)
            elif line.strip():
                other.append(line.strip())
        status = process.wait()
    finally:  # Ctrl-C as well
        timer.cancel()
        _end(process)
    if late.is_set():
        raise ExperimentError(f"{name} was still running after {time_limit:g} s and was ended.")
    if status:
        raise ExperimentError(f"{name} failed with status {status}: {other[-1]}")
    return done


def _add(done: Round, line: dict[str, str], on_sample: Callable[[Sample], None]) -> None:
    if "missing" in line:
        done.missing[line["kind"]] = line["missing"]
        return
    sample = Sample(line["measure"], line["kind"], line["point"], float(line["value"]))
    done.samples.append(sample)
    on_sample(sample)


def _end(process: subprocess.Popen[str]) -> None:
    """End the process and all that it started, if they are still there."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
