"""Programs that other Pythons run, too: standard library only, in the syntax of Python 3.8."""
