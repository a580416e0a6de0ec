"""A generator that is running cannot be resumed."""


def snake():
    yield "head"
    print("the snake resumes itself")
    yield next(g)  # g is running right now


g = snake()
print(next(g))
try:
    next(g)
except ValueError as error:
    print("ValueError:", error)
