"""greenlet and gevent in the tab: native stacks, gevent's event loop, sockets inside the tab.

Belongs here: what greenlet and gevent need below them. Does not belong here: anything that imports
another part of this site; the modules import each other by relative names only, so that the package
works under any name and on other pages. See ../README.md.
"""
