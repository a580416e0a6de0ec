"""Calling a generator function makes an object and runs nothing."""

import re


def func_a():
    print("x")
    yield


def show(value):
    # An address differs on every run, so hide it.
    print(re.sub(r"0x[0-9a-fA-F]+", "0x...", repr(value)))


a = func_a()  # no "x" yet
show(a)
show(func_a)
show(func_a())  # each call makes another generator
print("same object:", a is func_a())
next(a)  # now "x"
