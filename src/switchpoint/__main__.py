"""The command line: ``python -m switchpoint record | measure | bundle``."""

from __future__ import annotations

import argparse
from pathlib import Path

from switchpoint.bundle import build
from switchpoint.measuring import measure
from switchpoint.measuring.catalogue import EXPERIMENTS
from switchpoint.measuring.results import FOLDER, QUICK_FOLDER
from switchpoint.measuring.samples import Size
from switchpoint.recording import record, run


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m switchpoint", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    recording = commands.add_parser("record", help="run snippets and write their recordings")
    recording.add_argument("names", nargs="*", metavar="FOLDER/NAME", help="default: all")
    recording.add_argument("--check", action="store_true", help="compare, write nothing")
    recording.add_argument("--jobs", type=int, help="programs run at a time (default: one a CPU)")
    recording.add_argument("--time-limit", type=float, default=run.TIME_LIMIT, help="seconds")
    recording.add_argument("--snippets", type=Path, default=Path("snippets"), help="the folder")

    measuring = commands.add_parser("measure", help="measure what threads and coroutines cost")
    measuring.add_argument("names", nargs="*", metavar="EXPERIMENT", help=", ".join(EXPERIMENTS))
    measuring.add_argument("--quick", action="store_true", help="in under a minute, less exact")
    measuring.add_argument("--check", action="store_true", help="compare the ratios, write nothing")
    measuring.add_argument("--folder", type=Path, help="of the results (default: measurements)")

    bundling = commands.add_parser("bundle", help="put together Pyodide and the browser files")
    bundling.add_argument("--force", action="store_true", help="even if nothing changed")

    options = parser.parse_args(arguments)
    if options.command == "record":
        if not options.snippets.is_dir():
            parser.error(f"there is no folder {options.snippets}; run this where mkdocs.yml is")
        how = record.Options(options.check, options.jobs, options.time_limit)
        return record.main(options.snippets, options.names, how)
    if options.command == "measure":
        for name in set(options.names) - EXPERIMENTS.keys():
            parser.error(f"there is no experiment {name}; there are {', '.join(EXPERIMENTS)}")
        size: Size = "quick" if options.quick else "full"
        folder = options.folder or (QUICK_FOLDER if options.quick and not options.check else FOLDER)
        return measure.main(measure.Options(folder, options.names, size, options.check))
    return build.main(Path.cwd(), force=options.force)


if __name__ == "__main__":
    raise SystemExit(main())
