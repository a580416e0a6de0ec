"""Measures switches in the tab, and natively where there is no Pyodide; prints one line of JSON."""

from gevent import monkey

monkey.patch_all()

import json
import statistics
import time
from urllib.request import urlopen

import gevent
import greenlet
import requests
from gevent.pywsgi import WSGIServer

ROUNDS, SWITCHES, SUSPENDED = 7, 2000, 20_000
figures = {}


def measured(*several):
    """Return microseconds of one call of each, medians; the rounds of all take turns."""
    taken = [[] for _ in several]
    for _ in range(ROUNDS):
        for (once, times), times_taken in zip(several, taken):
            began = time.perf_counter()
            for _ in range(times):
                once()
            times_taken.append((time.perf_counter() - began) / times * 1e6)
    return [statistics.median(times_taken) for times_taken in taken]


def bounce():
    while True:
        main.switch()


def application(environ, start_response):
    gevent.sleep(float(environ["PATH_INFO"][1:]))
    start_response("200 OK", [])
    return [b"slept"]


def ask():
    # a connection of its own: on a kept one, Linux's delayed acknowledgement takes 40 ms
    urlopen(base + "0").read()


main = greenlet.getcurrent()
other = greenlet.greenlet(bounce)
other.switch()
there_and_back = (other.switch, SWITCHES)
try:
    import js
    from pyodide.ffi import run_sync
except ImportError:
    (pair,) = measured(there_and_back)
else:
    resolved = js.Promise.resolve(None)
    pair, foreign = measured(there_and_back, (lambda: run_sync(resolved), SWITCHES // 4))
    figures["run_sync"] = foreign
figures["switch"] = pair / 2
other.throw()

server = WSGIServer(("127.0.0.1", 0), application, log=None)
server.start()
base = f"http://127.0.0.1:{server.server_port}/"
figures["sleep_0"], figures["spawn_join"], figures["request"] = measured(
    (lambda: gevent.sleep(0), SWITCHES),
    (lambda: gevent.spawn(int).join(), SWITCHES // 4),
    (ask, 100),
)
requests.get(base + "0")
began = time.perf_counter()
gevent.joinall([gevent.spawn(requests.get, base + seconds) for seconds in ("1.0", "0.8", "0.6")])
figures["three_requests"] = time.perf_counter() - began
server.stop()

waiting = [greenlet.greenlet(lambda: main.switch()) for _ in range(SUSPENDED)]
for one in waiting:
    one.switch()
figures["suspended"] = sum(bool(one) for one in waiting)
for one in waiting:
    one.switch()
print("@@" + json.dumps(figures))
