"""The boot of the interpreter in the tab: which modules are imported when.

Belongs here: import hooks that are installed before the program runs. Does not belong here: the
environment of the program (program/).
"""
