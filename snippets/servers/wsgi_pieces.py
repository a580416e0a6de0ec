"""pywsgi sends each piece as soon as the application yields it."""

from gevent import monkey

monkey.patch_all()

import gevent
import requests
from gevent.pywsgi import WSGIServer


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    for n in 1, 2, 3:
        print("server yields", n)
        yield f"piece {n}\n".encode()
        gevent.sleep(0.2)


server = WSGIServer(("127.0.0.1", 0), application, log=None)
server.start()

url = f"http://127.0.0.1:{server.server_port}/"
with requests.get(url, stream=True) as response:
    for line in response.iter_lines():
        print("  client got", line.decode())
server.stop()
