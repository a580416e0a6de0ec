"""A socket is closed while another greenlet still reads from it."""

import gevent
from gevent import socket

near, far = socket.socketpair()


def read():
    try:
        near.recv(10)
    except OSError as error:  # its number differs between systems
        print(f"{type(error).__name__}: {error.strerror}")


reader = gevent.spawn(read)
gevent.sleep(0)
near.close()
reader.join()
