"""A producer hands each item to a consumer, with send."""

import time


def consume():
    reply = ""
    while True:
        item = yield reply
        if not item:
            return
        print(f"Consume {item}")
        time.sleep(1)
        reply = "ok"


def produce(consumer):
    next(consumer)  # run to the first yield
    for item in range(1, 5):
        print(f"Produce {item}")
        reply = consumer.send(item)
        print(f"Consumer said: {reply}")
    consumer.close()


produce(consume())
