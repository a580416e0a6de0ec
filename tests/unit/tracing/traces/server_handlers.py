"""A server's handlers are lanes of their own; what pywsgi runs for a request is part of the hub."""

from gevent import socket
from gevent.pywsgi import WSGIServer
from gevent.server import StreamServer


def handle(connection, address):
    connection.sendall(connection.recv(10).upper())


def application(environ, start_response):
    start_response("200 OK", [("Connection", "close")])
    return [b"web"]


def ask(server, question):
    with socket.create_connection(server.address) as client:
        client.sendall(question)
        while answer := client.recv(1000):
            print(answer.split()[-1])


for spawn in "default", 1:
    server = StreamServer(("127.0.0.1", 0), handle, spawn=spawn)
    server.start()
    ask(server, b"x")
server = WSGIServer(("127.0.0.1", 0), application, log=None)
server.start()
ask(server, b"GET / HTTP/1.0\r\n\r\n")
