"""Calls and nothing else: each runs to its end."""


def double(number):
    return 2 * number


def show(number):
    print(double(number))


show(1)
show(2)
