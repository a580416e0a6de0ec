from __future__ import annotations

from pathlib import Path

from switchpoint.pages import playground
from switchpoint.snippets.naming import all_snippets
from tests.small_collection import write_snippet as add


def test_only_what_runs_in_a_tab_is_offered(tmp_path: Path) -> None:
    add(tmp_path, "one/plain", '"""Plain."""\nprint(1)\n')
    add(tmp_path, "one/threaded", '"""Threads."""\nimport threading\n')
    add(tmp_path, "two/hub", '"""Hub."""\nimport gevent\n')
    names = [snippet.name for snippet in playground.offered(all_snippets(tmp_path))]
    assert names == ["one/plain", "two/hub"]


def test_the_block_names_snippets_as_text(tmp_path: Path) -> None:
    add(tmp_path, "one/odd", '"""Is </select><img src=x onerror=alert(1)> harmless?"""\n')
    html = playground.render(all_snippets(tmp_path), "en", href="./", files_href="../snippets/")
    assert "<img" not in html
    assert '<option value="one/odd">odd · Is &lt;/select&gt;&lt;img' in html
    assert 'data-snippets="../snippets/"' in html
    assert html.count("</select>") == 1
