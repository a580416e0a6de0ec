"""A recursive walk hands out its values, without yield from."""

from greenlet import getcurrent, greenlet


def hand_out(value):
    getcurrent().parent.switch(value)


def walk(tree):
    if isinstance(tree, list):
        for part in tree:
            walk(part)  # plain recursion
    else:
        hand_out(tree)


g = greenlet(walk)
leaf = g.switch([1, [2, [3]], 4])
while not g.dead:
    print(leaf)
    leaf = g.switch()
