"""The systems that are compared: where each page is, how to press Run, how to see what is shown."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import quote

_SITE_FRAME = re.compile(r"/$|/assets/(javascripts|stylesheets|images)/|/search/|\.html$")
"""A page of Material for MkDocs without what runs Python on it."""


@dataclass(frozen=True)
class Sight:
    """How to see what a program prints: two JavaScript functions without arguments."""

    printed: str
    """Whether something has been printed since ``reset``."""
    reset: str = "() => {}"


@dataclass(frozen=True)
class System:
    """One way to run Python beside a text."""

    name: str
    title: str
    page: str
    button: str
    """A JavaScript function that returns what to click, or null while a click would be lost."""
    sight: Sight
    press: str = "(button) => button.click()"
    settled: str = "() => true"
    """Whether nothing is under way: what the page loads before any click, or a run."""
    starts_itself: str = ""
    """The address at which the program starts without a click."""
    loses_clicks: bool = False
    """Whether a click before Python has come does nothing: a reader clicks again."""
    retype: str = ""
    """A selector of the field to type the program into before every further run."""
    peer: bool = True

    @property
    def is_ours(self) -> bool:
        """Tell whether this is Switchpoint."""
        return self.name == "switchpoint"

    def counts(self, path: str) -> bool:
        """Tell whether a file serves to run Python, and not the page around that."""
        if self.is_ours:
            return "/assets/switchpoint/" in path
        return self.name == "jupyterlite" or not _SITE_FRAME.search(path)


def _text(selector: str) -> Sight:
    """Return how to see text printed into an element that each run may go on with."""
    found = f"document.querySelector({json.dumps(selector)})"
    return Sight(
        f"() => Boolean({found}?.textContent)",
        f"() => {{ if ({found}) {found}.textContent = ''; }}",
    )


def _items(selector: str, condition: str = "true") -> Sight:
    """Return how to see printed text that comes in elements of its own."""
    fresh = f"[...document.querySelectorAll({json.dumps(selector + ':not([data-seen])')})]"
    return Sight(
        f"() => {fresh}.some((item) => {condition})",
        f"() => {fresh}.forEach((item) => (item.dataset.seen = ''))",
    )


BLOCK = "live-snippet[name='generators/interleave']"
_ACTIVE = "[state=booting], [state=running]"


def at_block(system: System, block: str) -> System:
    """Return our system with another block, of the page about gevent."""
    return replace(
        system,
        page="switchpoint/en/article/gevent/",
        button=system.button.replace(BLOCK, block),
        sight=_items(f"{block} [data-part=output] [data-stream]"),
        settled=system.settled.replace(BLOCK, block),
    )


def all_systems(program: str) -> list[System]:
    """Return the systems, ours first, then the floor; ``program`` is what all of them run."""
    repl = f"jupyterlite/repl/index.html?kernel=python&toolbar=1&code={quote(program)}"
    return [
        System(
            "switchpoint",
            "Switchpoint",
            "switchpoint/en/article/coroutine/",
            button=f'() => document.querySelector("{BLOCK} button[data-action=run]")',
            sight=_items(f"{BLOCK} [data-part=output] [data-stream]"),
            settled=f'() => !document.querySelector("{BLOCK}").matches("{_ACTIVE}")',
            peer=False,
        ),
        System(
            "floor",
            "`loadPyodide` in a worker",
            "floor/",
            button="() => document.querySelector('body[data-ready] button')",
            sight=_text("#output"),
            peer=False,
        ),
        System(
            "pyscript",
            "PyScript py-editor",
            "pyscript/",
            button="() => document.querySelector('.py-editor-run-button')",
            sight=_text(".py-editor-output"),
        ),
        System(
            "markdown-exec",
            "markdown-exec",
            "markdown-exec/",
            button="() => [document.getElementById('exec-1--run')].find((run) => run?.onclick)",
            sight=_text("#exec-1--output"),
            settled="() => Boolean(document.getElementById('exec-1--run').onclick)",
        ),
        System(
            "pyodide-mkdocs-theme",
            "pyodide-mkdocs-theme",
            "pyodide-mkdocs-theme/",
            button="() => document.querySelector('button[btn_kind=play]')",
            sight=_items(".terminal-output [data-index]", r"/^x\s*$/m.test(item.innerText)"),
            settled=(
                "() => performance.getEntriesByType('resource')"
                ".some((it) => it.name.endsWith('/python_stdlib.zip') && it.responseEnd)"
            ),
            loses_clicks=True,
        ),
        System(
            "jupyterlite",
            "JupyterLite",
            f"{repl}&execute=0",
            button="() => document.querySelector('[data-command=\"console:run-forced\"]')",
            sight=_items(".jp-OutputArea-output"),
            press="(it) => it.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))",
            settled="() => document.body.innerText.includes('kernel backed by Pyodide')",
            starts_itself=repl,
            retype=".jp-CodeConsole-promptCell .cm-content",
        ),
    ]
