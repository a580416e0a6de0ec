"""throw raises its exception at the yield where the generator waits."""


def worker():
    done = 0
    while True:
        try:
            item = yield done
            print("  works on", item)
            done += 1
        except ValueError as error:
            print("  catches:", error)


g = worker()
next(g)
g.send("a")
print("throw returned", g.throw(ValueError("bad item")))
g.send("b")
try:
    g.throw(KeyError("unknown"))
except KeyError as error:
    print("nobody inside caught", repr(error))
print("nothing left to resume:", g.gi_frame is None)
