"""send drives a coroutine, as it drives a generator."""


class Pause:
    def __await__(self):
        return (yield "paused")


async def helper():
    return await Pause()


async def work():
    print("  work begins")
    answer = await helper()
    print("  work goes on with", answer)
    return "result"


c = work()
print("send returned", c.send(None))
try:
    c.send("an answer")
except StopIteration as end:
    print("ended with", end.value)
