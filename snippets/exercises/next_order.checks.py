def check_printed(run):
    """
    zh: 依次打印 x、1、y、z、2、3
    en: It prints x, 1, y, z, 2, 3, in this order
    """
    assert run.lines == ["x", "1", "y", "z", "2", "3"]


def check_turns(run):
    """
    zh: 两个生成器轮流得到控制权：a、b、a、b、b
    en: The generators take turns: a, b, a, b, b
    """
    order = ["func_a", "func_b", "func_a", "func_b", "func_b"]
    assert run.turns == order


def check_ends(run):
    """
    zh: 程序正常结束，退出码是 0
    en: The program ends without an error, exit code 0
    """
    assert run.exit_code == 0
