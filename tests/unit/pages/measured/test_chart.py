"""The charts: text as text, the page's colours and fonts, no inline style, axes that fit."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from switchpoint.pages.measured import block
from switchpoint.pages.measured.chart import axis

SVG = "{http://www.w3.org/2000/svg}"
SITE_STYLE = Path(__file__).parents[4] / "src/switchpoint/theme/assets/site.css"


def svg(text: str, folder: Path) -> ElementTree.Element:
    found = ElementTree.fromstring(block.render(text, folder, "en")).find(f"{SVG}svg")
    assert found is not None
    return found


def texts(image: ElementTree.Element) -> list[str]:
    return [text.text for text in image.iter(f"{SVG}text") if text.text]


def test_kinds_medians_and_ticks_are_text(folder: Path) -> None:
    said = texts(svg("switch time", folder))
    assert {"function call", "generator", "greenlet", "50 ns", "90 ns", "0", "200 ns"} <= {*said}


def test_a_curve_has_its_parameter_and_a_legend(folder: Path) -> None:
    said = texts(svg("waiting time", folder))
    assert {"Connections", "thread", "gevent Greenlet", "1,000"} <= {*said}


def test_points_that_are_no_numbers_have_a_row_each(folder: Path) -> None:
    said = texts(svg("blocking ticks", folder))
    assert {"time.sleep", "3.13", "thread", "gevent Greenlet", "0", "100%"} <= {*said}


def test_it_is_one_image_with_a_label_to_those_who_do_not_see_it(folder: Path) -> None:
    image = svg("switch time", folder)
    label = "function call 50 ns; generator 90 ns; greenlet 50 ns"
    assert (image.get("role"), image.get("aria-label")) == ("img", label)


@pytest.mark.parametrize("text", ["switch time", "waiting time", "blocking ticks"])
def test_each_colour_is_the_pages(folder: Path, text: str) -> None:
    image = svg(text, folder)
    colours = {it.get(name) for it in image.iter() for name in ("fill", "stroke")}
    given = re.findall(r"(--sp-chart-\d): ", SITE_STYLE.read_text("utf-8"))
    variables = {f"var({name})" for name in given}
    assert colours - {None} <= {"none", "transparent", "currentColor"} | variables
    assert colours & variables
    assert {text.get("font-family") for text in image.iter(f"{SVG}text")} == {"inherit"}
    assert not [it for it in image.iter() if it.get("style")], "the policy refuses them"


@pytest.mark.parametrize(
    ("values", "unit", "labels"),
    [
        ([4e-8, 4e-5], "s", ["10 ns", "100 ns", "1 µs", "10 µs", "100 µs"]),
        ([195.0, 16_548.0], "bytes", ["64 B", "", "1 KiB", "", "16 KiB", ""]),
        ([1.0, 4.0], "s", ["0", "1 s", "2 s", "3 s", "4 s"]),
        ([0.0, 0.93], "share", ["0", "20%", "40%", "60%", "80%", "100%"]),
        ([0.0, 0.0], "count", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    ],
)
def test_an_axis_is_logarithmic_when_values_differ_by_powers_of_ten(
    values: list[float], unit: str, labels: list[str]
) -> None:
    found = axis(values, unit, "en")
    assert found.labels == labels
    assert found.is_log == ("0" not in labels)
    assert found.domain[0] <= min(values) <= max(values) <= found.domain[1]
