"""A coroutine driven with send, as an event loop would."""


class Pause:
    def __await__(self):
        got = yield "pausing"
        return got


async def inner():
    return await Pause()


async def outer():
    print("got", await inner())


c = outer()
print(c.send(None))
try:
    c.send("a value")
except StopIteration:
    print("done")
