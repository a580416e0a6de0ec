"""The theme's script in steps: the release that is installed, others, and its place in a site."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import material
import pytest

from switchpoint.site import finish, theme_script
from switchpoint.site.theme_script import ThemeScriptError, in_steps, put_in_steps

PAUSE = "await new Promise("
BUNDLE = next(
    (Path(material.__file__).parent / "templates" / theme_script.FOLDER).glob("bundle.*.min.js")
)


@pytest.fixture(scope="module")
def original() -> str:
    return BUNDLE.read_text(encoding="utf-8")


def test_it_pauses_between_its_parts(original: str) -> None:
    parts = in_steps(original).split(PAUSE)
    assert PAUSE not in original
    assert len(parts) == 4
    # what others need, and what would be missed, comes before the first pause
    assert '"DOMContentLoaded",{once:!0}' in parts[0] and "window.document$=" in parts[0]
    assert '("header"),{viewport$:' in parts[2]
    assert ".subscribe();window.document$=" in parts[3]


def test_the_search_begins_where_it_is_listened_to(original: str) -> None:
    begins = re.compile(r'\("search"\)\.map\((\w+)=>\w+\(\(\)=>\w+\(\1,\{index\$:')
    assert not begins.search(original)
    assert begins.search(in_steps(original))


def test_it_is_a_function_that_may_pause(original: str) -> None:
    assert in_steps(original).startswith('"use strict";(async()=>{')
    assert in_steps(original).rstrip().endswith("})();")


def test_colours_are_kept_from_fading_only_where_they_change(original: str) -> None:
    asked = 'document.body.getAttribute("data-md-color-scheme")!=='
    assert asked not in original
    before, after = in_steps(original).split(asked)
    assert before.endswith("=>{if(")
    assert after.partition(",")[0].endswith('setAttribute("data-md-color-switching"')


BREAKS: list[Callable[[str], str]] = [
    lambda script: script.replace("(()=>{", "(function(){", 1),
    lambda script: script.replace('("header"),{viewport$:', '("header",{viewport$:'),
    lambda script: script.replace("window.document$=", "self.document$="),
    lambda script: script.replace("data-md-color-switching", "data-md-switching"),
    lambda script: script.replace('name:"color-scheme"', 'name:"scheme"'),
    lambda script: script.replace("(125)", "(100)"),
    lambda script: script.replace("{index$:", "{words$:"),
    lambda script: script * 2,
]


@pytest.mark.parametrize("broken", BREAKS)
def test_another_release_is_refused_in_one_line(
    original: str, broken: Callable[[str], str]
) -> None:
    assert broken(original) != original
    with pytest.raises(ThemeScriptError, match="mkdocs-material's script has changed") as refused:
        in_steps(broken(original))
    assert "pyproject.toml" in str(refused.value) and "\n" not in str(refused.value)


def site_with(tmp_path: Path, content: str) -> Path:
    folder = tmp_path / theme_script.FOLDER
    folder.mkdir(parents=True)
    (folder / "bundle.0123abcd.min.js").write_text(content, encoding="utf-8")
    (folder / "bundle.0123abcd.min.js.map").write_text("{}")
    (folder / "bundle.own.min.js").write_text("a script of the site's own")
    return folder


def test_it_gets_a_name_for_its_new_content(tmp_path: Path, original: str) -> None:
    folder = site_with(tmp_path, original)
    ((old, new),) = put_in_steps(tmp_path).items()
    assert old == "bundle.0123abcd.min.js" != new
    assert sorted(path.name for path in folder.iterdir()) == sorted([new, "bundle.own.min.js"])
    assert PAUSE in (folder / new).read_text("utf-8")
    assert "sourceMappingURL" not in (folder / new).read_text("utf-8")


def test_pages_ask_for_the_new_name(tmp_path: Path, original: str) -> None:
    site_with(tmp_path, original)
    address = f"../{theme_script.FOLDER}/bundle.0123abcd.min.js"
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text(f'<head></head><script src="{address}"></script>')
    finish.finish(tmp_path, "/", None, serving=False)
    html = (tmp_path / "page/index.html").read_text("utf-8")
    (script,) = (tmp_path / theme_script.FOLDER).glob("theme.????????.min.js")
    assert f'<script src="../{theme_script.FOLDER}/{script.name}"></script>' in html


def test_it_is_put_in_steps_once(tmp_path: Path, original: str) -> None:
    site_with(tmp_path, original)
    assert put_in_steps(tmp_path) != {}
    assert put_in_steps(tmp_path) == {}


def test_a_site_of_another_theme_is_left_alone(tmp_path: Path) -> None:
    assert put_in_steps(tmp_path) == {}
