"""Three requests wait at once; the shortest delay answers first."""

from gevent import monkey

monkey.patch_all()

import gevent
import requests
from gevent.pywsgi import WSGIServer

SITES = {  # path: (seconds to wait, characters to send)
    "/baidu": (0.3, 2443),
    "/github": (0.9, 59430),
    "/bilibili": (0.6, 24268),
}


def answer(environ, start_response):
    delay, size = SITES[environ["PATH_INFO"]]
    gevent.sleep(delay)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"." * size]


server = WSGIServer(("127.0.0.1", 0), answer, log=None)
server.start()


def fetch(path):
    print(f"Access {path}...")
    url = f"http://127.0.0.1:{server.server_port}{path}"
    print(f"Length of {path} is {len(requests.get(url).text)}")


gevent.joinall([gevent.spawn(fetch, path) for path in SITES])
