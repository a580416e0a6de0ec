"""A recursion that fails for its depth fails by itself."""


def down(n):
    return down(n + 1)


try:
    down(0)
except RecursionError:
    print("too deep")
