"""What is wrong with the fences and the measured values of one page, one line each."""

from __future__ import annotations

from pathlib import Path

from switchpoint.measuring.results import ResultsError
from switchpoint.pages.fence import check
from switchpoint.pages.measured import block, reference
from switchpoint.pages.reader import Contents
from switchpoint.snippets.errors import SnippetError


def page_problems(shown_path: str, contents: Contents, root: Path, measurements: Path) -> list[str]:
    """Return the problems of the page that messages call ``shown_path``."""
    problems = [
        f"{shown_path}:{line}: Markdown takes this fence for text: {header}; close it, indent it"
        " evenly, and write options in braces: ```{.snippet open-timeline}"
        for line, header in contents.unread
    ]
    for placed in contents.fences:
        try:
            check(placed.fence, root)
        except SnippetError as error:
            problems.append(f"{shown_path}:{placed.line}: {error}")
    for line, name in contents.measured:
        try:
            if "." in name:
                reference.find(name, measurements)
            else:
                block.check(name, measurements)
        except ResultsError as error:
            problems.append(f"{shown_path}:{line}: {error}")
    return problems
