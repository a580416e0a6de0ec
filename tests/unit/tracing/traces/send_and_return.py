"""Values travel both ways, and out at the end."""


def average():
    total = count = 0
    mean = None
    while (value := (yield mean)) is not None:
        total += value
        count += 1
        mean = total / count
    return count


a = average()
next(a)
print(a.send(10))
print(a.send(20))
try:
    a.send(None)
except StopIteration as stop:
    print("counted", stop.value)
