"""The return value of a generator travels in StopIteration.value."""


def func_a():
    yield "first stop"
    return "all done"


a = func_a()
print("next:", next(a))
try:
    next(a)
except StopIteration as end:
    print("StopIteration.value:", end.value)


def outer():
    result = yield from func_a()
    print("yield from:", result)


print("a for loop drops it:", list(func_a()))
print("stops:", list(outer()))
