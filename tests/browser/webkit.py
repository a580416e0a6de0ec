"""Finds WebKitGTK for the tests, or installs Debian's, and drives it over WebDriver.

WebKitGTK stands for Safari: the same engine, which lacks JSPI. https://www.w3.org/TR/webdriver/ is
served by WebKitWebDriver; the browser needs a display, which Xvfb gives it.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.browser.debian import install, on_path

CONTROL = "\ue009"
ENTER = "\ue007"
_PACKAGES = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
_SECONDS = 120
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element."""


def find_webkit() -> None:
    """Install Debian's driver with its browser, and Xvfb, unless they are there.

    Raises ``RuntimeError`` with one line when there is none to be had.
    """
    for name, package in _PACKAGES.items():
        if not (on_path([name]) or install(package, [name])):
            raise RuntimeError(f"no {name} for the browser tests: install Debian's {package}")


class WebKit:
    """One tab of a running WebKitGTK."""

    def __init__(self, driver: str) -> None:
        """Begin a session with the driver at this address."""
        self._at = f"{driver}/session"
        self._at += "/" + self._ask("POST", "", {"capabilities": {}})["sessionId"]
        self._ask("POST", "/timeouts", {"script": _SECONDS * 1000, "pageLoad": _SECONDS * 1000})

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(self._at + path, data, method=method), timeout=_SECONDS) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            problem = json.load(error)["value"]
            raise RuntimeError(f"{path}: {problem['error']}: {problem['message']}") from None

    def go_to(self, address: str) -> None:
        """Open a page and wait until it is loaded and its blocks are upgraded."""
        self._ask("POST", "/url", {"url": address})
        self.evaluate("customElements.whenDefined('live-snippet').then(() => true)")

    def evaluate(self, expression: str, *values: object) -> Any:
        """Return what a JavaScript expression or its promise results in.

        ``values`` are its ``arguments[0]`` and so on.
        """
        script = f"return Promise.resolve({expression})"
        return self._ask("POST", "/execute/sync", {"script": script, "args": values})

    def wait_until(self, condition: str, *values: object) -> None:
        """Wait until a JavaScript expression is true."""
        deadline = time.monotonic() + _SECONDS
        while not self.evaluate(condition, *values):
            assert time.monotonic() < deadline, condition
            time.sleep(0.1)

    def find(self, selector: str) -> str:
        """Return the driver's name for the first element that a CSS selector finds."""
        found = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        return str(found[_ELEMENT])

    def click(self, selector: str) -> None:
        """Click an element, which must be in sight."""
        self._ask("POST", f"/element/{self.find(selector)}/click", {})

    def type(self, text: str) -> None:
        """Type on the keyboard. Control is held from where it stands in the text to the end."""
        keys = []
        for key in text:
            keys.append({"type": "keyDown", "value": key})
            if key != CONTROL:
                keys.append({"type": "keyUp", "value": key})
        if CONTROL in text:
            keys.append({"type": "keyUp", "value": CONTROL})
        source = {"type": "key", "id": "keyboard", "actions": keys}
        self._ask("POST", "/actions", {"actions": [source]})

    def close(self) -> None:
        """End the browser."""
        self._ask("DELETE", "")


@contextmanager
def start_webkit(folder: Path) -> Iterator[WebKit]:
    """Yield a fresh WebKitGTK, which keeps what it keeps in an empty folder."""
    homes = "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"
    with ExitStack() as stack:
        display = stack.enter_context(_display())
        environment = os.environ | dict.fromkeys(homes, str(folder)) | {"DISPLAY": display}
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        command = ["WebKitWebDriver", "--host=127.0.0.1", f"--port={port}"]
        log = stack.enter_context((folder / "log").open("w"))
        stack.enter_context(_process(command, env=environment, stdout=log, stderr=log))
        _wait_for(f"http://127.0.0.1:{port}/status")
        webkit = WebKit(f"http://127.0.0.1:{port}")
        stack.callback(webkit.close)
        yield webkit


@contextmanager
def _process(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def _display() -> Iterator[str]:
    """Yield the name of a display in memory."""
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with _process(command, pass_fds=[tells], stderr=subprocess.DEVNULL), os.fdopen(told) as number:
        os.close(tells)
        yield f":{number.readline().strip()}"


def _wait_for(address: str) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            urlopen(address).close()
            return
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
