"""Two plain calls: each runs from its first line to its last."""


def func_a():
    print("x")
    print("y")
    print("z")


def func_b():
    print(1)
    print(2)
    print(3)


func_a()
func_b()
