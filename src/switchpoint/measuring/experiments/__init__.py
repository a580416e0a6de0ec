"""The experiments: small programs, each run in a process of its own, once for every round.

Belongs here: a program for each question, which prints its samples (samples.py) and can be run and
read by itself. Does not belong here: rounds, progress, files (../run.py and ../measure.py).
"""
