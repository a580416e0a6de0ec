"""The environment of one program in the tab: its streams, its waiting and its event loop.

Belongs here: replacements for parts of CPython's process that a tab lacks, and the checks of an
exercise. Does not belong here: greenlet and gevent (greenlets/).
"""
