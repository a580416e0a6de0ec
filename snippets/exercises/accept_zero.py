"""Solution: an end mark that no item can be mistaken for."""

END = object()


def consume():
    reply = ""
    while True:
        item = yield reply
        if item is END:
            return
        print("Consume", repr(item))
        reply = "ok"


def produce(consumer):
    next(consumer)
    for item in 1, 0, "", 7:
        print("Consumer said:", consumer.send(item))
    try:
        consumer.send(END)
    except StopIteration:
        print("The consumer has finished")


produce(consume())
