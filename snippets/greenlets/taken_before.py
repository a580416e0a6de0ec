"""Two names for one function, and a patch in between."""

import time
from time import sleep  # the function itself, as it is now

from gevent import monkey

monkey.patch_all()

import gevent


def watch(wait, name):
    other = gevent.spawn(int)  # ready to run from now on
    wait(0.1)
    print(f"{name} lets the others run:", other.ready())
    other.join()


watch(time.sleep, "time.sleep")
watch(sleep, "sleep")
