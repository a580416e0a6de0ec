"""The command ``measure``, as its user calls it; the quickest experiment stands for all."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import psutil
import pytest

from switchpoint.measuring.results import read
from switchpoint.measuring.run import ExperimentError, run_round
from switchpoint.measuring.table import number

COMMAND = [sys.executable, "-m", "switchpoint", "measure"]


def measure(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Return the file that a whole run of one experiment has written."""
    assert measure(tmp_path, "saved_stack")[0] == 0
    return tmp_path / "measurements" / "saved_stack.json"


def test_it_writes_a_file_and_prints_a_table(recorded: Path) -> None:
    assert read(recorded).rounds == 3
    assert len(read(recorded).samples("saved", "python", "300")) == 3


def test_a_quick_run_leaves_what_is_recorded(recorded: Path) -> None:
    before = recorded.read_text("utf-8")
    status, said = measure(recorded.parents[1], "saved_stack", "--quick")
    assert status == 0
    assert "through_c" in said
    assert recorded.read_text("utf-8") == before
    assert read(recorded.parent / "quick" / "saved_stack.json").quick


def test_check_says_which_claim_a_falsified_file_has(recorded: Path) -> None:
    folder = recorded.parents[1]
    status, said = measure(folder, "saved_stack", "--quick", "--check")
    assert status == 0, said
    data = json.loads(recorded.read_text("utf-8"))
    data["measures"]["saved"]["kinds"]["through_c"]["300"] = [3000, 3000, 3000]
    recorded.write_text(json.dumps(data), "utf-8")
    falsified = recorded.read_text("utf-8")
    status, said = measure(folder, "saved_stack", "--quick", "--check")
    assert status == 1
    assert "stack-c: It holds, but not by the recorded ratio, that through C functions" in said
    assert "stack-python:" not in said
    assert recorded.read_text("utf-8") == falsified
    assert not (recorded.parent / "quick").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "measurements/saved_stack.json is not there."),
        ("{}", "measurements/saved_stack.json: This is not a measurement: it has no field"),
        ('{"format": 7}', "measurements/saved_stack.json: Its format is 7; this program reads 1."),
        ("no JSON", "measurements/saved_stack.json: This is not JSON"),
    ],
)
def test_check_tells_bad_input_in_one_sentence(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "measurements").mkdir()
        (tmp_path / "measurements" / "saved_stack.json").write_text(text)
    status, printed = measure(tmp_path, "saved_stack", "--check")
    assert status == 1
    assert printed.startswith(said)
    assert len(printed.splitlines()) == 1


def test_check_refuses_the_file_of_another_experiment(recorded: Path) -> None:
    recorded.rename(recorded.with_name("switch.json"))
    assert measure(recorded.parents[1], "switch", "--check") == (
        1,
        "measurements/switch.json holds the experiment “saved_stack”.\n",
    )


def test_an_unknown_experiment_is_told_the_known_ones(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "speed"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "there is no experiment speed; there are create, destroy, switch" in done.stderr


def test_ctrl_c_keeps_what_is_done_and_ends_the_rest(tmp_path: Path) -> None:
    written = tmp_path / "measurements" / "saved_stack.json"
    process = subprocess.Popen(
        [*COMMAND, "saved_stack", "waiting"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
        # A shell has what it starts in the background ignore the signal, the tests among it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    children: list[psutil.Process] = []
    while not (written.exists() and children):
        assert process.poll() is None
        time.sleep(0.05)
        children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "Interrupted. Done before: saved_stack."
    assert read(written).rounds == 3
    assert not written.with_name("waiting.json").exists()
    assert psutil.wait_procs(children, timeout=30)[1] == []


def test_a_round_that_takes_too_long_is_ended_and_told() -> None:
    with pytest.raises(ExperimentError, match=r"^waiting was still running after 0\.1 s"):
        run_round("waiting", "full", 0.1, lambda sample: None)


def test_a_round_that_fails_says_why() -> None:
    with pytest.raises(ExperimentError, match=r"^none failed with status 1: .*No module named"):
        run_round("none", "tiny", 60, lambda sample: None)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.0000000123, "s", "12.3 ns"),
        (0.000123, "s", "123 µs"),
        (2.5, "s", "2.5 s"),
        (0, "s", "0 ns"),
        (2048, "bytes", "2 KiB"),
        (8 * 2**20, "bytes", "8 MiB"),
        (0.4321, "share", "43.2 %"),
        (1234, "count", "1234"),
    ],
)
def test_a_number_has_few_digits(value: float, unit: str, shown: str) -> None:
    assert number(value, unit) == shown
