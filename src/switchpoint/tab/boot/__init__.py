"""The start of the interpreter in the tab: what is imported when.

Belongs here: import hooks that are installed once, before any program. Does not belong here: what
is set up for a program (program/).
"""
