from inspect import getcoroutinestate
from types import coroutine


@coroutine
def turn():
    yield


async def steps(name, n):
    for i in range(n):
        print(name, i)
        await turn()
    return name


async def failing():
    await turn()
    raise OSError("no network")


def check_results(run):
    """
    zh: 结果按传入的次序返回，不管谁先结束
    en: Results come in the order of the arguments, whoever ends first
    """
    tasks = steps("x", 3), steps("y", 1)
    assert run.call(run.globals["run"], *tasks).value == ["x", "y"]


def check_turns(run):
    """
    zh: 轮流推进，每次一步：x 0、y 0、x 1、y 1
    en: They take turns, a step at a time: x 0, y 0, x 1, y 1
    """
    tasks = steps("x", 2), steps("y", 2)
    call = run.call(run.globals["run"], *tasks)
    assert call.lines == ["x 0", "y 0", "x 1", "y 1"]


def check_error(run):
    """
    zh: 一个任务抛出 OSError，run 也抛出 OSError
    en: When a task raises OSError, so does run
    """
    tasks = failing(), steps("x", 3)
    assert run.call(run.globals["run"], *tasks).raised == "OSError"


def check_closed(run):
    """
    zh: 出错之后，其余的任务都已关闭
    en: After an error the other tasks are closed
    """
    left = steps("x", 3)
    run.call(run.globals["run"], left, failing())
    state = getcoroutinestate(left)
    left.close()
    assert state == "CORO_CLOSED"


def check_ends(run):
    """
    zh: 程序打印 ['a', 'b']，正常结束
    en: The program prints ['a', 'b'] and ends without an error
    """
    assert run.lines[-1] == "['a', 'b']"
    assert run.exit_code == 0
