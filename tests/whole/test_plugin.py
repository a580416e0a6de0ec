"""A tiny real site, built by MkDocs; and every bad input, by the line it ends the build with."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import create_autospec
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from switchpoint.tracing.trace import Event, Lane, Trace
from tests.small_collection import (
    HELLO,
    NOTHING_SWITCHED,
    ROOT,
    write_recorded,
    write_snippet,
)

CONFIG = """\
site_name: Tiny
site_url: http://127.0.0.1:8000/tiny/
theme:
  name: material
  font: false
extra:
  languages:
    - {name: 中文, lang: zh, prefix: ""}
    - {name: English, lang: en, prefix: en/}
plugins:
  - search
  - switchpoint:
      live: false
  - mkdocstrings:
      handlers:
        python:
          paths: [snippets]
  - i18n:
      docs_structure: folder
      reconfigure_material: false
      languages:
        - {locale: zh, name: 中文, default: true, build: true}
        - {locale: en, name: English, build: true}
markdown_extensions:
  - attr_list
  - pymdownx.details
  - pymdownx.superfences:
      custom_fences:
        - name: snippet
          class: snippet
          format: !!python/name:switchpoint.pages.fence.format_snippet
          validator: !!python/name:switchpoint.pages.fence.accept_options
        - name: measured
          class: measured
          format: !!python/name:switchpoint.pages.fence.format_measured
  - switchpoint.pages.measured.extension
"""

PAGE = "---\ntitle: Hello page\n---\n\n# Hello {#hello}\n\n```snippet\nfolder/hello\n```\n"
REFERENCE = "# Snippets {#snippets}\n\n<!-- snippet-modules -->\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    write_recorded(tmp_path / "snippets")
    for language in ("zh", "en"):
        folder = tmp_path / "docs" / language
        (folder / "reference").mkdir(parents=True)
        (folder / "index.md").write_text(PAGE, encoding="utf-8")
        (folder / "reference/snippets.md").write_text(REFERENCE, encoding="utf-8")
    return tmp_path


def build(project: Path) -> tuple[int, str]:
    """Build in this process, because starting Python takes longer than a build."""
    environment = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "COLUMNS": "1000"}
    with contextlib.chdir(project):
        done = CliRunner(env=environment).invoke(cli, ["build", "--strict"])
    return done.exit_code, done.output


def in_both_languages(project: Path, change: Callable[[str], str]) -> None:
    for language in ("zh", "en"):
        page = project / "docs" / language / "index.md"
        page.write_text(change(page.read_text("utf-8")), encoding="utf-8")


WITH_FUNCTION = '"""Says it."""\n\n\ndef say():\n    """Say it."""\n\n\nsay()\n'


def test_a_tiny_site(project: Path) -> None:
    config = CONFIG.replace("font: false", "font: false\n  language: zh")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    write_recorded(project / "snippets", "folder/say", WITH_FUNCTION, "")
    in_both_languages(project, lambda page: page + "\n```snippet\nfolder/say\n```\n")
    status, said = build(project)
    assert status == 0, said
    zh = (project / "site/index.html").read_text("utf-8")
    en = (project / "site/en/index.html").read_text("utf-8")
    assert "由 CPython 3.13.0 录制" in zh
    assert "Recorded by CPython 3.13.0" in en
    assert 'href="reference/snippets/#folder.hello"' in zh
    assert re.search(r'<span data-stream="stdout">hello\n</span>', en)
    reference = (project / "site/en/reference/snippets/index.html").read_text("utf-8")
    assert 'id="folder.hello"' in reference
    assert 'href="../../#snippet-folder-hello"' in reference
    assert "Source code in" in reference, "the reference speaks the page's language"
    # the sections of each language, whose addresses start at the language's own front page
    for folder in ("site", "site/en"):
        sections = json.loads((project / folder / "search/sections.json").read_text("utf-8"))
        locations = [page["location"] for page in sections]
        assert "" in locations
        assert any(place.startswith("reference/snippets/") for place in locations)
        assert not [place for place in locations if place.startswith("en/")]
        assert (project / folder / "sitemap.xml").is_file()


def test_the_map_is_made_from_the_navigation_and_a_timeline_becomes_a_picture(
    project: Path,
) -> None:
    event: Event = {"kind": "start", "lane": 1, "line": 3, "from": 0, "to": 1, "output": [0, 0]}
    lane: Lane = {"id": 1, "name": "f", "kind": "generator"}
    trace: Trace = {
        "version": 1,
        "lanes": [*NOTHING_SWITCHED["lanes"], lane],
        "events": [event],
    }
    write_recorded(project / "snippets", trace=trace)
    in_both_languages(project, lambda text: f"{text}\n<!-- ladder -->\n")
    for language in ("zh", "en"):
        (project / "docs" / language / "course").mkdir()
        page = project / "docs" / language / "course/life.md"
        page.write_text("# Life {#life}\n", encoding="utf-8")
    status, said = build(project)
    assert status == 0, said
    for folder in ("site", "site/en"):
        home = (project / folder / "index.html").read_text("utf-8")
        assert re.findall(r'data-page="([^"]*)"><a href="([^"]*)">', home) == [
            ("course/life/", "course/life/"),
            ("reference/snippets/", "reference/snippets/"),
        ]
        place = (project / folder / "course/life/index.html").read_text("utf-8")
        assert '<li aria-current="step"><span>gevent</span></li>' in place
    assert (project / "site/assets/cards/folder-hello.png").is_file()


def test_without_live_no_browser_file_is_shipped(project: Path) -> None:
    build(project)
    assert not (project / "site/assets/switchpoint").exists()


def bad_name(project: Path) -> None:
    in_both_languages(project, lambda text: text.replace("folder/hello", "folder/helo"))
    write_recorded(project / "snippets")


def bad_option(project: Path) -> None:
    in_both_languages(project, lambda text: text.replace("```snippet", "```{.snippet colour=red}"))


def bad_lines(project: Path) -> None:
    in_both_languages(
        project, lambda text: text.replace("```snippet", '```{.snippet hl_lines="two"}')
    )


def bad_name_in_a_quotation(project: Path) -> None:
    more = "\n> ```snippet\n> folder/helo\n> ```\n"
    in_both_languages(project, lambda text: text + more)


def bad_name_after_an_id(project: Path) -> None:
    more = "\n```{#an-id .snippet}\nfolder/helo\n```\n"
    in_both_languages(project, lambda text: text + more)


def no_fence(project: Path) -> None:
    more = "\n```snippet open-timeline\nfolder/hello\n```\n"
    in_both_languages(project, lambda text: text + more)


def no_program(project: Path) -> None:
    write_snippet(project / "snippets", source="x = = 1\n")


def unknown_need(project: Path) -> None:
    write_snippet(project / "snippets", source=HELLO + "# needs: luck\n")


def unrecorded(project: Path) -> None:
    (project / "snippets/folder/hello.out").unlink()


def stale(project: Path) -> None:
    write_snippet(project / "snippets", source=HELLO + "# changed\n")


def spoilt(project: Path) -> None:
    (project / "snippets/folder/hello.out").write_text("hello\n")


def unused(project: Path) -> None:
    write_recorded(project / "snippets", "folder/unused")


def named_like_a_module(project: Path) -> None:
    write_recorded(project / "snippets", "folder/queue")
    in_both_languages(project, lambda text: text + "\n```snippet\nfolder/queue\n```\n")


def named_like_a_package(project: Path) -> None:
    shutil.move(project / "snippets/folder", project / "snippets/gevent")
    in_both_languages(project, lambda text: text.replace("folder/hello", "gevent/hello"))


def page_missing(project: Path) -> None:
    (project / "docs/zh/more.md").write_text("# More {#more}\n")


def heading_differs(project: Path) -> None:
    page = project / "docs/en/index.md"
    page.write_text(page.read_text("utf-8").replace("{#hello}", "{#hallo}"))


def snippets_differ(project: Path) -> None:
    page = project / "docs/en/index.md"
    page.write_text(page.read_text("utf-8").partition("```")[0])


def nothing_measured(project: Path) -> None:
    in_both_languages(project, lambda text: f"{text}\n<!-- first-output -->\n")


def unknown_value(project: Path) -> None:
    measured_switch(project)
    more = "\n`{{ a.b.c }}` {{ switch.time.call }} {{ switch.time.fibre }}\n"
    in_both_languages(project, lambda text: text + more)


def unknown_table(project: Path) -> None:
    measured_switch(project)
    in_both_languages(project, lambda text: f"{text}\n```measured\nswitch weight\n```\n")


def value_of_one_language(project: Path) -> None:
    measured_switch(project)
    page = project / "docs/en/index.md"
    page.write_text(page.read_text("utf-8") + "\n{{ switch.time.call }}\n")


def measured_switch(project: Path) -> None:
    (project / "measurements").mkdir()
    shutil.copy(ROOT / "measurements/switch.json", project / "measurements")


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (bad_name, "docs/zh/index.md:7: there is no snippet 'folder/helo'; did you mean"),
        (bad_name, "docs/en/index.md:7: there is no snippet 'folder/helo'; did you mean"),
        (bad_option, "docs/en/index.md:7: unknown fence option 'colour'; known: exercise, frames"),
        (bad_lines, "docs/en/index.md:7: hl_lines cannot read 'two'; write lines and ranges"),
        (bad_name_in_a_quotation, "docs/en/index.md:11: there is no snippet 'folder/helo'; did"),
        (bad_name_after_an_id, "docs/en/index.md:11: there is no snippet 'folder/helo'; did you"),
        (no_fence, "docs/en/index.md:11: Markdown takes this fence for text: snippet open-time"),
        (no_program, "docs/zh/index.md:7: snippets/folder/hello.py:1: invalid syntax; a snippet"),
        (unknown_need, "docs/zh/index.md:7: snippets/folder/hello.py:4: cannot read 'needs: luck'"),
        (
            unrecorded,
            "docs/zh/index.md:7: snippets/folder/hello.py:1: not recorded yet;"
            " run: python -m switchpoint record folder/hello",
        ),
        (
            stale,
            "docs/zh/index.md:7: snippets/folder/hello.py:1: changed since it was recorded;"
            " run: python -m switchpoint record folder/hello",
        ),
        (spoilt, "docs/zh/index.md:7: snippets/folder/hello.out:1: not a switchpoint recording;"),
        (unused, "snippets/folder/unused.py:1: used on no page; add a fence"),
        (named_like_a_module, "snippets/folder/queue.py:1: named like the standard library's"),
        (named_like_a_package, "snippets/gevent:1: a folder named like the importable package"),
        (page_missing, "docs/zh/more.md:1: has no counterpart; write docs/en/more.md"),
        (heading_differs, "docs/zh/index.md:5: heading '# #hello', but docs/en/index.md:5 has"),
        (
            nothing_measured,
            "measurements/first-output.json:1: is missing;"
            " run python -m tests.benchmarks.first_output --write",
        ),
        (unknown_value, "docs/zh/index.md:11: switch has no kind “fibre”; it has call, generator"),
        (unknown_table, "docs/en/index.md:12: switch has no measure “weight”; it has time."),
        (value_of_one_language, "docs/zh/index.md:1: measured value 'nothing', but docs/en/index"),
        (snippets_differ, "docs/zh/index.md:7: snippet 'folder/hello', but docs/en/index.md:1"),
    ],
)
def test_bad_input_ends_the_build_with_one_line(
    project: Path, spoil: Callable[[Path], None], line: str
) -> None:
    spoil(project)
    status, said = build(project)
    assert status == 1
    told = [shown for shown in said.splitlines() if line in shown]
    assert len(told) == 1, said
    assert "Traceback" not in said


def test_indented_code_is_no_fence(project: Path) -> None:
    in_both_languages(project, lambda text: text + "\n    ```snippet\n    no/such\n    ```\n")
    status, said = build(project)
    assert status == 0, said


def test_serve_watches_all_that_the_site_is_made_of() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    server = create_autospec(LiveReloadServer, instance=True)
    config.plugins["switchpoint"].on_serve(server, config=config, builder=lambda: None)
    watched = [call.args[0] for call in server.watch.call_args_list]
    files = [path for path in (ROOT / "src").rglob("*.*") if path.is_file()]
    files += [*(ROOT / "snippets").rglob("*.*"), *(ROOT / "measurements").rglob("*.*")]
    files += [ROOT / "package-lock.json"]
    assert len(files) > 200
    unwatched = [
        path for path in files if not any(path.is_relative_to(folder) for folder in watched)
    ]
    assert unwatched == []


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(condition: Callable[[], bool], server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_serve_shows_a_problem_goes_on_and_sees_it_mended(project: Path) -> None:
    bad_name(project)
    port = free_port()
    log = project / "log"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
    )

    def served(text: str) -> bool:
        with urlopen(f"http://127.0.0.1:{port}/tiny/en/", timeout=30) as answer:
            return text in answer.read().decode()

    try:
        assert wait_for(lambda: "Serving on" in log.read_text(), server), log.read_text()
        assert "docs/en/index.md:7: there is no snippet 'folder/helo'; did you" in log.read_text()
        assert served("there is no snippet &#x27;folder/helo&#x27;")
        in_both_languages(project, lambda text: text.replace("helo", "hello"))
        assert wait_for(lambda: served('<live-snippet id="snippet-folder-hello"'), server)
    finally:
        server.terminate()
        server.wait(timeout=20)
