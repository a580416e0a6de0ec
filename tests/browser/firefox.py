"""Finds a Firefox for the tests, or installs Debian's, and drives it over WebDriver BiDi.

https://w3c.github.io/webdriver-bidi/ is served by Firefox itself: no driver program is needed.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.debian import install, on_path

_NAMES = ("firefox-esr", "firefox")
_SECONDS = 120


def find_firefox() -> str:
    """Return a path: the system's, else Debian's, installed when root.

    Raises ``RuntimeError`` with one line when there is none to be had.
    """
    if found := on_path(_NAMES) or install("firefox-esr", _NAMES):
        return found
    raise RuntimeError("no Firefox for the browser tests: install Debian's firefox-esr")


class Firefox:
    """One tab of a running Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        """Begin a session on a connection."""
        self._connection, self._number = connection, 0
        self._ask("session.new", capabilities={})
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        command = {"id": self._number, "method": method, "params": params}
        self._connection.send(json.dumps(command))
        while True:
            answer = json.loads(self._connection.recv(_SECONDS))
            if answer.get("id") == self._number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def go_to(self, address: str) -> None:
        """Open a page and wait until it is loaded and its blocks are upgraded."""
        self._ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")
        self.evaluate("customElements.whenDefined('live-snippet').then(() => true)")

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, by way of JSON; waits for a promise."""
        got = self._ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(value => JSON.stringify([value]))",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if got["type"] == "exception":
            raise RuntimeError(got["exceptionDetails"]["text"])
        return json.loads(got["result"]["value"])[0]

    def close(self) -> None:
        """End the browser."""
        self._ask("browser.close")


@contextmanager
def start_firefox(profile: Path) -> Iterator[Firefox]:
    """Yield a fresh headless Firefox, which keeps its profile in an empty folder."""
    command = [find_firefox(), "--headless", "--no-remote", "--remote-debugging-port", "0"]
    with (profile / "log").open("w+") as log:
        process = subprocess.Popen([*command, "--profile", str(profile)], stderr=log)
        try:
            with connect(_listening(process, profile / "log") + "/session", max_size=None) as told:
                firefox = Firefox(told)
                yield firefox
                firefox.close()
            process.wait(30)
        finally:
            process.kill()
            process.wait()


def _listening(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that Firefox writes to its log once it listens."""
    for _ in range(_SECONDS * 10):
        if found := re.search(r"WebDriver BiDi listening on (\S+)", log.read_text()):
            return found[1]
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError(f"Firefox did not start: {log.read_text()[-500:]}")
