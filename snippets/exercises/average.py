"""Solution: catch at the yield, and return at GeneratorExit."""


class Restart(Exception):
    pass


def average():
    total = count = 0
    result = None
    while True:
        try:
            number = yield result
        except Restart:
            total = count = 0
            result = None
        except GeneratorExit:
            return result
        else:
            total += number
            count += 1
            result = total / count


a = average()
next(a)
print(a.send(10), a.send(30))
print(a.throw(Restart), a.send(8))
print(a.close())
