"""Without a patch the three requests run one after another."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import gevent
import requests

SITES = {  # path: (seconds to wait, characters to send)
    "/baidu": (0.3, 2443),
    "/github": (0.9, 59430),
    "/bilibili": (0.6, 24268),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        delay, size = SITES[self.path]
        time.sleep(delay)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"." * size)

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()


def fetch(path):
    print(f"Access {path}...")
    url = f"http://127.0.0.1:{server.server_port}{path}"
    print(f"Length of {path} is {len(requests.get(url).text)}")


gevent.joinall([gevent.spawn(fetch, path) for path in SITES])
