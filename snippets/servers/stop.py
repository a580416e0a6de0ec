"""What stop does with connections that are still being served."""

import gevent
from gevent import socket
from gevent.server import StreamServer


def handle(connection, address):
    try:
        connection.recv(1)
        print("  handler: went on to its end")
    except gevent.GreenletExit:
        print("  handler: killed")
        raise


for spawn in "default", 10:
    print("spawn:", spawn)
    server = StreamServer(("127.0.0.1", 0), handle, spawn=spawn)
    server.start()
    client = socket.create_connection(server.address)
    gevent.sleep(0.2)
    server.stop(timeout=0.2)
    print("  stop returned")
    client.sendall(b".")
    client.recv(1)
    try:
        socket.create_connection(server.address)
    except ConnectionRefusedError:
        print("  a new client is refused")
