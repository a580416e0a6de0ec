"""Firefox runs live snippets, gevent's among them, with the same results as Chromium.

The article's programs stand for the rest, which Chromium runs (test_every_snippet.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.browser.blocks import all_pages, snippets_on
from tests.browser.firefox import Firefox, find_firefox, start_firefox
from tests.browser.running.test_gevent import DEEP, check_deep

PAGES = [page for page in all_pages() if page.startswith("en/article/") and snippets_on(page)]

RUN = """(async () => {
    const block = document.querySelector('live-snippet[name="NAME"]');
    await block.run();
    const printed = block.querySelector("[data-part=output]").textContent;
    return [block.getAttribute("state"), printed, block.trace ?? null];
})()"""


DEEP_NAME = "greenlets/symmetric_switch"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    try:
        find_firefox()
    except RuntimeError as error:
        pytest.fail(str(error), pytrace=False)
    with start_firefox(tmp_path_factory.mktemp("firefox")) as firefox:
        yield firefox


@pytest.mark.parametrize("where", PAGES)
def test_run_ends_passed(firefox: Firefox, address: str, where: str) -> None:
    firefox.go_to(address + where)
    for snippet in snippets_on(where):
        if snippet.runtime == "native":
            continue
        state, printed, trace = firefox.evaluate(RUN.replace("NAME", snippet.name))
        assert state == "passed", f"{snippet.name}: {printed}"
        assert trace == snippet.trace(), snippet.name


def test_what_is_nested_deep_ends_as_in_chromium(firefox: Firefox, address: str) -> None:
    firefox.go_to(address + "en/gevent-in-your-tab/")
    change = f"const block = document.querySelector('live-snippet[name=\"{DEEP_NAME}\"]');"
    firefox.evaluate(f"(() => {{ {change} block.source = {json.dumps(DEEP)}; }})()")
    state, printed, _ = firefox.evaluate(RUN.replace("NAME", DEEP_NAME))
    assert state == "done", printed
    check_deep(printed)
