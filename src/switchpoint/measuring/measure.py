"""The command ``measure``: run experiments round by round, write what they measured."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from switchpoint.measuring import machine
from switchpoint.measuring.catalogue import EXPERIMENTS, Experiment
from switchpoint.measuring.experiments.samples import Size
from switchpoint.measuring.results import Measure, Results
from switchpoint.measuring.run import ExperimentError, Round, Sample, run_round

type OnSample = Callable[[int, Sample], None]
"""Is called with the number of the round, from 1, and each sample."""


def main(folder: Path, names: list[str], size: Size) -> int:
    """Run the experiments, write a file for each; return the exit status."""
    console = Console(stderr=True)
    chosen = {name: EXPERIMENTS[name] for name in names or EXPERIMENTS}
    done: list[str] = []
    failed = False
    with _progress(console) as progress:
        bar = progress.add_task("", total=sum(_seconds(it, size) for it in chosen.values()))
        try:
            for name, experiment in chosen.items():

                def show(number: int, sample: Sample, name: str = name) -> None:
                    said = f"{name}, round {number}: {sample.kind} {sample.point}"
                    progress.update(bar, description=said.removesuffix(" all"))

                try:
                    results = run_experiment(name, experiment, size, show)
                except ExperimentError as error:
                    console.print(str(error), style="red")
                    failed = True
                else:
                    folder.mkdir(parents=True, exist_ok=True)
                    (folder / f"{name}.json").write_text(results.write(), "utf-8")
                    done.append(name)
                progress.advance(bar, _seconds(experiment, size))
        except KeyboardInterrupt:
            console.print(f"Interrupted. Written before: {', '.join(done) or 'nothing'}.")
            return 130
    return int(failed)


def run_experiment(name: str, experiment: Experiment, size: Size, on_sample: OnSample) -> Results:
    """Run all rounds of one experiment."""
    before = machine.load()
    rounds: list[Round] = []
    for number in range(1, _rounds(experiment, size) + 1):

        def noticed(sample: Sample, number: int = number) -> None:
            on_sample(number, sample)

        rounds.append(run_round(name, size, experiment.time_limit, noticed))
    return Results(
        experiment=name,
        date=datetime.date.today().isoformat(),
        machine=machine.machine(),
        python=machine.python(),
        versions=machine.versions(),
        load=(before, machine.load()),
        quick=size != "full",
        rounds=len(rounds),
        parameter=experiment.parameter,
        measures=_measures(experiment, rounds),
        missing={kind: why for it in rounds for kind, why in it.missing.items()},
    )


def _measures(experiment: Experiment, rounds: list[Round]) -> dict[str, Measure]:
    """Sort the samples of all rounds by measure, kind and point."""
    measures = {name: Measure(unit, {}) for name, unit in experiment.units.items()}
    for sample in (sample for it in rounds for sample in it.samples):
        points = measures[sample.measure].kinds.setdefault(sample.kind, {})
        points.setdefault(sample.point, []).append(sample.value)
    return measures


def _rounds(experiment: Experiment, size: Size) -> int:
    return {"full": experiment.rounds, "quick": experiment.quick_rounds, "tiny": 1}[size]


def _seconds(experiment: Experiment, size: Size) -> float:
    return experiment.seconds * _rounds(experiment, size)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, TimeRemainingColumn(), console=console)
