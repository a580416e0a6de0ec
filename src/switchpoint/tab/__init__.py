"""Python that runs inside the reader's tab; importable under CPython as well, for its tests."""
