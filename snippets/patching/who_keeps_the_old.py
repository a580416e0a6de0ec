"""Who still holds the old sleep after the patch, and who does not."""

import time
from time import sleep

from gevent import monkey

old = time.sleep


def by_module():
    return time.sleep  # looked up when the function runs


def by_default(wait=time.sleep):  # looked up here, once
    return wait


class Client:
    wait = staticmethod(time.sleep)  # here as well


monkey.patch_all()

for how, held in [
    ("time.sleep", by_module()),
    ("from time import sleep", sleep),
    ("a default argument", by_default()),
    ("a class attribute", Client.wait),
]:
    print(f"{how:22}", "old" if held is old else "new")
