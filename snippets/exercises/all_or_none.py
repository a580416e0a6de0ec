"""Solution: raise the first error, then end all that is left."""

import gevent

gevent.get_hub().exception_stream = None  # hides the hub's report


def work(name, seconds):
    try:
        gevent.sleep(seconds)
        if name == "bad":
            raise ValueError(name)
        print("ended", name)
        return name.upper()
    finally:
        print("left", name)


def run_all(*jobs):
    greenlets = [gevent.spawn(work, *job) for job in jobs]
    try:
        gevent.joinall(greenlets, raise_error=True)
    finally:
        gevent.killall(greenlets)  # returns when all have ended
    return [greenlet.value for greenlet in greenlets]


print(run_all(("slow", 0.4), ("quick", 0.2)))
try:
    print(run_all(("slow", 0.6), ("bad", 0.3)))
except ValueError as error:
    print("failed:", error)
