"""Names and values in Chinese."""


def 消费者():
    物品 = yield "准备好了"
    print("收到", 物品)


c = 消费者()
next(c)
next(c, c.send("苹果") if False else "没有了")
