"""The block's HTML, compared with golden files; SWITCHPOINT_GOLDEN=write writes them anew."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest

from switchpoint.pages import block
from switchpoint.pages.block import View
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.words import Language
from tests.small_collection import write_recorded

GOLDEN = Path(__file__).parent / "golden"
SNIPPETS = Path(__file__).parents[3] / "snippets"

RAISING = '"""Ends <badly> & soon."""\n\nprint("<b>one</b>")\n1 / 0\n'
GEVENT = '"""Greets from a greenlet."""\n\nimport gevent\n\ngevent.spawn(print, "hello").join()\n'
NATIVE = '"""Greets from a thread."""\n\nimport threading\n\nprint("hello")\n'


def compare_with_golden(name: str, html: str) -> None:
    path = GOLDEN / f"{name}.html"
    # one element a line: a golden file is there to be read
    lines = re.sub(r"(?<=>)(?=<(?:/?live|/?div|/?pre|p))", "\n", html) + "\n"
    if os.environ.get("SWITCHPOINT_GOLDEN") == "write":
        path.write_text(lines, encoding="utf-8")
    assert lines == path.read_text(encoding="utf-8")


@pytest.fixture
def raising(tmp_path: Path) -> Snippet:
    return write_recorded(
        tmp_path / "snippets",
        "folder/raising",
        RAISING,
        "<b>one</b>\n",
        'Traceback …\n  File "raising.py", line 4, in <module>\nZeroDivisionError: …\n',
        1,
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tab_block(raising: Snippet, language: Language) -> None:
    href = "../reference/snippets/#folder.raising"
    view = View(
        language, source_href=href, playground_href="../playground/", hl_lines=frozenset({4})
    )
    html = block.render(raising, view)
    compare_with_golden(f"tab-{language}", html)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("runtime", "source"), [("gevent", GEVENT), ("native", NATIVE)])
def test_recorded_only_block(tmp_path: Path, runtime: str, source: str, language: Language) -> None:
    snippet = write_recorded(tmp_path / "snippets", source=source)
    assert snippet.runtime == runtime
    compare_with_golden(f"{runtime}-{language}", block.render(snippet, View(language)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_block_with_frames_and_timeline(language: Language) -> None:
    snippet = Snippet(SNIPPETS, "generators/frame_and_locals")
    html = block.render(snippet, View(language, open_timeline=True, frames=True))
    compare_with_golden(f"frames-{language}", html)


def test_a_picture_that_plays_is_unfolded() -> None:
    snippet = Snippet(SNIPPETS, "generators/frame_and_locals")
    assert '<details data-part="timeline" open data-play>' in block.render(
        snippet, View("en", play=True)
    )
    opened = block.render(snippet, View("en", open_timeline=True))
    assert '<details data-part="timeline" open>' in opened
    assert '<details data-part="timeline">' in block.render(snippet, View("en"))


@pytest.mark.parametrize(
    ("source", "numbers"),
    [("print(1)", "1"), ("print(1)\n", "1"), ("\n\nprint(1)\n", "1\n2\n3")],
)
def test_every_line_has_a_number(tmp_path: Path, source: str, numbers: str) -> None:
    snippet = write_recorded(tmp_path / "snippets", source=source)
    assert f'data-lines="{numbers}"><code>' in block.render(snippet, View("zh"))


@pytest.mark.parametrize(
    "source",
    [
        RAISING,
        '"""No newline at the end."""\n\nprint(1)',
        '"""Empty lines."""\n\n\n\nprint(1)\n\n\n',
        '"""切换点 <&> "quoted"."""\nprint(\'a\' "b")\n',
    ],
)
def test_the_elements_texts_are_exactly_program_and_output(tmp_path: Path, source: str) -> None:
    stdout = "<>&\"' 切换点\n\n no newline"
    snippet = write_recorded(tmp_path / "snippets", source=source, stdout=stdout)
    html = block.render(snippet, View("zh", hl_lines=frozenset({2})))
    code = re.search(r"<code>(.*)</code>", html, re.DOTALL)
    printed = re.search(r'<span data-stream="stdout">(.*?)</span>', html, re.DOTALL)
    assert code
    assert printed
    assert unescape(re.sub(r"<[^>]+>", "", code[1])) == source
    assert unescape(printed[1]) == stdout


def test_a_problem_is_text() -> None:
    html = block.render_problem("there is no snippet '<script>'")
    assert "<script>" not in html
    assert "there is no snippet &#x27;&lt;script&gt;&#x27;" in html
