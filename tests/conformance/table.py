"""results.json -> the tables of the page "gevent in your tab", in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from tests.conformance.figures import Figures
from tests.conformance.site import ROOT
from tests.conformance.upstream import HERE, Summary

RESULTS = HERE / "results.json"
type Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Results(TypedDict):
    """What one whole run has found, and where and when."""

    date: str
    machine: str
    load: float
    chromium: str
    python: str
    suites: dict[str, Summary]
    tab: Figures
    native: Figures


class Row(NamedTuple):
    """One figure of the table: what, the least or most that is wanted, what was reached."""

    what: str
    wanted: str
    reached: str
    is_reached: bool


_SUITES: dict[Language, dict[str, str]] = {
    "zh": {
        "greenlet": "{} 自己的测试",
        "gevent": "{} 自己的测试：greenlet、hub、事件循环、队列、锁",
        "sockets": "{} 自己的测试：套接字、服务器、pywsgi（TLS 除外）",
    },
    "en": {
        "greenlet": "{}'s own tests",
        "gevent": "{}'s own tests: greenlets, hub, loop, queues, locks",
        "sockets": "{}'s own tests: sockets, servers, pywsgi (TLS aside)",
    },
}
_WANTED = {"greenlet": 0.9, "gevent": 0.98, "sockets": 0.95}
"""The part of the runnable tests that has to pass."""

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "head": "项目 | 要求 | 达到",
        "of": "{passed} / {runnable}（{part}）",
        "least": "能运行的至少 {}",
        "switch": "一次切换，与同一页里 `run_sync` 一个已完成的 promise 相比",
        "at_most": "至多 {} 倍",
        "times": "{} 倍",
        "suspended": "同时停着的 greenlet",
        "no_crash": "{} 个，不崩溃",
        "three": "同时三个请求，各 1.0、0.8、0.6 秒",
        "longest": "至多最长者的 {} 倍",
        "native_head": "操作 | 标签页 | 原生 | 倍数",
        "sleep_0": "`gevent.sleep(0)`",
        "native_switch": "greenlet 的一次切换",
        "spawn_join": "`gevent.spawn(int).join()`",
        "request": "一次 HTTP 请求，`urlopen` 到 `pywsgi`",
        "measured": "{date}，{machine}，当时平均负载 {load:.0f}。标签页：{chromium}；"
        "原生：{python}，编译过的 gevent。"
        "各取中位数；绝对值随机器而变，倍数更可信。",
        "late": "没有通过的测试里，有 {} 个只是超过了它自己的时限：它测的是时间，而机器正忙。",
        "left_out": "不计入的测试，因为标签页里没有它们要的东西：{}。",
    },
    "en": {
        "head": "What | Wanted | Reached",
        "of": "{passed} of {runnable} ({part})",
        "least": "at least {} of the runnable",
        "switch": "One switch, against a `run_sync` of a resolved promise in the same page",
        "at_most": "at most {} ×",
        "times": "{} ×",
        "suspended": "Greenlets suspended at once",
        "no_crash": "{} without a crash",
        "three": "Three requests at once, of 1.0, 0.8 and 0.6 s",
        "longest": "at most {} × the longest",
        "native_head": "Operation | Tab | Native | Ratio",
        "sleep_0": "`gevent.sleep(0)`",
        "native_switch": "One greenlet switch",
        "spawn_join": "`gevent.spawn(int).join()`",
        "request": "One HTTP request, `urlopen` to `pywsgi`",
        "measured": "Measured on {date}, on {machine}, at a load average of {load:.0f}. Tab:"
        " {chromium}; native: {python} with the compiled gevent. Medians;"
        " the times depend on the machine, so the ratios say more.",
        "late": "Of those that failed, {} missed a time limit of its own: it measures time, and"
        " the machine was busy.",
        "left_out": "Not counted, because a tab lacks what they need: {}.",
    },
}
_REASONS: dict[Language, dict[str, str]] = {
    "zh": {"threads": "线程", "processes": "进程", "TLS": "TLS", "C extension": "C 扩展"},
    "en": {
        "threads": "threads",
        "processes": "processes",
        "TLS": "TLS",
        "C extension": "C extensions",
    },
}


def rows(results: Results, language: Language) -> list[Row]:
    """Return the figures that the tab has to reach."""
    words, tab = _WORDS[language], results["tab"]
    made = []
    for suite, wanted in _WANTED.items():
        found = results["suites"][suite]
        part = found["passed"] / found["runnable"]
        made.append(
            Row(
                _SUITES[language][suite].format(found["package"]),
                words["least"].format(f"{wanted:.0%}"),
                words["of"].format(
                    passed=found["passed"], runnable=found["runnable"], part=f"{part:.1%}"
                ),
                part >= wanted,
            )
        )
    cost, slowest = tab["switch"] / tab["run_sync"], tab["three_requests"]
    many = int(tab["suspended"])
    return [
        *made,
        Row(
            words["switch"],
            words["at_most"].format("0.15"),
            words["times"].format(f"{cost:.2f}"),
            cost <= 0.15,
        ),
        Row(words["suspended"], words["no_crash"].format("20,000"), f"{many:,}", many >= 20_000),
        Row(
            words["three"],
            words["longest"].format("1.1"),
            words["times"].format(f"{slowest:.2f}"),
            slowest <= 1.1,
        ),
    ]


def conformance(results: Results, language: Language) -> str:
    """Return the table of what was to be reached, and what of upstream's tests was left out."""
    shown = [f"{r.what} | {r.wanted} | {r.reached}" for r in rows(results, language)]
    reasons: dict[str, int] = {}
    for found in results["suites"].values():
        for reason, count in found["not_here"].items():
            reasons[reason] = reasons.get(reason, 0) + count
    names = _REASONS[language]
    separator = "、" if language == "zh" else ", "
    counted = separator.join(f"{names[reason]} {n}" for reason, n in sorted(reasons.items()))
    notes = [_WORDS[language]["left_out"].format(counted)]
    if late := sum(found["late"] for found in results["suites"].values()):
        notes.insert(0, _WORDS[language]["late"].format(late))
    between = "" if language == "zh" else " "
    return _table(_WORDS[language]["head"], shown) + "\n" + between.join(notes)


def comparison(results: Results, language: Language) -> str:
    """Return the table of what operations cost in the tab and natively."""
    words = _WORDS[language]
    shown = []
    for name in ("switch", "sleep_0", "spawn_join", "request"):
        tab, native = results["tab"][name], results["native"][name]
        label = words["native_switch" if name == "switch" else name]
        shown.append(f"{label} | {_time(tab)} | {_time(native)} | {tab / native:.1f}")
    about = {key: results[key] for key in ("date", "machine", "load", "chromium", "python")}
    cores = re.sub(
        r"(\d+) shared cores \((.*), Linux\)", r"\1 个共享核（\2，Linux）", results["machine"]
    )
    about["machine"] = cores if language == "zh" else f"a machine of {results['machine']}"
    return _table(words["native_head"], shown) + "\n" + words["measured"].format(**about)


def _time(microseconds: float) -> str:
    if microseconds < 1000:
        return f"{microseconds:.3g} µs"
    return f"{microseconds / 1000:.3g} ms"


def _table(head: str, shown: list[str]) -> str:
    rule = " | ".join("---" for _ in head.split(" | "))
    return "".join(f"| {line} |\n" for line in (head, rule, *shown))


TABLES: dict[str, Callable[[Results, Language], str]] = {
    "conformance": conformance,
    "native": comparison,
}


def page_of(language: Language) -> Path:
    """Return the page that has the tables."""
    return ROOT / "docs" / language / "gevent-in-your-tab.md"


def with_tables(text: str, results: Results, language: Language) -> str:
    """Return a page's text with the tables between their marks."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name}: made by tests.conformance -->", f"<!-- {name} ends -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"the page has no marks {begin} and {end}")
        text = f"{before}{begin}\n\n{make(results, language)}\n\n{end}{after}"
    return text


def saved_results() -> Results:
    """Return what the last whole run has found."""
    found: Results = json.loads(RESULTS.read_text("utf-8"))
    return found


def write_pages(results: Results) -> None:
    """Put the tables into the pages of both languages."""
    for language in LANGUAGES:
        path = page_of(language)
        path.write_text(with_tables(path.read_text("utf-8"), results, language), "utf-8")
