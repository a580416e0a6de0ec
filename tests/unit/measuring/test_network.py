"""Clients that cannot be measured: the reason is told, and the others are measured all the same."""

from __future__ import annotations

import json
import socket

import pytest

from switchpoint.measuring.experiments.network import watch
from switchpoint.measuring.experiments.network.clients import KINDS, Work


def test_more_connections_than_files_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watch, "allow_many_files", lambda: watch.SPARE_FILES + 1)
    watch.measure((1, 2), requests=1, seconds=0)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["kind"] for line in lines if line.get("point") == "1"} == KINDS.keys()
    assert [line for line in lines if "missing" in line] == [
        {"kind": f"{kind} 2", "missing": "a process may open 51 files only"} for kind in KINDS
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_is_not_there_is_told(kind: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        work = Work([closed.getsockname()[1]], connections=2, requests=1, seconds=0)
        with pytest.raises(watch.ClientsError, match=r"Refused|refused|0 of 2 answers came"):
            watch.watched(kind, work)
