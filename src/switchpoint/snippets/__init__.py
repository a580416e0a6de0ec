"""One program of the collection by its name: its source, where it runs, its recording.

Belongs here: what a snippet or an exercise is, read from its files. Does not belong here: running
programs (recording/) and HTML (pages/).
"""
