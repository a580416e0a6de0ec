"""Patched too late, plain HTTP still works, and waits together."""

import warnings

import requests
from gevent import monkey

warnings.simplefilter("ignore")
monkey.patch_all()

import gevent
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
