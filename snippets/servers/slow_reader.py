"""One client asks for much and does not read it."""

import gevent
from gevent import socket
from gevent.server import StreamServer

BIG = b"." * 20_000_000  # more than the buffers on the way can hold


def handle(connection, address):
    name = connection.recv(1).decode()
    connection.sendall(BIG if name == "A" else b"small")
    print(f"server: all sent to {name}")


server = StreamServer(("127.0.0.1", 0), handle)
server.start()

a = socket.create_connection(server.address)
a.sendall(b"A")
gevent.sleep(0.2)

b = socket.create_connection(server.address)
b.sendall(b"B")
print("B got", b.recv(100))

server.stop()
