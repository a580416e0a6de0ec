"""One cook, three pots: one by one, and all on the stove at once."""

MINUTES = {"soup": 30, "rice": 20, "eggs": 10}


def cook(pot):
    print("  put on", pot)
    yield MINUTES[pot]  # nothing to do for so many minutes
    print("  take off", pot)


print("one by one:")
total = 0
for pot in MINUTES:
    for minutes in cook(pot):
        total += minutes  # the cook stands beside the pot
print("  minutes:", total)

print("all at once:")
waiting = []
for pot in MINUTES:
    cooking = cook(pot)
    waiting.append((next(cooking), pot, cooking))
for minutes, _, cooking in sorted(waiting):  # the shortest first
    next(cooking, None)
    total = minutes  # since they were put on
print("  minutes:", total)
