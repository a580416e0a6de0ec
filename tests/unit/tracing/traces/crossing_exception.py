"""An exception crosses two generators on its way out."""


def source():
    yield 1
    raise OSError("gone")


def doubled(numbers):
    for number in numbers:
        yield 2 * number


d = doubled(source())
print(next(d))
try:
    next(d)
except OSError as error:
    print("outside:", error)
