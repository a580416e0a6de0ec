"""Measured figures on pages: a value, a ratio, a table, a chart; all from ``measurements/``.

Belongs here: how prose names what was measured, and how a page shows it. Does not belong here: the
format of the files and the experiments that write them (measuring/).
"""
