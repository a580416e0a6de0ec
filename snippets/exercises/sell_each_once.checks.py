import gevent
from gevent.event import Event


def broken(name):
    gevent.sleep(0)
    raise ValueError("no money")


def left_after(run, names, pay):
    """Let names buy at once from three tickets; count those left.

    All that still wait after twenty turns of the hub are killed.
    """
    hub = gevent.get_hub()
    stream, hub.exception_stream = hub.exception_stream, None
    buy = run.globals["buy"]
    live = buy.__globals__  # run.globals keeps the end's values
    own_pay = live["pay"]
    live.update(tickets=3, pay=pay)
    try:
        buyers = [gevent.spawn(buy, name) for name in names]
        for _ in range(20):
            gevent.sleep(0)
        gevent.killall(buyers, timeout=5)
        return live["tickets"]
    finally:
        live["pay"] = own_pay
        hub.exception_stream = stream


def check_sold_three(run):
    """
    zh: 三张票卖给三个人，一张不剩
    en: Three tickets go to three people, and none is left
    """
    assert len(run.globals["sold_to"]) == 3
    assert run.lines[-1:] == ["sold: 3 left: 0"]


def check_who_pays(run):
    """
    zh: 没有票了，就不去付款
    en: Nobody pays when there is no ticket left
    """
    paid = []

    def pay(name):
        paid.append(name)
        gevent.sleep(0)

    left_after(run, "abcde", pay)
    assert len(paid) == 3


def check_at_the_same_time(run):
    """
    zh: 一个人还在付款，别人也能买
    en: While one is still paying, another can buy
    """
    paying = []

    def pay(name):
        paying.append(name)
        Event().wait()

    left_after(run, "ab", pay)
    assert len(paying) == 2


def check_failed(run):
    """
    zh: 付款失败（ValueError），那张票还在
    en: If paying fails with a ValueError, the ticket is still there
    """
    assert left_after(run, "a", broken) == 3


def check_killed(run):
    """
    zh: 付款时被 kill，那张票也还在
    en: If the buyer is killed while paying, it is still there, too
    """
    wait = Event().wait
    assert left_after(run, "a", lambda name: wait()) == 3
