def check_five(run):
    """
    zh: 预测有五个名字：一个 A、两个 B、两个 C
    en: Five names are predicted: one A, two Bs, two Cs
    """
    assert sorted(run.globals["predicted"]) == ["A", "B", "B", "C", "C"]


def check_waits(run):
    """
    zh: 五次等待都在，时长没有改
    en: All five waits are there, none of them changed
    """
    waits = ["A 0.5", "B 0.1", "B 0.6", "C 0.3", "C 0.7"]
    ended = sorted(line.replace("after ", "") for line in run.lines)
    assert ended == waits


def check_order(run):
    """
    zh: 预测的顺序就是实际的顺序
    en: The predicted order is the order in which the waits ended
    """
    ended = [line[0] for line in run.lines if "after" in line]
    assert ended
    assert list(run.globals["predicted"]) == ended
