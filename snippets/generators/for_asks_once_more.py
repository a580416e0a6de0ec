"""A for loop asks once more than it runs."""


def three():
    for n in 1, 2, 3:
        print("give", n)
        yield n
    print("nothing left")


for item in three():
    print("  round", item)
print("the loop is over")
