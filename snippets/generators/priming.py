"""A decorator that runs a generator to its first yield."""

from functools import wraps
from inspect import getgeneratorstate


def primed(function):
    @wraps(function)
    def start(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return start


@primed
def consume():
    while True:
        item = yield
        print("Consume", item)


consumer = consume()
print(getgeneratorstate(consumer))
consumer.send(1)
consumer.send(2)
