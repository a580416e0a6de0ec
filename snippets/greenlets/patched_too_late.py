"""Patching after import requests: a warning, then a RecursionError."""

import warnings

import requests
from gevent import monkey
from gevent.server import StreamServer

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    monkey.patch_all()  # too late: requests has imported ssl

for warning in caught:
    sentence = str(warning.message).split(",")[0]
    print(f"{warning.category.__name__}: {sentence}")


def handle(connection, address):
    connection.recv(1)


server = StreamServer(("127.0.0.1", 0), handle)
server.start()
try:
    requests.get(f"https://127.0.0.1:{server.server_port}/")
except RecursionError as error:
    print("RecursionError:", error)
