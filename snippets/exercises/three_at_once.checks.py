def check_all_pages(run):
    """
    zh: 十页都读到了，每页恰好一次，程序正常结束
    en: All ten pages are read, each of them once, and the program ends
    """
    pages = "/ /a /a1 /a2 /a3 /b /b1 /c /c1 /d"
    assert f"pages: {pages}" in run.lines


def check_at_most_three(run):
    """
    zh: 任何时候，正在读的都不超过三页
    en: No more than three pages are ever read at once
    """
    assert 1 <= run.globals["most"] <= 3


def check_still_overlap(run):
    """
    zh: 没有退回到一页一页地读
    en: It does not go back to reading one page after another
    """
    assert run.globals["most"] >= 2
