"""A generator that yields again when it is told to close."""


def stubborn():
    try:
        yield "working"
    except GeneratorExit:
        yield "not yet"


g = stubborn()
print(next(g))
try:
    g.close()
except RuntimeError as error:
    print("RuntimeError:", error)
print("still suspended:", g.gi_frame is not None)
g.close()
print("after a second close:", g.gi_frame is not None)
