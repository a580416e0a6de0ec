"""Programs that other Pythons run, too: of the standard library only, as Python 3.8 reads it."""
