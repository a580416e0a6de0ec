"""Three waits overlap with threads just as with greenlets."""

import threading
import time

import gevent

DELAYS = {"A": 0.3, "B": 0.9, "C": 0.6}


def wait(name, sleep, ended):
    sleep(DELAYS[name])
    ended.append(name)


def with_threads(ended):
    threads = [
        threading.Thread(target=wait, args=(name, time.sleep, ended))
        for name in DELAYS
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def with_greenlets(ended):
    gevent.joinall(
        [
            gevent.spawn(wait, name, gevent.sleep, ended)
            for name in DELAYS
        ]
    )


for run in with_threads, with_greenlets:
    ended, begin = [], time.monotonic()
    run(ended)
    shorter = time.monotonic() - begin < sum(DELAYS.values())
    print(run.__name__, *ended, "| less than the sum:", shorter)
