"""How a running program is watched: what tracer.py is made of, a module for each thing it watches.
Does not belong here: the schema of a trace (trace.py), and how a trace is shown (drawing/).
"""
