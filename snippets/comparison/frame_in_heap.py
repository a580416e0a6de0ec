"""A generator's frame stays where it is; switching copies nothing."""

import sys


def steps():
    frame = sys._getframe()
    yield frame, frame.f_back
    yield frame, frame.f_back


g = steps()
size = sys.getsizeof(g)
frame = g.gi_frame  # there before the first step

first, caller = next(g)
print("same frame in the first step:", first is frame)
print("called from here:", caller is sys._getframe())
print("suspended, it hangs on nobody:", frame.f_back is None)

second, caller = next(g)
print("same frame in the second step:", second is frame)
print("generator grew:", sys.getsizeof(g) != size)
print("generator is under 1 KB:", size < 1024)
