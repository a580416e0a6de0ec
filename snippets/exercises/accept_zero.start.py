"""Exercise: let the consumer accept 0 and "" as well."""

END = ""  # the producer sends this when nothing is left


def consume():
    reply = ""
    while True:
        item = yield reply
        if not item:
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
