"""Three generators with a finally: which of them clean up?"""


def reader(name):
    try:
        print(name, "opens")
        while True:
            yield
    finally:
        print(name, "cleans up")


a = reader("a")
next(a)
a.close()

b = reader("b")
next(b)
del b  # the last reference is gone

c = reader("c")
c.close()  # the body has not begun
print("c printed nothing")
