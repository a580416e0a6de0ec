"""Python that runs in the tab: it runs one program as CPython runs a script.

Belongs here: what Pyodide imports in the worker. Does not belong here: code for the build or the
page. boot/ starts the interpreter, program/ is the environment of one program, greenlets/ is a
package that works without the others.
"""
