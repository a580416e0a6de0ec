"""How much C stack a greenlet saves, at different depths."""

from greenlet import getcurrent, greenlet

main = getcurrent()


def python_only(depth):
    if depth:
        python_only(depth - 1)
    else:
        main.switch()


def through_c(depth):
    if depth:
        list(map(through_c, [depth - 1]))  # map and list are C
    else:
        main.switch()


def saved(function, depth):
    g = greenlet(function)
    g.switch(depth)  # it suspends at that depth
    return g._stack_saved


shallow, deep = saved(python_only, 1), saved(python_only, 300)
print("Python only, 1 and 300 deep, same size:", shallow == deep)
print("that size is under 4 KB:", 0 < deep < 4096)

shallow, deep = saved(through_c, 1), saved(through_c, 300)
print("through C, 300 deep saves more:", deep > shallow)
print("more than ten times as much:", deep > 10 * shallow)
