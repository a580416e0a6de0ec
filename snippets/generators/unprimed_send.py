"""A generator that has not started has no yield to receive at."""


def consume():
    while True:
        item = yield
        print("Consume", item)


consumer = consume()
try:
    consumer.send(1)
except TypeError as error:
    print("TypeError:", error)

consumer.send(None)  # the same as next(consumer)
consumer.send(1)
