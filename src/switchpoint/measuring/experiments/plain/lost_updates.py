"""Print as JSON which part of their updates four threads lose, with ``+=`` and with a call."""

import json
import sys
import threading
from typing import Callable  # noqa: UP035 (Python 3.8 knows it here)

THREADS = 4
UPDATES = int(sys.argv[1])
total = 0


def one() -> int:
    """Return one."""
    return 1


def plus_equals() -> None:
    """Add one by ``+=``."""
    global total
    for _ in range(UPDATES):
        total += 1


def plus_a_call() -> None:
    """Add what a function returns."""
    global total
    for _ in range(UPDATES):
        total = total + one()


def lost(update: Callable[[], None]) -> float:
    """Return the part of the updates of all threads that is lost."""
    global total
    total = 0
    threads = [threading.Thread(target=update) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 1 - total / (THREADS * UPDATES)


sys.setswitchinterval(1e-6)  # switch as often as possible
print(json.dumps({update.__name__: lost(update) for update in (plus_equals, plus_a_call)}))
