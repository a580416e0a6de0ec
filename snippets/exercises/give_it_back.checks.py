import gevent
from gevent.event import Event


class Broken(Event):
    def wait(self, timeout=None):
        raise ValueError("the chair breaks")


def missing_after(run, visit):
    """Return how many seats a visit has taken for good."""
    hub = gevent.get_hub()
    stream, hub.exception_stream = hub.exception_stream, None
    welcome = run.globals["welcome"]
    live = welcome.__globals__  # run.globals keeps the end's values
    free = live["free"]
    try:
        visit(welcome)
        for _ in range(3):  # links may still have to run
            gevent.sleep(0)
        return free - live["free"]
    finally:
        hub.exception_stream = stream


def check_guest_a(run):
    """
    zh: 客人 a 照旧坐下，再离开
    en: Guest a still sits down and leaves
    """
    expected = ["a sits, free: 1", "a leaves, free: 2"]
    assert run.lines[:2] == expected


def check_killed(run):
    """
    zh: 客人 b 坐下后被 kill，最后空着两个座位
    en: Guest b sits, is killed, and two seats are free at the end
    """
    assert run.lines[-2:] == ["b sits, free: 1", "free at the end: 2"]


def check_failed(run):
    """
    zh: 客人因 ValueError 结束，座位也还回来：不少一个
    en: A guest that fails with a ValueError leaves no seat missing
    """

    def fail(welcome):
        welcome("c", Event(), Broken()).join(5)

    assert missing_after(run, fail) == 0


def check_never_began(run):
    """
    zh: 还没开始运行就被 kill 的客人，不带走座位
    en: A guest killed before it began leaves no seat missing
    """

    def kill_at_once(welcome):
        welcome("d", Event(), Event()).kill(timeout=5)

    assert missing_after(run, kill_at_once) == 0


def check_not_swallowed(run):
    """
    zh: 被 kill 的客人以 GreenletExit 结束，没有把它吞掉
    en: A guest that is killed ends with GreenletExit, not swallowed
    """
    ends = []

    def kill_seated(welcome):
        seated = Event()
        greenlet = welcome("e", seated, Event())
        seated.wait(5)
        greenlet.kill(timeout=5)
        ends.append(type(greenlet.value).__name__)

    missing_after(run, kill_seated)
    assert ends == ["GreenletExit"]
