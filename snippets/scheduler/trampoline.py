"""Generators that call generators, on a stack that is a list."""

from traceback import extract_stack


def run(task):
    stack, value = [task], None
    while stack:
        try:
            called = stack[-1].send(value)
        except StopIteration as end:
            stack.pop()
            value = end.value
        else:
            stack.append(called)
            value = None
    return value


def frames_of(name):
    return [frame.name for frame in extract_stack()].count(name)


def total(n):
    if n == 0:
        print("at the bottom, frames:", frames_of("total"))
        return 0
    return n + (yield total(n - 1))


def plain_total(n):
    if n == 0:
        print("at the bottom, frames:", frames_of("plain_total"))
        return 0
    return n + plain_total(n - 1)


print("plain recursion", plain_total(4))
print("on a trampoline", run(total(4)))
