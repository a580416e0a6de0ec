"""A StopIteration that leaves a generator's body is an error."""


def firsts(lists):
    for items in lists:
        yield next(iter(items))  # an empty list has no first item


def careful_firsts(lists):
    for items in lists:
        yield next(iter(items), None)


lists = [1, 2], [], [3]
try:
    for first in firsts(lists):
        print(first)
except RuntimeError as error:
    print("RuntimeError:", error)
    print("its cause:", repr(error.__cause__))
print(list(careful_firsts(lists)))
