"""greenlet and gevent in the tab: native stacks, gevent's event loop, sockets inside the tab.

A package of its own: its modules import each other by relative names only, so it works under any
name and without the rest of this site. See ../README.md.
"""
