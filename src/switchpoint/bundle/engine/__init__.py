"""All changes to Pyodide's engine, its WebAssembly module and the script that loads it.

Belongs here: a change to the engine that nothing else can replace. Each module says what its change
buys, measured, what would break it, and when it can go. change_engine.mjs makes them all with
binaryen (npm), in Node and once a build: ``recursion.mjs`` (deep recursions end as an error) and
``exports.mjs`` (a sooner start, a smaller download).

Does not belong here: changes to Python code that Pyodide runs at its start. Those are
tab/boot/lazy_imports.py and bundle/asyncio_on_demand.py.
"""
