"""Each value goes all the way through before the next is made."""


def numbers():
    for n in 1, 2, 3:
        print("make", n)
        yield n


def doubled(items):
    for item in items:
        print("  double", item)
        yield item * 2


for result in doubled(numbers()):
    print("    use", result)
