"""A for loop that is left early leaves its generator suspended."""

from contextlib import closing


def lines():
    try:
        yield "first"
        yield "second"
    finally:
        print("  lines closed")


g = lines()
for line in g:
    print(line)
    break
print("after break, still suspended:", g.gi_frame is not None)
g.close()

with closing(lines()) as h:
    for line in h:
        print(line)
        break
print("after the with block")
