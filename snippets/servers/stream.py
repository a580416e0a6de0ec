"""The same two sends, received by bytes and by lines."""

from gevent import socket
from gevent.server import StreamServer


def handle(connection, address):
    connection.sendall(b"first line\n")
    connection.sendall(b"second line\n")


server = StreamServer(("127.0.0.1", 0), handle)
server.start()

print("with recv(8):")
with socket.create_connection(server.address) as client:
    while piece := client.recv(8):
        print(" ", piece)

print("with makefile:")
with socket.create_connection(server.address) as client:
    for line in client.makefile("rb"):
        print(" ", line)
server.stop()
