"""The command ``measure``: run experiments, write what they measured, or check the claims."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from switchpoint.measuring import machine
from switchpoint.measuring.catalogue import EXPERIMENTS, Experiment
from switchpoint.measuring.check import compare, recorded_results
from switchpoint.measuring.results import Measure, Results, ResultsError
from switchpoint.measuring.run import ExperimentError, Round, Sample, run_round
from switchpoint.measuring.samples import Size
from switchpoint.measuring.table import tables, verdict_table

type OnSample = Callable[[int, Sample], None]
"""Is called with the number of the round, from 1, and each sample."""

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""


@dataclass
class Options:
    """What the command line says."""

    folder: Path
    names: list[str]
    """Of the experiments; none stand for all."""
    size: Size = "full"
    check: bool = False
    """Compare with the files in the folder instead of writing them."""


@dataclass
class Done:
    """What came of the experiments."""

    results: dict[str, Results] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    interrupted: bool = False


def main(options: Options) -> int:
    """Run the experiments; return the exit status."""
    console = Console()
    chosen = {name: EXPERIMENTS[name] for name in options.names or EXPERIMENTS}
    try:
        recorded = {
            name: recorded_results(options.folder, name) for name in chosen if options.check
        }
        done = _run_all(chosen, options)
        _print_tables(console, done)
        problems = [*done.errors, *(_check(console, recorded, done) if options.check else [])]
    except ResultsError as error:
        problems, done = [str(error)], Done()
    for problem in problems:
        console.print(problem, style="red", markup=False, highlight=False, soft_wrap=True)
    if done.interrupted:
        console.print(f"Interrupted. Done before: {', '.join(done.results) or 'nothing'}.")
        return INTERRUPTED
    return 1 if problems else 0


def run_experiment(name: str, experiment: Experiment, size: Size, on_sample: OnSample) -> Results:
    """Run all rounds of one experiment."""
    before = machine.load()
    rounds: list[Round] = []
    for number in range(1, experiment.rounds_of(size) + 1):

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


def _run_all(chosen: dict[str, Experiment], options: Options) -> Done:
    """Run one experiment after the other; write each file as soon as it is whole."""
    done = Done()
    with _progress() as progress:
        total = sum(_seconds(it, options.size) for it in chosen.values())
        bar = progress.add_task("", total=total)
        try:
            for name, experiment in chosen.items():

                def show(number: int, sample: Sample, name: str = name) -> None:
                    said = f"{name}, round {number}: {sample.kind} {sample.point}"
                    progress.update(bar, description=said.removesuffix(" all"))

                try:
                    results = run_experiment(name, experiment, options.size, show)
                except ExperimentError as error:
                    done.errors.append(str(error))
                else:
                    done.results[name] = results
                    if not options.check:
                        options.folder.mkdir(parents=True, exist_ok=True)
                        path = options.folder / f"{name}.json"
                        path.write_text(results.write(), "utf-8")
                progress.advance(bar, _seconds(experiment, options.size))
        except KeyboardInterrupt:
            done.interrupted = True
    return done


def _print_tables(console: Console, done: Done) -> None:
    """Print what was measured, why something was not, and how busy the machine was."""
    for results in done.results.values():
        for table in tables(results):
            console.print(table)
    for name, results in done.results.items():
        for kind, why in results.missing.items():
            console.print(f"Not measured: {name}, {kind}: {why}.", highlight=False, soft_wrap=True)
    processors = os.cpu_count() or 1
    busy = [name for name, it in done.results.items() if max(it.load) > processors]
    if busy:
        said = f"More than {processors} programs wanted the {processors} processors meanwhile"
        console.print(f"{said}: {', '.join(busy)}.", highlight=False, soft_wrap=True)


def _check(console: Console, recorded: dict[str, Results], done: Done) -> list[str]:
    """Print what became of the claims; return a sentence for each that does not stand."""
    verdicts = compare(recorded, done.results)
    console.print(verdict_table(verdicts))
    return [it.problem for it in verdicts if it.problem]


def _measures(experiment: Experiment, rounds: list[Round]) -> dict[str, Measure]:
    """Sort the samples of all rounds by measure, kind and point."""
    measures = {name: Measure(unit, {}) for name, unit in experiment.units.items()}
    for sample in (sample for it in rounds for sample in it.samples):
        points = measures[sample.measure].kinds.setdefault(sample.kind, {})
        points.setdefault(sample.point, []).append(sample.value)
    return measures


def _seconds(experiment: Experiment, size: Size) -> float:
    return experiment.seconds * experiment.rounds_of(size)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
