"""Three generators, four additions each, in one thread."""

total = 0


def switch_inside():
    global total
    for _ in range(4):
        seen = total  # read
        yield
        total = seen + 1  # write what is out of date by now


def switch_outside():
    global total
    for _ in range(4):
        total = total + 1
        yield


def run(function):
    global total
    total = 0
    tasks = [function() for _ in range(3)]
    while tasks:
        tasks = [task for task in tasks if next(task, "end") != "end"]
    return total


print("switch inside the update: ", run(switch_inside))
print("switch outside the update:", run(switch_outside))
