"""patch_socket alone: HTTP works, HTTPS ends in a TypeError."""

from gevent import monkey

monkey.patch_socket()  # and no patch_ssl

import requests
from gevent.pywsgi import WSGIServer


def answer(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


server = WSGIServer(("127.0.0.1", 0), answer, log=None)
server.start()
host = f"127.0.0.1:{server.server_port}"

print("http: ", requests.get(f"http://{host}/").text)
try:
    requests.get(f"https://{host}/")
except TypeError as error:
    print("https: TypeError:", error)
