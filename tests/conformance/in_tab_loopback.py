"""Prints how sockets behave at 127.0.0.1; test_same_as_natively.py compares Linux and the tab."""

from gevent import monkey

monkey.patch_all()

import errno
import socket

import gevent
from gevent.server import StreamServer


def pair():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        one = socket.create_connection(listening.getsockname())
        return one, listening.accept()[0]


def failing(call, *args):
    try:
        return call(*args)
    except OSError as error:
        return type(error).__name__, error.errno and errno.errorcode[error.errno]


# refusal
with socket.create_server(("127.0.0.1", 0)) as taken:
    free = taken.getsockname()
    print("taken:", failing(socket.create_server, free))
print("refused:", failing(socket.create_connection, free))
with socket.socket() as fresh:
    print("not connected:", failing(fresh.send, b"x"), failing(fresh.recv, 1))
    print("error number:", errno.errorcode[fresh.connect_ex(free)])

# timeouts
one, other = pair()
one.settimeout(0.01)
print("timeout:", failing(one.recv, 1))
print("then:", other.send(b"late"), one.recv(10))
one.setblocking(False)
print("not blocking:", failing(one.recv, 1))

# half-close
one.setblocking(True)
one.shutdown(socket.SHUT_WR)
print("half closed:", other.recv(1), failing(one.send, b"x"), other.send(b"still"), one.recv(10))
one.close()
other.close()

# backpressure
one, other = pair()
big = bytes(8_000_000)
sending = gevent.spawn(one.sendall, big)
gevent.sleep(0.05)
print("sent at once:", sending.ready())
got = 0
while got < len(big):
    got += len(other.recv(100_000))
sending.join()
print("sent when read:", sending.ready(), got == len(big))
one.settimeout(0.01)
print("nobody reads:", failing(one.sendall, 8 * big))  # Linux may keep more than 8 MB by now
other.close()
one.settimeout(None)
one.close()

# endings
one, other = pair()
other.close()
print("at the end:", one.recv(1), one.send(b"x"))
gevent.sleep(0.01)
print("afterwards:", failing(one.send, b"y"))
one.close()
print("closed:", failing(one.recv, 1), one.fileno())
one, other = pair()
one.send(b"unread")
gevent.sleep(0.01)
other.close()
gevent.sleep(0.01)
print("reset:", failing(one.recv, 1))
one, other = pair()
reading = gevent.spawn(failing, one.recv, 1)
gevent.sleep(0.01)
other.close()
print("reader wakes:", reading.get())
one, other = pair()
reading = gevent.spawn(failing, one.recv, 1)
gevent.sleep(0.01)
one.close()
print("closed under a reader:", reading.get())


# a server that stops
def shout(connection, address):
    for line in connection.makefile("rb"):
        connection.sendall(line.upper())


server = StreamServer(("127.0.0.1", 0), shout, spawn=2)
server.start()
clients = [socket.create_connection(server.address) for _ in range(3)]
for client in clients:
    client.sendall(b"one\n")
print("two served:", clients[0].recv(9), clients[1].recv(9))
clients[2].settimeout(0.01)
print("the third waits:", failing(clients[2].recv, 9))
clients[0].close()
clients[2].settimeout(None)
print("and is served:", clients[2].recv(9))
server.stop()
print("stopped:", failing(socket.create_connection, server.address))
