"""The article's two patches are enough for its three requests."""

from gevent import monkey

monkey.patch_socket()
monkey.patch_ssl()

import time

import gevent
import requests
from gevent.pywsgi import WSGIServer

DELAYS = {"/baidu": 0.3, "/github": 0.9, "/bilibili": 0.6}


def answer(environ, start_response):
    gevent.sleep(DELAYS[environ["PATH_INFO"]])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


server = WSGIServer(("127.0.0.1", 0), answer, log=None)
server.start()


def fetch(path):
    print("Access", path)
    requests.get(f"http://127.0.0.1:{server.server_port}{path}")
    print("answer from", path)


gevent.joinall([gevent.spawn(fetch, path) for path in DELAYS])

other = gevent.spawn(print, "somebody else gets a turn")
time.sleep(0.1)
print("they had it during time.sleep:", other.ready())
