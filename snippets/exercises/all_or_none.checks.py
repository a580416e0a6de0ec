def jobs_of(run, *jobs):
    return run.call(run.globals["run_all"], *jobs)


def check_results(run):
    """
    zh: 全部成功时，按给出的次序返回各自的结果
    en: If all succeed, it returns their results in the order given
    """
    call = jobs_of(run, ("x", 0.2), ("y", 0))
    assert call.value == ["X", "Y"]


def check_raises(run):
    """
    zh: 有一个失败，run_all 就抛出它的 ValueError
    en: If one fails, run_all raises its ValueError
    """
    call = jobs_of(run, ("x", 0.2), ("bad", 0))
    assert call.raised == "ValueError"


def check_no_waiting(run):
    """
    zh: 失败之后不再等别人做完
    en: After the failure, nobody else runs on to the end
    """
    call = jobs_of(run, ("x", 0.3), ("bad", 0))
    assert "ended x" not in call.lines


def check_cleaned_up(run):
    """
    zh: run_all 结束之前，每一个都执行了自己的 finally
    en: Before run_all ends, each of them has run its finally
    """
    call = jobs_of(run, ("x", 0.3), ("bad", 0), ("y", 0.6))
    left = [line for line in call.lines if line.startswith("left")]
    assert sorted(left) == ["left bad", "left x", "left y"]
