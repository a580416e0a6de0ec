"""What a page holds: a fence is what the site's own Markdown makes a block of, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from switchpoint.pages import fence
from switchpoint.pages.fence import Fence
from switchpoint.pages.page_problems import page_problems
from switchpoint.pages.reader import Heading, PlacedFence, Reader
from tests.small_collection import ROOT, site_reader, write_recorded

FOUND = {
    "plain": "```snippet\na/b\n```",
    "tildes": "~~~ snippet\na/b\n~~~",
    "longer": "`````snippet\na/b\n`````",
    "braces": "```{.snippet}\na/b\n```",
    "braces after a space": "``` {.snippet }\na/b\n```",
    "id first": "```{#an-id .snippet}\na/b\n```",
    "more classes": "```{ .snippet .more #an-id }\na/b\n```",
    "quotation": "> ```snippet\n> a/b\n> ```",
    "quotation in a quotation": "> > ```snippet\n> > a/b\n> > ```",
    "quotation without spaces": ">```snippet\n>a/b\n>```",
    "list": "- one\n\n    ```snippet\n    a/b\n    ```",
    "list in a list": "1. one\n\n    - two\n\n        ```snippet\n        a/b\n        ```",
    "list in a quotation": "> - one\n>\n>     ```snippet\n>     a/b\n>     ```",
    "admonition": "!!! note\n\n    ```snippet\n    a/b\n    ```",
    "details": "??? note\n\n    ```snippet\n    a/b\n    ```",
    "tab": '=== "One"\n\n    ```snippet\n    a/b\n    ```',
    "details in a tab": '=== "1"\n\n    ??? i\n\n        ```snippet\n        a/b\n        ```',
    "definition": "term\n:   text\n\n    ```snippet\n    a/b\n    ```",
    "footnote": "text[^1]\n\n[^1]:\n    text\n\n    ```snippet\n    a/b\n    ```",
    "HTML": '<div markdown="1">\n\n```snippet\na/b\n```\n\n</div>',
    "indented by three": "   ```snippet\n   a/b\n   ```",
    "tabs": "-\tone\n\n\t```snippet\n\ta/b\n\t```",
}

NOT_FOUND = {
    "indented code": "text\n\n    ```snippet\n    a/b\n    ```",
    "indented code in a list": "- one\n\n        ```snippet\n        a/b\n        ```",
    "indented code in a quotation": ">     ```snippet\n>     a/b\n>     ```",
    "another fence": "````text\n```snippet\na/b\n```\n````",
    "another fence of tildes": "~~~text\n```snippet\na/b\n```\n~~~",
    "another fence in a quotation": "> ````text\n> ```snippet\n> a/b\n> ```\n> ````",
    "a comment": "<!--\n```snippet\na/b\n```\n-->",
    "another language": "```snippets\na/b\n```",
    "another class first": "```{.python .snippet}\na/b\n```",
    "code": "Write ` ```snippet ` or `` ```{.snippet exercise} `` and `snippet`.",
    "code with lines marked": '```python hl_lines="1"\n# ~~~snippet\n```',
    "code with a class": "`snippet`{ .x } and ` ```snippet`{ .x }",
    "highlighted code": "```python\nsnippet = 1\n```",
}

LEFT_AS_TEXT = {
    "option without braces": ("```snippet open-timeline\na/b\n```", "snippet open-timeline"),
    "value without quotes": ("```snippet hl_lines=2\na/b\n```", "snippet hl_lines=2"),
    "braces not closed": ("```{.snippet exercise\na/b\n```", "{.snippet exercise"),
    "not closed": ("```snippet\na/b", "snippet"),
    "tildes not closed": ("~~~snippet\na/b", "snippet"),
    "closed by fewer": ("````snippet\na/b\n```", "snippet"),
    "dedented": ("- one\n\n    ```snippet\n    a/b\n```", "snippet"),
    "quotation not closed": ("> ```snippet\n> a/b\n", "snippet"),
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_a_fence_is_found_with_its_line(text: str) -> None:
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "snippet" in line)
    found = site_reader().read(text)
    assert found.fences == [PlacedFence(line, Fence("a/b"))]
    assert found.unread == []
    assert "<live-snippet" in as_the_site_renders(text)


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_becomes_no_block_is_no_fence(text: str) -> None:
    found = site_reader().read(text)
    assert found.fences == []
    assert found.unread == []
    assert found.headings == []


@pytest.mark.parametrize(("text", "header"), LEFT_AS_TEXT.values(), ids=LEFT_AS_TEXT)
def test_a_fence_that_markdown_takes_for_text_is_a_problem(text: str, header: str) -> None:
    found = site_reader().read(f"# Title {{#title}}\n\n{text}\n\nmore\n")
    assert found.fences == []
    line = next(n for n, line in enumerate(text.splitlines(), 3) if "snippet" in line)
    assert found.unread == [(line, header)]


def as_the_site_renders(text: str) -> str:
    """Convert a text with the extensions, options and formatters of mkdocs.yml."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    names = [name for name in config.markdown_extensions if isinstance(name, str)]
    markdown = Markdown(extensions=names, extension_configs=config.mdx_configs)
    snippets = fence.Surroundings(root=ROOT / "snippets")
    fence.surroundings.set(snippets)
    return markdown.convert(text.replace("a/b", "generators/interleave"))


def test_options_are_read_as_the_block_gets_them() -> None:
    text = '```{.snippet exercise hl_lines="2 4-6"}\na/b\n```\n\n```snippet hl_lines="1"\nc/d\n```'
    first, second = (placed.fence for placed in site_reader().read(text).fences)
    assert first.is_exercise
    assert first.options["hl_lines"] == "2 4-6"
    assert second == Fence("c/d", {"hl_lines": "1"})


PAGE = """\
---
title: "A page: its title"
description: Text.
---

# A {#a}

See [another page](other.md#b).

```snippet
generators/one
```

    ```snippet
    generators/indented
    ```

````text
```snippet
generators/quoted
# no heading
```
````

> ## B { .x #b }
>
> ```{#id .snippet}
> generators/two
> ```

### C

```snippet
generators/one
```
"""


def test_a_page_with_its_lines() -> None:
    found = site_reader().read(PAGE)
    assert found.title == "A page: its title"
    assert [(it.line, it.fence.name) for it in found.fences] == [
        (10, "generators/one"),
        (27, "generators/two"),
        (33, "generators/one"),
    ]
    assert found.headings == [Heading(6, 1, "a"), Heading(25, 2, "b"), Heading(31, 3, "")]


def test_a_page_of_nothing() -> None:
    found = site_reader().read("")
    assert (found.title, found.fences, found.headings, found.unread) == ("", [], [], [])


def test_headings_without_id_have_their_lines() -> None:
    text = "```\n#\n```\n\n## One\n\n### Two\n\n## Three\n"
    assert site_reader().read(text).headings == [
        Heading(5, 2, ""),
        Heading(7, 3, ""),
        Heading(9, 2, ""),
    ]


def test_a_text_is_read_once() -> None:
    assert site_reader().read(PAGE) is site_reader().read(PAGE)


def test_extensions_decide_what_is_a_fence() -> None:
    text = "!!! note\n\n    ```snippet\n    a/b\n    ```"
    assert Reader([], {}).read(text).fences == []
    assert len(Reader(["admonition"], {}).read(text).fences) == 1


def test_problems_name_file_line_and_cure(tmp_path: Path) -> None:
    root = tmp_path / "snippets"
    write_recorded(root)
    text = (
        "> ```snippet\n> folder/helo\n> ```\n\n"
        "```{#x .snippet colour=red}\nfolder/hello\n```\n\n"
        "```snippet\nfolder/hello\n```\n\n"
        "```snippet open-timeline\nfolder/hello\n```\n"
    )
    assert page_problems("docs/en/page.md", site_reader().read(text), root, tmp_path) == [
        "docs/en/page.md:13: Markdown takes this fence for text: snippet open-timeline; close it,"
        " indent it evenly, and write options in braces: ```{.snippet open-timeline}",
        "docs/en/page.md:1: there is no snippet 'folder/helo'; did you mean 'folder/hello'?",
        "docs/en/page.md:5: unknown fence option 'colour'; known: exercise, frames, hl_lines,"
        " open-timeline, play, predict",
    ]
