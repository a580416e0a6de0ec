"""The command line: ``python -m switchpoint record | bundle``."""

from __future__ import annotations

import argparse
from pathlib import Path

from switchpoint.bundle import build
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

    bundling = commands.add_parser("bundle", help="put together Pyodide and the browser files")
    bundling.add_argument("--force", action="store_true", help="even if nothing changed")

    options = parser.parse_args(arguments)
    if options.command == "record":
        if not options.snippets.is_dir():
            parser.error(f"there is no folder {options.snippets}; run this where mkdocs.yml is")
        how = record.Options(options.check, options.jobs, options.time_limit)
        return record.main(options.snippets, options.names, how)
    return build.main(Path.cwd(), force=options.force)


if __name__ == "__main__":
    raise SystemExit(main())
