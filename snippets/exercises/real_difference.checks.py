def verdict_on(run, one, other):
    return run.call(run.globals["verdict"], one, other).value


def check_clear(run):
    """
    zh: 每一轮都更快的，才算更快，无论哪一方
    en: What is faster in every round is faster, whichever it is
    """
    assert verdict_on(run, [10, 11, 12], [20, 21, 19]) == "one"
    assert verdict_on(run, [20, 21, 19], [10, 11, 12]) == "other"


def check_drift(run):
    """
    zh: 机器越来越慢，两组的范围重叠，每一轮里的先后却没有变
    en: The machine gets slower, the two ranges overlap, but each round agrees
    """
    assert verdict_on(run, [40, 60, 90], [50, 75, 112]) == "one"


def check_outlier(run):
    """
    zh: 只有一轮特别慢，不能由这一轮说了算
    en: One round that is much slower does not decide
    """
    slow_once = [50, 52, 49, 51, 900]
    assert verdict_on(run, slow_once, [51, 50, 50, 52, 48]) == "unclear"


def check_disagreeing(run):
    """
    zh: 各轮说法不一，就回答 unclear
    en: Rounds that do not agree are unclear
    """
    assert verdict_on(run, [50, 52, 49], [51, 50, 50]) == "unclear"
    assert verdict_on(run, [50, 50], [49, 70]) == "unclear"
