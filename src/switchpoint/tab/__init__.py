"""Python that runs inside the tab: one program, run as CPython runs a script.

Belongs here: what Pyodide imports in the worker. Does not belong here: code for the build or the
page. boot/ starts the interpreter, program/ is one program's surroundings, greenlets/ is a package
of its own.
"""
