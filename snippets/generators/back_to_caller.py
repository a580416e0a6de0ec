"""A generator that yields goes back to whoever resumed it."""


def ping():
    print("  ping runs")
    yield
    print("  ping runs again")


def first_caller(g):
    print("first caller resumes ping")
    next(g)
    print("first caller goes on")


def second_caller(g):
    print("second caller resumes ping")
    next(g, None)
    print("second caller goes on")


g = ping()
first_caller(g)
second_caller(g)
