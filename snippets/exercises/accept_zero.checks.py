def consumer_of(run):
    consumer = run.globals["consume"]()
    next(consumer)
    return consumer


def check_items(run):
    """
    zh: 程序送出的 1、0、""、7 都被消费
    en: Everything the program sends (1, 0, "" and 7) is consumed
    """
    consumed = [line for line in run.lines if "Consume " in line]
    items = "1", "0", "''", "7"
    assert consumed == [f"Consume {item}" for item in items]


def check_zero(run):
    """
    zh: 送 0 给新的消费者，它回答 ok
    en: A new consumer that is sent 0 says ok
    """
    assert consumer_of(run).send(0) == "ok"


def check_empty(run):
    """
    zh: 送 "" 给新的消费者，它回答 ok
    en: A new consumer that is sent "" says ok
    """
    assert consumer_of(run).send("") == "ok"


def check_end(run):
    """
    zh: 送 END，消费者就结束
    en: A consumer that is sent END finishes
    """
    call = run.call(consumer_of(run).send, run.globals["END"])
    assert call.raised == "StopIteration"
