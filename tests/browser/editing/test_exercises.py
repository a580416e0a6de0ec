"""Exercises in a real browser: points after a run, progress that stays, odd programs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from switchpoint.snippets.exercise import Exercise
from switchpoint.tracing.words import Language
from tests.browser.blocks import (
    ENDED,
    all_pages,
    block,
    exercises_on,
    output,
    press,
    set_source,
    wait_for_state,
)
from tests.browser.fixtures import OpenPage
from tests.browser.pages.test_accessibility import choose_scheme, complaints

CHINESE = [page for page in all_pages() if exercises_on(page) and not page.startswith("en/")]
COROUTINE = "article/coroutine/"
PRODUCER = "article/producer-consumer/"
ORDER = "exercises/next_order"
ZERO = "exercises/accept_zero"
MARKS = ".md-sidebar--primary .exercise-mark"


def start_of(page: Page, name: str) -> Locator:
    return block(page, f"{name}.start")


def run(found: Locator) -> str:
    """Press Run; return the state it ends in, once its points are told."""
    press(found, "run")
    wait_for_state(found, "booting", "running", *ENDED)
    return wait_for_state(found, *ENDED)


def states(found: Locator) -> list[str]:
    return list(
        found.locator("[data-point]").evaluate_all("xs => xs.map(x => x.dataset.state ?? '')")
    )


def verdict(found: Locator) -> str:
    return found.locator("[data-part=verdict]").inner_text()


def solve(page: Page, exercise: Exercise) -> Locator:
    found = start_of(page, exercise.solution.name)
    set_source(found, exercise.solution.source)
    assert run(found) == "done", found.inner_text()
    return found


@pytest.mark.parametrize("where", [*CHINESE, "en/article/coroutine/"])
def test_the_start_fails_and_the_solution_passes(page: Page, address: str, where: str) -> None:
    page.goto(address + where)
    english = where.startswith("en/")
    for exercise in exercises_on(where):
        found = start_of(page, exercise.solution.name)
        assert run(found) == "passed", "as recorded"
        said = found.locator("[data-part=status]").inner_text()
        assert said.startswith("Ended" if english else "已结束"), "as recorded is no success here"
        assert "failed" in states(found)
        passed, of = states(found).count("passed"), len(exercise.points)
        counts = f"{passed} of {of} points" if english else f"通过 {passed} 项，共 {of} 项"
        assert said.endswith(f" · {counts}")
        assert found.locator(".point-values").count() >= 1
        found = solve(page, exercise)
        assert states(found) == ["passed"] * len(exercise.points)
        assert verdict(found) == ("All points passed." if english else "全部通过。")
        word = "passed" if english else "通过"
        assert found.locator(".point-state").all_inner_texts() == [word] * len(exercise.points)
        assert found.locator(".point-values").count() == 0


@pytest.mark.parametrize("where", [*CHINESE, "en/article/coroutine/"])
def test_without_javascript_points_and_solution_are_there(
    open_page: OpenPage, address: str, where: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + where)
    language: Language = "en" if where.startswith("en/") else "zh"
    for exercise in exercises_on(where):
        found = page.locator(f'live-snippet[name="{exercise.start.name}"]')
        said = found.locator("[data-point]").all_text_contents()
        assert said == [point.what[language] for point in exercise.points]
        assert not found.locator("[data-part=verdict]").inner_text()
        folded = page.locator(
            "details.exercise-solution",
            has=page.locator(f'live-snippet[name="{exercise.solution.name}"]'),
        )
        assert folded.get_attribute("open") is None
        folded.locator("> summary").click()
        assert folded.locator("[data-part=code]").is_visible()
        assert folded.locator("[data-part=code]").text_content() == exercise.solution.source


def test_a_point_that_fails_says_what_was_expected_and_what_came(page: Page, address: str) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = start_of(page, ORDER)
    run(found)
    assert states(found) == ["failed", "failed", "passed"]
    first = found.locator("[data-point=check_printed]")
    assert first.locator(".point-state").inner_text() == "not passed"
    assert first.locator("dt").all_inner_texts() == ["expected", "got"]
    assert first.locator("dd").all_inner_texts() == [
        "['x', '1', 'y', 'z', '2', '3']",
        "['x', '1']",
    ]
    assert verdict(found) == "1 of 3 points passed."


def test_a_program_that_fails_has_that_said_first(page: Page, address: str) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = start_of(page, ORDER)
    source = str(found.evaluate("block => block.source"))
    set_source(found, f"{source}next(a)\n")
    assert run(found) == "failed"
    assert "StopIteration" in output(found)
    assert verdict(found).startswith("The program did not end normally: read its output")
    assert states(found)[2] == "failed"
    set_source(found, "def f(:\n")
    assert run(found) == "failed"
    assert verdict(found).startswith("The program could not run")
    assert states(found) == ["untested"] * 3
    press(found, "reset")
    assert states(found) == [""] * 3
    assert verdict(found) == ""


def test_findings_stay_while_the_reader_mends(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = start_of(page, ORDER)
    run(found)
    before = states(found)
    found.locator(".cm-content").focus()  # an exercise opens in it
    page.keyboard.type("# ")
    expect(found).to_have_attribute("state", "recorded")
    assert states(found) == before


def test_an_endless_loop_in_a_check_ends_with_stop(page: Page, address: str) -> None:
    page.goto(address + PRODUCER)
    found = start_of(page, ZERO)
    run(found)
    assert "failed" in states(found)
    set_source(found, "END = 1\ndef consume():\n    yield\n    while True: pass\nprint('ran')\n")
    press(found, "run")
    wait_for_state(found, "running")
    found.get_by_text("ran", exact=True).wait_for()
    press(found, "stop")
    wait_for_state(found, "stopped")
    assert states(found) == [""] * 4, "nothing was found out"
    exercise = exercises_on(PRODUCER)[0]
    assert states(solve(page, exercise)) == ["passed"] * 4


def test_what_came_is_text_and_never_markup(page: Page, address: str) -> None:
    page.goto(address + PRODUCER)
    found = start_of(page, ZERO)
    evil = "</script><img src=x onerror='window.hurt = 1'>"
    body = f"END = 1\ndef consume():\n    yield\n    while True: yield {evil!r}\n"
    set_source(found, body)
    run(found)
    assert evil in found.locator("[data-point=check_zero] dd").last.inner_text()
    assert found.locator("img").count() == 0
    assert page.evaluate("window.hurt") is None


NONSENSE = ["[]", "[{name: 'check_x', state: 'passed'}]", "[{name: '', state: 'failed'}]"]
"""Points as a program would tell them that had got hold of the worker."""


def test_a_worker_that_tells_nonsense_is_not_believed(page: Page, address: str) -> None:
    page.add_init_script(
        """const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
        Object.defineProperty(MessageEvent.prototype, "data", {
          get() {
            const told = get.call(this);
            return told?.type === "done" ? { ...told, points: window.points } : told;
          },
        });"""
    )
    page.goto(address + COROUTINE)
    found = start_of(page, ORDER)
    for points in NONSENSE:
        page.evaluate(f"window.points = {points}")
        assert found.evaluate("block => block.run()") == "passed", points
        assert states(found) == ["untested"] * 3, points


def test_progress_is_marked_in_the_navigation_and_stays(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    marks = page.locator(MARKS)
    found = start_of(page, ORDER)
    assert marks.count() == 0
    run(found)
    here = page.locator(".md-sidebar--primary a.md-nav__link--active .exercise-mark")
    expect(here).to_have_text("1/3")
    expect(here).to_have_attribute("aria-label", "练习：3 项通过了 1 项")
    solve(page, exercises_on(COROUTINE)[0])
    expect(here).to_have_text("✓")
    expect(here).to_have_attribute("aria-label", "练习已完成")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(f"**/{PRODUCER}")
    entry = page.locator(".md-sidebar--primary a.md-nav__link[href*='coroutine']").first
    expect(entry.locator(".exercise-mark")).to_have_text("✓")
    expect(page.locator(".md-sidebar--primary .md-nav__link--active .exercise-mark")).to_have_count(
        0
    )
    page.goto(address + "en/" + COROUTINE)
    expect(here).to_have_attribute("aria-label", "Exercise solved")
    found = start_of(page, ORDER)
    run(found)
    assert "failed" in states(found) or states(found) == ["passed"] * 3, "the draft or the start"
    expect(here).to_have_text("✓")
    found.locator("button[data-action=forget]").click()
    expect(marks).to_have_count(0)
    assert verdict(found) == "Progress forgotten."
    page.reload()
    start_of(page, ORDER)
    assert marks.count() == 0


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_marks_survive_instant_navigation_between_depths(
    page: Page, address: str, prefix: str
) -> None:
    page.goto(f"{address}{prefix}glossary/")
    kept = '{"article/coroutine/": {"a": [2, 2], "b": [0, 1]}, "article/gevent/": {"c": [4, 4]}}'
    page.evaluate("kept => localStorage.setItem('switchpoint:progress', kept)", kept)
    page.reload()
    page.evaluate("window.same = true")
    for there in ("article/coroutine/", "", "reference/snippets/", "article/gevent/"):
        page.locator(".md-nav--primary, .md-tabs").first.wait_for(state="attached")
        page.evaluate(
            """there => [...document.querySelectorAll(".md-nav--primary a[href]")]
              .find((link) => link.href === there).click()""",
            f"{address}{prefix}{there}",
        )
        page.wait_for_url(f"{address}{prefix}{there}")
        for name, text in (("article/coroutine/", "2/3"), ("article/gevent/", "✓")):
            marks = page.locator(f".md-nav--primary a[href='{address}{prefix}{name}']")
            if there != name:
                expect(marks.locator(".exercise-mark")).to_have_text([text])
        assert page.evaluate("window.same") is True, "the page was loaded anew"


def test_keyboard_alone_solves_and_forgets(page: Page, address: str) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = start_of(page, ORDER)
    found.locator("button[data-action=run]").focus()
    page.keyboard.press("Enter")
    wait_for_state(found, "passed")
    found.locator("button[data-action=forget]").wait_for()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == "forget":
            break
    assert page.evaluate("document.activeElement.dataset.action") == "forget"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.action") == "run"
    folded = page.locator("details.exercise-solution > summary")
    folded.focus()
    page.keyboard.press("Enter")
    assert page.locator(f'live-snippet[name="{ORDER}"] [data-part=code]').is_visible()


def test_without_storage_points_are_told_all_the_same(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for method in ("getItem", "setItem"):
        page.add_init_script(
            f"Storage.prototype.{method} = function () {{ throw new DOMException(arguments[0]) }}"
        )
    page.goto(address + COROUTINE)
    found = start_of(page, ORDER)
    run(found)
    assert states(found) == ["failed", "failed", "passed"]
    ours = [error for error in errors if not error.startswith("/")]  # the theme's keys are paths
    assert ours == []


def test_storage_that_is_not_ours_does_no_harm(page: Page, address: str) -> None:
    kept = '{"article/coroutine/": {"x": [9, 1]}}'
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(f"localStorage.setItem('switchpoint:progress', {kept!r})")
    page.goto(address + COROUTINE)
    found = start_of(page, ORDER)
    run(found)
    assert states(found) == ["failed", "failed", "passed"]
    expect(page.locator(MARKS).first).to_have_text("1/3")
    assert errors == []


def test_axe_is_content_with_points_passed_and_failed(open_page: OpenPage, address: str) -> None:
    page = open_page(color_scheme="light", reduced_motion="reduce")
    page.goto(address + COROUTINE)
    found = start_of(page, ORDER)
    for wanted in ("failed", "passed"):
        if wanted == "passed":
            solve(page, exercises_on(COROUTINE)[0])
        else:
            run(found)
        assert wanted in states(found)
        page.locator("a.md-nav__link--active .exercise-mark").wait_for()
        assert complaints(page, "live-snippet[data-exercise], .md-sidebar--primary") == []
        choose_scheme(page, "default")


def test_points_fit_on_a_narrow_screen(open_page: OpenPage, address: str) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(address + PRODUCER)
    found = start_of(page, ZERO)
    set_source(found, "END = 1\ndef consume():\n    yield\n    while True: yield 'x' * 9_999\n")
    run(found)
    assert states(found) == ["failed"] * 4
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    inner, outer = (
        found.locator(part).first.bounding_box() for part in (".point-values", "[data-part=points]")
    )
    assert inner and outer
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]


def test_exercises_load_nothing_before_a_click(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + COROUTINE, wait_until="networkidle")
    assert not [url for url in requests if re.search(r"/(exercise|progress)-", url)]
