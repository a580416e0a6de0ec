"""spawn=1: a server that serves one client at a time."""

import gevent
from gevent import socket
from gevent.server import StreamServer


def handle(connection, address):
    name = connection.recv(100).decode()
    print(f"server: {name} comes in")
    connection.recv(100)
    print(f"server: {name} has left")


server = StreamServer(("127.0.0.1", 0), handle, spawn=1)
server.start()

clients = []
for name in "A", "B":
    client = socket.create_connection(server.address)
    client.sendall(name.encode())
    clients.append(client)
    gevent.sleep(0.2)
    print(f"{name}: connected")

for client in clients:
    client.close()
    gevent.sleep(0.2)
server.stop()
