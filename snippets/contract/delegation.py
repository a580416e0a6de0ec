"""yield from opens a channel to the innermost generator."""


def collect():
    items = []
    while True:
        try:
            item = yield len(items)
        except ValueError:
            items.clear()
            continue
        if item is None:
            return items
        items.append(item)


def two_lists():
    first = yield from collect()
    second = yield from collect()
    return first, second


g = two_lists()
next(g)
print("send:", g.send("a"), g.send("b"))
print("throw:", g.throw(ValueError))
print("send:", g.send("c"), g.send(None))
try:
    g.send(None)
except StopIteration as end:
    print("return:", end.value)
