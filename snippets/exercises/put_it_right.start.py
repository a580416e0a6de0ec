"""Exercise: the helper blocks. Let it give way, untouched."""

import types

HELPER = """
from time import sleep


def wait():
    sleep(0.2)
"""

helper = types.ModuleType("helper")
exec(HELPER, vars(helper))  # as import helper would

import gevent
from gevent import monkey

monkey.patch_all()


def slow():
    helper.wait()
    print("slow is done")


def quick():
    print("quick is done")


gevent.joinall([gevent.spawn(slow), gevent.spawn(quick)])
