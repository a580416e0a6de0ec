import gevent

HANDLERS = "fetch", "charge", "notify"


def beats_during(handler):
    """Return how often another greenlet ran while the handler ran."""
    beats = []

    def beat():
        while True:
            gevent.sleep(0.02)
            beats.append(None)

    greenlet = gevent.spawn(beat)
    gevent.sleep(0)
    handler()
    greenlet.kill()
    return len(beats)


def check_finds_blocking(run):
    """
    zh: blocks 认得出只计算、不让出的函数
    en: blocks tells a function that only computes
    """
    assert run.globals["blocks"](lambda: sum(range(1000))) is True


def check_spares_waiting(run):
    """
    zh: blocks 不冤枉等待时会让出的函数，哪怕它等得久
    en: blocks does not blame a function that waits politely, however long
    """
    assert run.globals["blocks"](lambda: gevent.sleep(0.5)) is False


def check_all_give_way(run):
    """
    zh: 每个处理函数运行时，别的 greenlet 都轮得到
    en: While any of the handlers runs, another greenlet gets turns
    """
    rude = [it for it in HANDLERS if not beats_during(run.globals[it])]
    assert rude == []


def check_still_pauses(run):
    """
    zh: retry 仍然做两次，每次之后都停顿
    en: retry still takes two steps and pauses after each
    """
    done = []
    pauses = []
    run.globals["retry"](lambda: done.append(1), pause=pauses.append)
    assert (done, pauses) == ([1, 1], [0.2, 0.2])


def check_charge_waits(run):
    """
    zh: charge 仍然要等：别的 greenlet 至少轮到五次
    en: charge still waits: another greenlet gets five turns or more
    """
    assert beats_during(run.globals["charge"]) >= 5
