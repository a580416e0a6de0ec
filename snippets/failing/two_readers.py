"""Two greenlets read from one socket: gevent refuses the second."""

import gevent
from gevent import socket
from gevent.exceptions import ConcurrentObjectUseError

near, far = socket.socketpair()


def read(name):
    try:
        print(name, "got", near.recv(10))
    except ConcurrentObjectUseError as error:
        print(name, "refused:", str(error).split(":")[0])


readers = [gevent.spawn(read, name) for name in "AB"]
gevent.sleep(0)
far.sendall(b"hello")
gevent.joinall(readers)
