"""A StreamServer with two clients, the first of them silent."""

from gevent import socket
from gevent.server import StreamServer


def handle(connection, address):
    for line in connection.makefile("rb"):
        connection.sendall(line.upper())


server = StreamServer(("127.0.0.1", 0), handle)
server.start()


def ask(client, text):
    client.sendall(f"{text}\n".encode())
    return client.recv(100).decode().strip()


silent = socket.create_connection(server.address)
lively = socket.create_connection(server.address)
print("lively:", ask(lively, "anybody there?"))
print("silent:", ask(silent, "sorry, i was thinking"))
server.stop()
