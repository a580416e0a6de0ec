"""A copy ends the RuntimeError, but not the race."""

import gevent

gevent.get_hub().exception_stream = None  # no report on stderr


def send(name):
    gevent.sleep(0)
    note = "" if name in clients else ", who has left"
    print(f"  sent to {name}{note}")


def the_dict():
    for name in clients:
        send(name)


def a_copy():
    for name in list(clients):
        send(name)


def a_copy_and_a_look():
    for name in list(clients):
        if name in clients:
            send(name)


for broadcast in the_dict, a_copy, a_copy_and_a_look:
    print(broadcast.__name__)
    clients = dict.fromkeys(["ann", "bob", "cid"])
    sending = gevent.spawn(broadcast)
    gevent.spawn(clients.pop, "cid")
    try:
        sending.get()
    except RuntimeError as error:
        print("  RuntimeError:", error)
