"""Every socket is an open file, and a process may have so many."""
# needs: system

import resource

from gevent import socket

_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))

kept = []
try:
    while True:
        kept.append(socket.socket())
except OSError as error:
    print(type(error).__name__, error)

kept.clear()
print("after closing them:", socket.socket().fileno() > 0)
