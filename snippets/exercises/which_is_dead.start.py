"""Exercise: which of the three are dead in the end? Predict first."""

from greenlet import greenlet

predicted = {}  # such as {"a": True, "b": True, "c": True}


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
