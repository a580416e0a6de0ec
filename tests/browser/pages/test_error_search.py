"""Readers find every common error by any four words of its message, in both languages.

The page's own search worker answers, with the index of the built site. Only sections count: whole
pages are among the answers because the theme shows sections below the name of their page.
"""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from playwright.sync_api import Page

from tests.error_pages import Entry, entries

GROUPS = 2
"""So many groups of four words are tried of each message."""
AMONG_FIRST = 5

KEEP_THE_SEARCH_WORKER = """
window.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    if (String(url).includes("/workers/search")) window.searchWorker = this;
  }
};
"""
SEARCH = """async queries => {
  const worker = window.searchWorker;
  const found = [];
  for (const data of queries) {
    const answer = new Promise(resolve => {
      worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
    });
    worker.postMessage({ type: 2, data });
    const sections = (await answer).data.items.flat().filter(it => it.location.includes("#"));
    sections.sort((one, other) => other.score - one.score);
    found.push(sections.map(({ location }) => location));
  }
  return found;
}"""


def words(entry: Entry) -> list[str]:
    """Return the words of the message without the marks around them.

    The search takes ``name:`` for the name of a field and ``-name`` for a word to leave out.
    """
    stripped = [word.strip("()[]<>:;,.-'…") for word in (entry.message or "").split()]
    return [word for word in stripped if any(map(str.isalpha, word))]


def queries(entry: Entry, language: str) -> list[str]:
    """Return the whole heading, as one may paste it, and groups of four words of the message.

    A group is left out if too many other messages have all its words.
    """
    others = [set(words(other)) for other in entries(language) if other != entry]
    groups = [
        group
        for group in combinations(words(entry), 4)
        if sum(other.issuperset(group) for other in others) < AMONG_FIRST
    ]
    chosen = Random(entry.id).sample(groups, min(GROUPS, len(groups)))
    pasted = entry.heading.strip("`").replace("(--", "(")
    return [pasted, *map(" ".join, chosen)]


@pytest.mark.parametrize(("prefix", "language"), [("", "zh"), ("en/", "en")])
def test_any_four_words_of_a_message_find_its_entry(
    page: Page, address: str, prefix: str, language: str
) -> None:
    page.add_init_script(KEEP_THE_SEARCH_WORKER)
    page.goto(f"{address}{prefix}errors/")
    page.locator("[data-md-component=search-query]").press_sequentially("LoopExit")
    page.locator(".md-search-result__link").first.wait_for()  # the worker has read the index
    wanted = [
        (query, f"errors/{entry.family}/#{entry.id}")
        for entry in entries(language)
        for query in queries(entry, language)
    ]
    found = page.evaluate(SEARCH, [query for query, _ in wanted])
    missed = {
        query: (place, places[:AMONG_FIRST])
        for (query, place), places in zip(wanted, found, strict=True)
        if place not in places[:AMONG_FIRST]
    }
    assert missed == {}
