"""One error causes another, so two tracebacks are printed."""


def first_of_each(groups):
    for group in groups:
        yield next(iter(group))


def show(groups):
    for item in first_of_each(groups):
        print("first:", item)


show(["abc", "", "xyz"])
