"""Two greenlets hit a ball: switch carries a value each way."""

from greenlet import greenlet


def ping(ball):
    while ball < 5:
        print("ping hits", ball)
        ball = b.switch(ball + 1)
    return "ping stops"


def pong(ball):
    while True:
        print("  pong hits", ball)
        ball = a.switch(ball + 1)


a, b = greenlet(ping), greenlet(pong)
print(a.switch(1))
print("dead:", a.dead, b.dead)
