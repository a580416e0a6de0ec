def losing(run):
    return {line[0] for line in run.lines if not line.endswith(" 3")}


def check_programs(run):
    """
    zh: 四个程序都运行了，代码没有改
    en: All four programs ran, unchanged
    """
    assert [line[0] for line in run.lines] == ["A", "B", "C", "D"]
    assert losing(run) == {"C", "D"}


def check_none_too_many(run):
    """
    zh: 你写下的程序，每一个都丢了更新
    en: Every program that you named lost updates
    """
    assert set(run.globals["predicted"]) <= losing(run)


def check_none_missed(run):
    """
    zh: 丢了更新的程序，你一个也没漏
    en: Every program that lost updates is among those you named
    """
    assert losing(run) <= set(run.globals["predicted"])
