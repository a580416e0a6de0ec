"""Watch a running program: the parts of tracer.py, a module for each thing that it watches.
Does not belong here: the schema of a trace (trace.py), and how a trace is shown (drawing/).
"""
