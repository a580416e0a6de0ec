"""A generator that calls itself walks a tree."""

TREE = (1, (2, 3), 4)


def leaves(node):
    if isinstance(node, int):
        yield node
        return
    for child in node:
        yield from leaves(child)


print(list(leaves(TREE)))
