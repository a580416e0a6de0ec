"""One value of infinitely many."""

import itertools


def numbers():
    for number in itertools.count():
        yield number


n = numbers()
print(next(n), next(n))
