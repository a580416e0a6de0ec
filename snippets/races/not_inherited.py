"""spawn hands no context on; copy_context does."""

from contextvars import ContextVar, copy_context

import gevent

user = ContextVar("user", default="nobody")


def write_log(how):
    print(f"{how}: the user is {user.get()}")


user.set("ann")
write_log("called")
gevent.spawn(write_log, "spawned").join()
gevent.spawn(copy_context().run, write_log, "with a copy").join()
