"""More switches than anybody would read; the program goes on to its end."""


def count():
    for number in range(6_000):
        yield number


print(sum(count()))
