"""Run programs in processes of their own; write and check their recordings.

Belongs here: everything behind ``python -m switchpoint record``. Does not belong here: the format
of a recording (snippets/) and the tracer (tracing/).
"""
