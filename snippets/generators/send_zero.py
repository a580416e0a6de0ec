"""Zero is sent to a consumer that takes it for the end."""

from inspect import getgeneratorstate


def consume():
    reply = ""
    while True:
        item = yield reply
        if not item:  # true for 0, "", None, []
            return
        print("Consume", item)
        reply = "ok"


consumer = consume()
next(consumer)
for item in 7, 0, 8:
    print("Produce", item)
    try:
        print("Consumer said:", consumer.send(item))
    except StopIteration:
        print("StopIteration in the producer")
    print("  consumer is", getgeneratorstate(consumer))
