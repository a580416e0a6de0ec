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
    assert made.size([made.words("en")]) <= made.size([made.words("zh")])
    for name in made.before_click[:-1]:
        script = (made.folder / name).read_text("utf-8")
        assert set(re.findall(r'from"\./([\w-]+\.js)"', script)) <= set(made.before_click)


def test_an_unfolded_picture_in_view_keeps_to_the_12_kilobytes(made: Bundle) -> None:
    _, zipped = made.size(made.with_picture)
    assert zipped <= 12_000
    loaded = set(made.with_picture)
    assert len(loaded) == len(made.with_picture)
    for name in loaded - {made.style}:
        script = (made.folder / name).read_text("utf-8")
        assert set(re.findall(r'from"\./([\w-]+\.js)"', script)) <= loaded


def test_the_report_names_every_file_and_four_sums(made: Bundle) -> None:
    lines = manifest.report(made).splitlines()
    assert len(lines) == len(made.files) + 5
    assert lines[-4].startswith("before any click")
    assert lines[-3].startswith("with a picture in view")
    assert lines[-2].startswith("after the first Run")
    assert lines[-1].startswith("on top, for gevent")
