"""Solution: only the function of a comes to its end."""

from greenlet import greenlet

predicted = {"a": True, "b": False, "c": False}


def run_a():
    b.switch()
    return "a is done"


def run_b():
    c.switch()
    print("never printed")


def run_c():
    a.switch()
    print("never printed")


a, b, c = greenlet(run_a), greenlet(run_b), greenlet(run_c)
if len(predicted) != 3:
    raise SystemExit("Predict first: True or False for a, b and c.")

print(a.switch())
dead = {"a": a.dead, "b": b.dead, "c": c.dead}
