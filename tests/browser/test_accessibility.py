"""axe-core finds nothing to complain of, in light and dark, on every page."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from tests.browser.blocks import all_pages, block, press, snippets_on, wait_for_state
from tests.conftest import OpenPage

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", all_pages(), ids=lambda where: where or "front")
def test_axe_is_content(
    open_page: OpenPage, address: str, where: str, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address + where)
    runnable = [snippet for snippet in snippets_on(where) if snippet.runtime == "tab"]
    if runnable:
        found = block(page, runnable[0].name)
        press(found, "run")
        wait_for_state(found, "passed")
    page.add_script_tag(path=AXE)
    # Material's own search and drawer are not ours to mend; everything in the page's body is.
    report = page.evaluate("axe.run('.md-content, .md-footer, .md-sidebar, .md-tabs')")
    complaints = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in report["violations"]
        for node in rule["nodes"]
        # the theme names its nested lists of links after their headings, sometimes alike
        if not (rule["id"] == "landmark-unique" and node["html"].startswith('<nav class="md-nav"'))
    ]
    assert complaints == []
