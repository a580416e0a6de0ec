class Unrelated(Exception):
    pass


def average_of(run, *numbers):
    average = run.globals["average"]()
    next(average)
    for number in numbers:
        average.send(number)
    return average


def check_restart(run):
    """
    zh: 送 10、20，再 throw(Restart)，之后送 8，得到 8.0
    en: After 10, 20 and throw(Restart), sending 8 gives 8.0
    """
    average = average_of(run, 10, 20)
    average.throw(run.globals["Restart"])
    assert average.send(8) == 8.0


def check_restart_value(run):
    """
    zh: throw(Restart) 本身返回 None
    en: throw(Restart) itself returns None
    """
    average = average_of(run, 10, 20)
    assert average.throw(run.globals["Restart"]) is None


def check_close(run):
    """
    zh: 送 4、8，close() 返回 6.0；第二次 close() 返回 None
    en: After 4 and 8, close() returns 6.0, and a second close() None
    """
    average = average_of(run, 4, 8)
    assert (average.close(), average.close()) == (6.0, None)


def check_other_exceptions(run):
    """
    zh: 其他异常不由它处理：throw 进去，原样出来
    en: Any other exception that is thrown in comes out again, unchanged
    """
    call = run.call(average_of(run, 4).throw, Unrelated())
    assert call.raised == "Unrelated"


def check_ends(run):
    """
    zh: 程序正常结束，退出码是 0
    en: The program ends without an error, exit code 0
    """
    assert run.exit_code == 0
