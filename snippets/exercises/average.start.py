"""Exercise: an average that starts again and tells its last value."""


class Restart(Exception):
    pass


def average():
    total = count = 0
    result = None
    while True:
        total += yield result
        count += 1
        result = total / count


a = average()
next(a)
print(a.send(10), a.send(30))
print(a.throw(Restart), a.send(8))
print(a.close())
