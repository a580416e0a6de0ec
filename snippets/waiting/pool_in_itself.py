"""Tasks that wait for tasks of their own pool can wait for ever."""

from gevent.exceptions import LoopExit
from gevent.pool import Pool

pool = Pool(2)


def total(tree):
    print("adds up", tree)
    parts = [pool.spawn(total, it) for it in tree if it != 1]
    return tree.count(1) + sum(part.get() for part in parts)


for tree in [[1, [1, 1]], [1, [1, [1]]]]:
    try:
        print("total:", pool.spawn(total, tree).get())
    except LoopExit as error:
        print("LoopExit:", error.args[0])
