from contextlib import suppress

import gevent
from gevent import socket
from gevent.server import StreamServer

HELLO = b"hello\n"


class Line:
    """A connection that writes down what is sent to it; a lower number comes first in a set."""

    def __init__(self, number, while_sending=lambda: None):
        self.number = number
        self.while_sending = while_sending
        self.heard = []

    def __hash__(self):
        return self.number

    def __eq__(self, other):
        return self is other

    def sendall(self, data):
        gevent.sleep(0)
        self.while_sending()
        self.heard.append(data)


def tell(run, lines):
    """Let the last of the lines say something; return what each line hears."""
    clients = run.globals["clients"]
    clients.clear()
    clients.update(lines)
    try:
        run.globals["tell_others"](lines[-1], HELLO)
    finally:
        clients.clear()
    return [line.heard for line in lines]


def check_others_hear(run):
    """
    zh: 除了说话的人，每个客户端都听到一次
    en: Every client but the sender hears the line, once
    """
    heard = tell(run, [Line(n) for n in range(3)])
    assert heard == [[HELLO], [HELLO], []]


def check_one_comes_meanwhile(run):
    """
    zh: 发送途中又来了一个客户端，其余的人照样听到
    en: A client that comes while the line is sent does not stop it
    """
    clients = run.globals["clients"]
    lines = [Line(0, lambda: clients.add(Line(5))), Line(1), Line(2)]
    assert tell(run, lines)[:2] == [[HELLO], [HELLO]]


def check_one_is_dead(run):
    """
    zh: 发给一个已经断开的客户端会失败，其余的人照样听到
    en: When sending to one client fails, the others still hear the line
    """

    def fail():
        raise BrokenPipeError

    heard = tell(run, [Line(0, fail), Line(1), Line(2)])
    assert heard[1] == [HELLO]


def check_leaves(run):
    """
    zh: 客户端关闭连接之后，clients 里不再有它
    en: When a client has closed its connection, it is no longer in clients
    """
    server = StreamServer(("127.0.0.1", 0), run.globals["handle"])
    server.start()
    client = socket.create_connection(server.address)
    client.recv(100)
    assert len(run.globals["clients"]) == 1
    client.close()
    gevent.sleep(0.2)
    server.stop()
    assert run.globals["clients"] == set()


def check_is_torn_away(run):
    """
    zh: 读取时连接出错，clients 里也不再有它
    en: When reading from a client fails, it is no longer in clients either
    """

    class Torn(Line):
        def makefile(self, *_):
            raise ConnectionResetError

        recv = makefile

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    run.globals["clients"].clear()
    with suppress(ConnectionResetError):
        run.globals["handle"](Torn(0), ("127.0.0.1", 1))
    assert run.globals["clients"] == set()
