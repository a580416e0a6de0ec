"""Values whose repr fails, prints, or is endless."""


class Rude:
    def __repr__(self):
        print("never called")
        raise RuntimeError

    def __getattr__(self, name):
        raise RuntimeError


def hand_out():
    yield Rude()
    yield "x" * 10_000
    yield list(range(10_000))
    yield {"key": [[[[1]]]]}
    yield object()


for thing in hand_out():
    pass
