"""A generator can be gone through once; a list, again and again."""


def numbers():
    yield 1
    yield 2


spent = numbers()
print("generator:", list(spent), list(spent))

kept = list(numbers())
print("list:     ", list(kept), list(kept))

print("called:   ", list(numbers()), list(numbers()))
