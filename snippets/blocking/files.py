"""A file never switches, unless a thread of the pool reads it."""

# needs: threads
from gevent.fileobject import FileObjectPosix, FileObjectThread
from gevent.util import assert_switches

for opens in open, FileObjectPosix, FileObjectThread:
    try:
        with assert_switches(), opens(__file__, "rb") as file:
            file.read()
        print("switches:", opens.__name__)
    except AssertionError:
        print("   stays:", opens.__name__)
