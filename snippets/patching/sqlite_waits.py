"""SQLite waits in C: no patch reaches it, the thread pool does."""

from gevent import monkey

monkey.patch_all()

import sqlite3
import tempfile
from pathlib import Path

import gevent

file = Path(tempfile.mkdtemp()) / "data"
owner = sqlite3.connect(file)
owner.execute("BEGIN IMMEDIATE")  # takes the lock and keeps it


def ask_for_the_lock():
    second = sqlite3.connect(file, timeout=1)
    try:
        second.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        print("OperationalError:", error)
    second.close()


def had_a_turn(wait):
    other = gevent.spawn(int)  # ready to run from now on
    wait()
    return other.ready()


print("others ran:", had_a_turn(ask_for_the_lock))
pool = gevent.get_hub().threadpool
print("others ran:", had_a_turn(lambda: pool.apply(ask_for_the_lock)))
