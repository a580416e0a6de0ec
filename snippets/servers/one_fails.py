"""An exception ends its own connection, and the server lives on."""

import gevent
from gevent import socket
from gevent.server import StreamServer

gevent.get_hub().exception_stream = None  # no traceback on stderr


def handle(connection, address):
    number = int(connection.recv(100))
    connection.sendall(str(number * 2).encode())


server = StreamServer(("127.0.0.1", 0), handle)
server.start()

for text in b"21", b"many", b"4":
    with socket.create_connection(server.address) as client:
        client.sendall(text)
        print(text, "->", client.recv(100))
server.stop()
