"""Two greenlets pass a ball."""

from greenlet import greenlet


def ping():
    print("ping got", pong.switch("ball 1"))
    print("ping got", pong.switch("ball 2"))
    return "tired"


def pong(ball):
    while True:
        print("pong got", ball)
        ball = ping_greenlet.switch(ball.upper())


ping_greenlet, pong = greenlet(ping), greenlet(pong)
print(ping_greenlet.switch())
