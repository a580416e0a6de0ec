"""Write the Markdown tables of the page on speed from the measured times. Pure functions.

The numbers come from ``python -m tests.benchmarks.first_output --write``; nobody types them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from switchpoint.tracing.words import Language

MARKER = "<!-- first-output -->"
"""Stands on a page where the tables are to be."""

FILE = Path("measurements/first-output.json")
"""Where the numbers are, below the project's folder."""

OURS, FLOOR = "switchpoint", "floor"

type Series = dict[str, list[float]]
"""A system's figures by name, one for each round, in milliseconds and bytes."""


@dataclass(frozen=True)
class Measured:
    """A whole measurement: where, when, and each system's figures."""

    date: str
    machine: str
    browser: str
    load: tuple[float, float]
    """Programs that wanted the processor when it began and ended."""
    rounds: int
    titles: dict[str, str]
    systems: dict[str, Series]

    @staticmethod
    def read(text: str) -> Measured:
        """Read what ``write`` wrote."""
        data: dict[str, Any] = json.loads(text)
        return Measured(**data | {"load": tuple(data["load"])})

    def write(self) -> str:
        """Return the measurement as JSON, one series a line."""
        rows = {
            name: {key: [round(x, 1) for x in series[key]] for key in sorted(series)}
            for name, series in self.systems.items()
        }
        text = json.dumps(vars(self) | {"systems": None}, ensure_ascii=False, indent=1)
        listed = ",\n".join(
            f"  {json.dumps(name)}: {{\n"
            + ",\n".join(f"   {json.dumps(key)}: {json.dumps(x)}" for key, x in series.items())
            + "\n  }"
            for name, series in rows.items()
        )
        return text.replace('"systems": null', f'"systems": {{\n{listed}\n }}') + "\n"

    def rounds_of(self, system: str, name: str) -> list[float]:
        """Return a system's figures of one kind, one a round; none if it was not measured."""
        return self.systems.get(system, {}).get(name, [])

    def best_peer(self) -> str:
        """Return the peer that prints first when a reader arrives."""
        peers = [n for n in self.systems if n not in (OURS, FLOOR) and self.rounds_of(n, "arrive")]
        return min(peers, key=lambda name: median(self.rounds_of(name, "arrive")), default="")


@dataclass(frozen=True)
class Figure:
    """What is told of this site: a number of each round."""

    key: str
    unit: str
    """"ratio", "ms", "kB" or "MB"."""
    rounds: list[float]


def figures(measured: Measured) -> list[Figure]:
    """Return the figures that were measured; ratios are of two visits in one round."""

    def ours(name: str) -> list[float]:
        return measured.rounds_of(OURS, name)

    def ratios(above: list[float], below: list[float]) -> list[float]:
        return [a / b for a, b in zip(above, below, strict=False)]

    def thousands(rounds: list[float], by: float) -> list[float]:
        return [x / by for x in rounds]

    def floor(name: str) -> list[float]:
        return measured.rounds_of(FLOOR, name)

    peer = measured.rounds_of(measured.best_peer(), "arrive")
    found = [
        Figure("click", "ratio", ratios(ours("click"), floor("click"))),
        Figure("pointer", "ratio", ratios(ours("pointer"), floor("click"))),
        Figure("arrive", "ratio", ratios(ours("arrive"), peer)),
        Figure("return", "ratio", ratios(ours("return"), floor("return"))),
        Figure("slow", "ratio", ratios(ours("slow"), floor("slow"))),
        Figure("again", "ms", ours("again")),
        Figure("at-once", "ratio", ratios(ours("at-once"), ours("at-once-cold"))),
        Figure("stop", "ratio", ratios(ours("stop"), ours("stop-cold"))),
        Figure("gevent-click", "ratio", ratios(ours("gevent-click"), ours("click"))),
        Figure("gevent-pointer", "ratio", ratios(ours("gevent-pointer"), ours("gevent-click"))),
        Figure("gevent-again", "ms", ours("gevent-again")),
        Figure("requests-click", "ratio", ratios(ours("requests-click"), ours("click"))),
        Figure("requests-again", "ratio", ratios(ours("requests-again"), ours("requests-click"))),
        Figure("longest-own", "ms", ours("longest-own")),
        Figure("longest-run", "ms", ours("longest-run")),
        Figure("longest-theme", "ms", ours("longest-theme")),
        Figure("before", "kB", thousands(ours("before"), 1e3)),
        Figure("after", "MB", thousands(ours("after"), 1e6)),
        Figure("gevent", "MB", thousands(ours("gevent"), 1e6)),
    ]
    return [figure for figure in found if figure.rounds]


def page_tables(measured: Measured, language: Language) -> str:
    """Return the two tables and where they were measured, in the page's language."""
    words = _WORDS[language]
    said = words["measured"].format(
        date=measured.date,
        machine=measured.machine,
        browser=measured.browser,
        rounds=measured.rounds,
        before=_number(measured.load[0]),
        after=_number(measured.load[1]),
    )
    tables = [_figure_table(measured, language), _system_table(measured, language)]
    return "\n\n".join([said, *tables])


def _figure_table(measured: Measured, language: Language) -> str:
    words = _WORDS[language]
    rows = [
        [
            words[f"figure-{it.key}"].format(peer=measured.titles.get(measured.best_peer(), "–")),
            _spread(it.rounds, lambda x, unit=it.unit: _with_unit(x, unit)),  # type: ignore[misc]
        ]
        for it in figures(measured)
    ]
    return _table([words["what"], words["figure"]], rows)


def _system_table(measured: Measured, language: Language) -> str:
    """Return the table of all systems; a column without any measurement is left out."""
    words = _WORDS[language]
    columns: list[tuple[str, Callable[[float], str]]] = [
        ("click", lambda x: f"{x:,.0f}"),
        ("arrive", lambda x: f"{x:,.0f}"),
        ("return", lambda x: f"{x:,.0f}"),
        ("again", lambda x: f"{x:,.0f}"),
        ("longest", lambda x: f"{x:,.0f}" if x else "< 50"),
        ("before", lambda x: f"{x / 1e3:,.0f}"),
        ("after", lambda x: f"{x / 1e3:,.0f}"),
    ]
    columns = [it for it in columns if any(measured.rounds_of(s, it[0]) for s in measured.systems)]
    head = [words["system"], *(words[f"column-{name}"] for name, _ in columns)]
    rows = []
    for system in measured.systems:
        cells = [words["floor"] if system == FLOOR else measured.titles[system]]
        for name, shown in columns:
            rounds = measured.rounds_of(system, name)
            cells.append(_spread(rounds, shown) if rounds else "–")
        rows.append(cells)
    return _table(head, rows)


def _spread(rounds: list[float], shown: Callable[[float], str]) -> str:
    """Return the median, and the least and the greatest where they differ from it."""
    middle, least, most = shown(median(rounds)), shown(min(rounds)), shown(max(rounds))
    return middle if least == most else f"**{middle}** ({least} – {most})"


def _with_unit(x: float, unit: str) -> str:
    if unit == "ratio":
        return f"{x:.2f} ×"
    if unit == "ms" and not x:
        return "< 50 ms"  # browsers report longer tasks only
    return f"{_number(x)} {unit}"


def _number(x: float) -> str:
    return f"{x:.0f}" if x >= 100 or x == int(x) else f"{x:.2f}" if x < 10 else f"{x:.1f}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    def lines() -> Iterator[str]:
        yield head_line
        yield "| --- |" + " ---: |" * (len(head) - 1)
        for cells in rows:
            yield f"| {' | '.join(cells)} |"

    head_line = f"| {' | '.join(head)} |"
    return "\n".join(lines())


_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "measured": (
            "测于 {date}：{machine}；{browser}；{rounds} 轮，每轮所有系统各测一遍。"
            "开始与结束时机器的平均负载：{before}、{after}。"
        ),
        "what": "指标",
        "figure": "中位数（最小 – 最大）",
        "figure-click": "冷启动，点击到首个输出，与底线之比",
        "figure-pointer": "同上，点击前指针已在代码块上停留 300 ms",
        "figure-arrive": "从打开页面到首个输出，与最快的同类（{peer}）之比",
        "figure-return": (
            "再次来访（缓存已有，离线支持已开启），点击到首个输出，与底线再次来访之比"
        ),
        "figure-slow": "在 8 Mbit/s、延迟 80 ms 的线路上，点击到首个输出，与底线之比",
        "figure-gevent-click": "用 gevent 的代码块，冷启动，点击到首个输出，与普通代码块之比",
        "figure-gevent-pointer": "同上，点击前指针已停留 300 ms，与它自己的冷启动之比",
        "figure-gevent-again": "用 gevent 的代码块，上次运行结束两秒后再次运行，到首个输出",
        "figure-requests-click": "用 requests 的代码块，冷启动，点击到首个输出，与普通代码块之比",
        "figure-requests-again": "同上，上次运行结束两秒后再次运行，与它自己的冷启动之比",
        "figure-again": "再次运行，解释器已热，到首个输出",
        "figure-at-once": "一次运行刚结束就再次运行，到首个输出，与冷启动之比",
        "figure-stop": "停止死循环后，下一次运行到首个输出，与冷启动之比",
        "figure-longest-own": "我们自己的脚本在主线程上最长的任务，从打开页面到运行结束",
        "figure-longest-run": "点击之后主线程上最长的任务，不论由谁引起",
        "figure-longest-theme": "主题的脚本在主线程上最长的任务",
        "figure-before": "点击之前传输的字节，只计运行 Python 所用的脚本与样式",
        "figure-after": "运行普通示例之后传输的字节",
        "figure-gevent": "用 gevent 的示例另加的字节",
        "system": "系统",
        "floor": "底线：Worker 里的 `loadPyodide`",
        "column-click": "点击到首个输出，ms",
        "column-arrive": "打开页面到首个输出，ms",
        "column-return": "再次来访，点击到首个输出，ms",
        "column-again": "再次运行，ms",
        "column-longest": "主线程最长任务，ms",
        "column-before": "点击前，kB",
        "column-after": "运行后，kB",
    },
    "en": {
        "measured": (
            "Measured on {date}: {machine}; {browser}; {rounds} rounds, every system once in each."
            " Load average when it began and ended: {before} and {after}."
        ),
        "what": "What",
        "figure": "Median (least – greatest)",
        "figure-click": "Click to first output, cold, against the floor",
        "figure-pointer": "The same with the pointer on the block for 300 ms before",
        "figure-arrive": "Arriving on the page to first output, against the best peer ({peer})",
        "figure-return": (
            "On a second visit (cache and offline support there), click to first output,"
            " against the floor's second visit"
        ),
        "figure-slow": "On a line of 8 Mbit/s and 80 ms, click to first output, against the floor",
        "figure-gevent-click": (
            "Block with gevent, click to first output, cold, against a plain block in the same"
            " round"
        ),
        "figure-gevent-pointer": (
            "The same with the pointer on the block for 300 ms before, against its own cold click"
        ),
        "figure-gevent-again": (
            "Block with gevent, second Run two seconds after the first has ended, to first output"
        ),
        "figure-requests-click": (
            "Block with requests, click to first output, cold, against a plain block in the same"
            " round"
        ),
        "figure-requests-again": (
            "The same, second Run two seconds after the first has ended, against its own cold click"
        ),
        "figure-again": "Second Run, warm interpreter, to first output",
        "figure-at-once": (
            "Run pressed again as soon as a run has ended, to first output, against a cold start"
        ),
        "figure-stop": (
            "After Stop of an endless loop, next Run to first output, against a cold boot"
        ),
        "figure-longest-own": (
            "Our own scripts' longest task on the main thread, from page load through Run"
        ),
        "figure-longest-run": (
            "Longest task on the main thread from the click on, whoever causes it"
        ),
        "figure-longest-theme": "The theme's script's longest task on the main thread",
        "figure-before": "Bytes before any click, scripts and styles that serve to run Python",
        "figure-after": "Bytes after Run of a plain snippet",
        "figure-gevent": "Bytes on top for a snippet with gevent",
        "system": "System",
        "floor": "The floor: `loadPyodide` in a worker",
        "column-click": "Click to first output, ms",
        "column-arrive": "Arriving to first output, ms",
        "column-return": "Second visit, click to first output, ms",
        "column-again": "Second Run, ms",
        "column-longest": "Longest main-thread task, ms",
        "column-before": "Before a click, kB",
        "column-after": "After Run, kB",
    },
}
