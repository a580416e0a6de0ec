"""joinall raises nothing, and a Group forgets; a list remembers."""

import gevent
from gevent.pool import Group

gevent.get_hub().exception_stream = None  # no report on stderr


def work(text):
    return int(text)


group = Group()
kept = [group.spawn(work, text) for text in ("5", "five")]
gevent.joinall(kept)
print("joinall raised nothing")

gevent.sleep(0)
group.join(raise_error=True)
print("nor did the group, which has forgotten both:", len(group))

try:
    gevent.joinall(kept, raise_error=True)
except ValueError as error:
    print("with raise_error:", repr(error))
