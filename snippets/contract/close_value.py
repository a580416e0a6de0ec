"""close returns what the generator returned, once."""


def total():
    amount = 0
    try:
        while True:
            amount += yield
    except GeneratorExit:
        return amount


g = total()
next(g)
for n in 3, 4, 5:
    g.send(n)
print("close returned", g.close())
print("the second time", g.close())
