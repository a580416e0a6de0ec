"""Work that only computes: taking turns saves no step."""

import gevent


def compute(name, polite, log):
    for n in range(3):
        sum(range(10_000))
        log.append(f"{name}{n}")
        if polite:
            gevent.sleep(0)  # let the others run


for polite in False, True:
    log = []
    gevent.joinall(
        [gevent.spawn(compute, n, polite, log) for n in "ABC"]
    )
    print("polite" if polite else "plain ", len(log), "steps:", *log)
