def check_predicted(run):
    """
    zh: 对 a、b、c 各有一个预测：True 或 False
    en: There is a prediction for a, b and c: True or False
    """
    predicted = run.globals["predicted"]
    assert sorted(predicted) == ["a", "b", "c"]
    assert {type(value) for value in predicted.values()} == {bool}


def check_switches(run):
    """
    zh: 三个函数没有改：控制权依次到 run_a、run_b、run_c、run_a
    en: The functions are unchanged: control goes to run_a, run_b, run_c, run_a
    """
    assert run.turns == ["run_a", "run_b", "run_c", "run_a"]


def check_right(run):
    """
    zh: 预测与实际一致
    en: The prediction agrees with what happened
    """
    ran = {"run_a", "run_b", "run_c"} <= set(run.turns)
    assert ran
    names = run.globals
    right = [
        n for n in "abc" if names["predicted"].get(n) is names[n].dead
    ]
    assert right == ["a", "b", "c"]
