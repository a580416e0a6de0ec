"""Exercise: what one client says, all the others hear."""

import gevent
from gevent import socket
from gevent.server import StreamServer

clients = set()


def tell_others(sender, line):
    """Send the line to every client but the sender."""
    for client in clients:
        client.sendall(line)


def handle(connection, address):
    clients.add(connection)
    connection.sendall(b"welcome\n")
    for line in connection.makefile("rb"):
        tell_others(connection, line)


server = StreamServer(("127.0.0.1", 0), handle)
server.start()
ann, bob = (socket.create_connection(server.address) for _ in "12")
gevent.sleep(0.2)
ann.sendall(b"hello\n")
gevent.sleep(0.2)
print("Ann:", ann.recv(100), "Bob:", bob.recv(100))
bob.close()
gevent.sleep(0.2)
print("still here:", len(clients))
