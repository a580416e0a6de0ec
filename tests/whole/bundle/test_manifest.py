"""Which files load when, and how large they are."""

from __future__ import annotations

import re

from switchpoint.bundle import manifest
from switchpoint.bundle.manifest import Bundle


def test_a_run_loads_at_most_5_3_megabytes_and_gevent_0_85_more(made: Bundle) -> None:
    """As transferred with gzip."""
    assert made.size(made.after_run)[1] <= 5_300_000
    assert made.size(made.for_gevent)[1] <= 850_000


def test_a_page_adds_at_most_12_kilobytes_before_any_click(made: Bundle) -> None:
    """The issue that founded the site allows 12 KB of gzipped JavaScript and CSS together."""
    _, zipped = made.size(made.before_click)
    assert zipped <= 12_000
    for name in made.before_click[:-1]:
        script = (made.folder / name).read_text("utf-8")
        assert set(re.findall(r'from"\./([\w-]+\.js)"', script)) <= set(made.before_click)


def test_the_report_names_every_file_and_three_sums(made: Bundle) -> None:
    lines = manifest.report(made).splitlines()
    assert len(lines) == len(made.files) + 4
    assert lines[-3].startswith("before any click")
    assert lines[-2].startswith("after the first Run")
    assert lines[-1].startswith("on top, for gevent")
