"""The surroundings of one program in the tab: its streams, clock, exit and event loop.

Belongs here: what stands in for a part of CPython's process that a tab lacks. Does not belong here:
greenlet and gevent (greenlets/).
"""
