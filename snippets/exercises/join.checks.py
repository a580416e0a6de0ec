def check_order(run):
    """
    zh: 汤三步、米饭一步都在，“guest eats” 是最后一行
    en: Soup has its three steps, rice its one, and "guest eats" comes last
    """
    cooked = [line for line in run.lines if line.startswith("soup")]
    assert cooked == ["soup 1", "soup 2", "soup 3"]
    assert "rice 1" in run.lines
    assert run.lines[-1] == "guest eats"


def check_no_polling(run):
    """
    zh: 客人等待时不占用轮次：从开始到吃，只得到三次控制权
    en: The guest takes no turns while it waits: control comes to it three times
    """
    assert run.turns.count("guest") == 3


def check_already_ended(run):
    """
    zh: 等一个早已结束的任务，不会一直等下去
    en: A task may wait for one that has ended long ago
    """
    names = run.globals

    def late(dish):
        for _ in range(5):
            yield
        yield dish
        print("late eats")

    rice = names["cook"]("rice", 1)
    call = run.call(names["run"], rice, late(rice))
    assert call.lines == ["rice 1", "late eats"]


def check_two_wait(run):
    """
    zh: 两位客人等同一道菜，做好后都能吃到
    en: When two guests wait for one dish, both get to eat
    """
    names = run.globals
    soup = names["cook"]("soup", 2)
    guests = names["guest"](soup), names["guest"](soup)
    call = run.call(names["run"], *guests, soup)
    eaten = "guest eats"
    assert call.lines == ["soup 1", "soup 2", eaten, eaten]


def check_ends(run):
    """
    zh: 程序正常结束，退出码是 0
    en: The program ends without an error, exit code 0
    """
    assert run.exit_code == 0
