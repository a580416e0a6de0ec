import ast

HELPER = """
from time import sleep


def wait():
    sleep(0.2)
"""


def check_order(run):
    """
    zh: quick 先结束，slow 后结束
    en: quick is done first, then slow
    """
    assert run.lines == ["quick is done", "slow is done"]


def check_gives_way(run):
    """
    zh: helper.wait() 等待时，别的 greenlet 能运行
    en: While helper.wait() waits, another greenlet runs
    """
    import gevent

    other = gevent.spawn(int)
    run.globals["helper"].wait()
    ran = other.ready()
    other.join()
    assert ran


def check_patch(run):
    """
    zh: patch_all() 只调用了一次，打在 time.sleep 上
    en: patch_all() is called once, and time.sleep is patched
    """
    from gevent import monkey

    assert run.source.count("patch_all(") == 1
    assert monkey.is_object_patched("time", "sleep")


def check_helper(run):
    """
    zh: HELPER 的源码没有改，也没有从外面换掉它的名字
    en: HELPER is unchanged, and none of its names is replaced by hand
    """
    assert run.globals["HELPER"] == HELPER
    assigned = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(run.source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
    ]
    assert assigned == []
