"""The patch can be asked what it has replaced, and for the original."""

import time

from gevent import monkey

old = time.sleep


def ask():
    print("time:         ", monkey.is_module_patched("time"))
    print("time.sleep:   ", monkey.is_object_patched("time", "sleep"))
    print(
        "socket.socket:", monkey.is_object_patched("socket", "socket")
    )


ask()
monkey.patch_time()
ask()
print("the original: ", monkey.get_original("time", "sleep") is old)
