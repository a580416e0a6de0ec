"""The ladder from generators to gevent: the map on the front page, and where a page stands on it.

Both are made from the navigation: a page that is not in it is not on the ladder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from switchpoint.tracing.words import Language, words

MARKER = "<!-- ladder -->"
"""What the front page has in the place of the map."""

RUNGS: Mapping[str, Sequence[str]] = {
    "generator": (
        "article/coroutine",
        "article/producer-consumer",
        "course/contract",
        "errors/generators",
    ),
    "scheduler": ("course/scheduler",),
    "async": ("course/async-await", "errors/async"),
    "greenlet": ("course/greenlet", "errors/greenlets"),
    "gevent": (
        "article/gevent",
        "article/threads-and-coroutines",
        "course/life",
        "course/waiting",
        "course/races",
        "course/blocking",
        "course/patching",
        "course/servers",
        "course/choosing",
        "errors/patching",
        "errors/servers",
    ),
}
"""The rungs, the lowest first, and the pages that belong to each."""

_RUNG_OF = {name: rung for rung, names in RUNGS.items() for name in names}

_TO_LEARN_FROM = ("article/", "course/")

_ASIDE = re.compile(r"^ *```.*?^ *```|<[^>]*>|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_FENCE = re.compile(r"^ *```.*\bsnippet\b", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A page in the navigation."""

    name: str
    """Its file below the language's folder, without ``.md``."""
    title: str
    section: str
    """The title of the section in the navigation that it stands in; "" at the top."""
    address: str
    """Below the front page of its language, as the reader's progress names it."""
    link: str
    """As seen from the page that links to it."""
    text: str
    """Its Markdown."""

    @property
    def rung(self) -> str | None:
        """The rung that the page belongs to."""
        return _RUNG_OF.get(self.name)

    @property
    def is_to_learn_from(self) -> bool:
        """Whether it is a page of the article or of the course."""
        return self.name.startswith(_TO_LEARN_FROM)

    @property
    def minutes(self) -> int:
        """How long it takes: 300 characters or 200 words a minute, and one for each program."""
        prose = _ASIDE.sub("", self.text)
        reading = len(_CHARACTER.findall(prose)) / 300 + len(_WORD.findall(prose)) / 200
        return max(1, round(reading + len(_FENCE.findall(self.text))))


def render(entries: Sequence[Entry], language: Language) -> str:
    """Return the map: each rung with its pages, and below it the pages that are on none."""
    say = words(language, "ladder")
    rungs = [_rung(rung, [entry for entry in entries if entry.rung == rung], say) for rung in RUNGS]
    beside = [entry for entry in entries if entry.rung is None]
    return (
        f'<ol class="ladder" data-part="ladder" aria-label="{escape(say["title"])}">'
        f"{''.join(rungs)}</ol>\n"
        f'<div class="ladder-beside"><p class="rung-name">{escape(say["beside"])}</p>'
        f"{_groups(beside, say)}</div>"
    )


def render_place(here: Entry, entries: Iterable[Entry], language: Language) -> str:
    """Return the strip that shows on which rung a page stands; each rung links to its first page.

    A rung without a page is shown without a link.
    """
    say = words(language, "ladder")
    first: dict[str | None, Entry] = {}
    for entry in entries:
        if entry.is_to_learn_from:
            first.setdefault(entry.rung, entry)
    items = []
    for rung in RUNGS:
        name = escape(say[rung])
        if rung == here.rung:
            items.append(f'<li aria-current="step"><span>{name}</span></li>')
        elif rung in first:
            items.append(f'<li><a href="{escape(first[rung].link)}">{name}</a></li>')
        else:
            items.append(f"<li><span>{name}</span></li>")
    return (
        f'<nav class="ladder-place" aria-label="{escape(say["where"])}">'
        f"<ol>{''.join(items)}</ol></nav>"
    )


def _rung(rung: str, entries: Sequence[Entry], say: Mapping[str, str]) -> str:
    return (
        f'<li class="rung"><p class="rung-name">{escape(say[rung])}</p>'
        f'<p class="rung-says">{escape(say[f"{rung}_says"])}</p>{_groups(entries, say)}</li>'
    )


def _groups(entries: Sequence[Entry], say: Mapping[str, str]) -> str:
    """Return links to pages, those of a section of the navigation together."""
    html = ""
    for section, members in groupby(entries, key=lambda entry: entry.section):
        title = f'<p class="rung-section">{escape(section)}</p>' if section else ""
        links = "".join(_link(entry, say) for entry in members)
        html += f'<div class="rung-group">{title}<ul>{links}</ul></div>'
    return html


def _link(entry: Entry, say: Mapping[str, str]) -> str:
    kind = minutes = ""
    if entry.is_to_learn_from:
        kind = ' class="to-learn"'
        minutes = f" <small>{escape(say['minutes'].format(n=entry.minutes))}</small>"
    return (
        f'<li{kind} data-page="{escape(entry.address)}">'
        f'<a href="{escape(entry.link)}">{escape(entry.title)}</a>{minutes}</li>'
    )
