"""Compile the wheels in a folder with pyodide-build's py-compile. Runs inside Pyodide.

``in_pyodide.mjs`` mounts the folder at /wheels, and at /packages the machine's site-packages, with
pyodide-build and what it imports.
"""

from pathlib import Path

from pyodide_build._py_compile import (  # type: ignore[import-untyped]
    _py_compile_archive_dir,
)


def main() -> None:
    """Replace every wheel by one with bytecode.

    SOURCE_DATE_EPOCH must be set: bytecode then holds a hash of its source instead of a time.
    """
    _py_compile_archive_dir(Path("/wheels"), keep=False, verbose=False)
