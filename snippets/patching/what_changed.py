"""What patch_all replaces, and what it leaves alone."""

import builtins
import os
import queue
import select
import socket
import ssl
import subprocess
import threading
import time
import warnings

from gevent import monkey

NAMES = {
    time: ["sleep", "time"],
    socket: ["socket", "getaddrinfo"],
    ssl: ["SSLContext"],
    select: ["select"],
    threading: ["Lock", "current_thread"],
    queue: ["SimpleQueue", "Queue"],
    subprocess: ["Popen"],
    os: ["fork", "read"],
    builtins: ["open", "input", "print"],
}
before = {
    (module, name): getattr(module, name)
    for module, names in NAMES.items()
    for name in names
}

warnings.simplefilter("ignore")  # ssl has been imported on purpose
monkey.patch_all()

for (module, name), old in before.items():
    same = getattr(module, name) is old
    word = "as before" if same else "replaced"
    print(f"{module.__name__}.{name}:".ljust(26), word)
