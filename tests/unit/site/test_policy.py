"""The policy: which scripts it names, where it stands, what it never says."""

from __future__ import annotations

import base64
import hashlib

import pytest

from switchpoint.site.policy import inline_scripts, policy, with_policy


def name_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_inline_scripts_are_named_by_exactly_their_text() -> None:
    html = "<script>\n one() </script><p>x</p><script type='module'>二()</script>"
    assert inline_scripts(html) == {name_of("\n one() "), name_of("二()")}


@pytest.mark.parametrize(
    "html",
    [
        '<script src="a.js"></script>',
        '<script type="module" src="a.js"></script>',
        '<script type="application/json">{"a": 1}</script>',
        "<script id=x type=application/ld+json>{}</script>",
        "<script></script>",
        "<p>&lt;script>alert(1)&lt;/script></p>",
    ],
)
def test_files_and_data_need_no_name(html: str) -> None:
    assert inline_scripts(html) == set()


def directives(text: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in text.split("; "))}


def test_scripts_are_let_run_by_hash_only() -> None:
    found = directives(policy({name_of("a"), name_of("b")}))
    assert found["default-src"] == ["'none'"]
    assert set(found["script-src"]) == {
        "'self'",
        "'wasm-unsafe-eval'",
        name_of("a"),
        name_of("b"),
    }
    assert found["connect-src"] == ["'self'"]
    for nothing in ("base-uri", "form-action", "object-src"):
        assert found[nothing] == ["'none'"]


def test_the_policy_is_the_same_whatever_the_order() -> None:
    assert policy(["'sha256-a'", "'sha256-b'"]) == policy(["'sha256-b'", "'sha256-a'"])


def test_serving_lets_the_reload_script_run_and_nothing_else_more() -> None:
    built, served = (directives(policy(["'sha256-a'"], serving=how)) for how in (False, True))
    assert "'unsafe-inline'" in served.pop("script-src")
    built.pop("script-src")
    assert served == built


def test_it_stands_before_all_but_the_character_set() -> None:
    html = '<html><head>\n<meta charset="utf-8">\n<title>t</title></head></html>'
    first = with_policy(html, policy({name_of("a")}))
    assert first.index("charset") < first.index("Content-Security-Policy") < first.index("<title>")
    assert first.count("Content-Security-Policy") == 1
    assert with_policy(first, policy({name_of("a")})) == first
    again = with_policy(first, policy({name_of("b")}))
    assert name_of("b") in again
    assert name_of("a") not in again


def test_a_page_without_a_character_set_gets_it_first_in_its_head() -> None:
    assert with_policy("<head><title>t</title></head>", "x 'y'").startswith(
        '<head><meta http-equiv="Content-Security-Policy" content="x \'y\'">'
    )
