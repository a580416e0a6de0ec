"""All changes to Pyodide's engine, its WebAssembly module and the script that loads it.

Belongs here: a change to the engine that nothing else can replace. Each module says what its change
buys, measured, what would break it, and when it can go.
"""
