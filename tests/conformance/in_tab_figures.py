"""Measures switches in the tab, and natively where there is no Pyodide; prints one line of JSON."""

from gevent import monkey

monkey.patch_all()

import json
import statistics
import time

import gevent
import greenlet
import requests
from gevent.pywsgi import WSGIServer

ROUNDS, SWITCHES, SUSPENDED = 5, 2000, 20_000
figures = {}


def measured(once, times):
    """Return microseconds of one call, the median of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(times):
            once()
        taken.append((time.perf_counter() - began) / times * 1e6)
    return statistics.median(taken)


def bounce():
    while True:
        main.switch()


main = greenlet.getcurrent()
other = greenlet.greenlet(bounce)
other.switch()
figures["greenlet switch, µs"] = measured(other.switch, SWITCHES) / 2
figures["gevent.sleep(0), µs"] = measured(lambda: gevent.sleep(0), SWITCHES)
other.throw()

try:
    import js
    from pyodide.ffi import run_sync
except ImportError:
    pass
else:
    figures["run_sync of a resolved promise, µs"] = measured(
        lambda: run_sync(js.Promise.resolve(None)), SWITCHES // 4
    )

waiting = [greenlet.greenlet(lambda: main.switch()) for _ in range(SUSPENDED)]
for one in waiting:
    one.switch()
figures["greenlets suspended at once"] = sum(bool(one) for one in waiting)
for one in waiting:
    one.switch()


def application(environ, start_response):
    gevent.sleep(float(environ["PATH_INFO"][1:]))
    start_response("200 OK", [])
    return [b"slept"]


server = WSGIServer(("127.0.0.1", 0), application, log=None)
server.start()
base = f"http://127.0.0.1:{server.server_port}/"
requests.get(base + "0")
began = time.perf_counter()
gevent.joinall([gevent.spawn(requests.get, base + seconds) for seconds in ("1.0", "0.8", "0.6")])
figures["requests of 1.0, 0.8, 0.6 s, × the longest"] = time.perf_counter() - began
print("@@" + json.dumps(figures))
