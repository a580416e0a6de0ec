"""What a run shows and asks for: colours, controls, the field to type in, folds, differences."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.blocks import block, output, press, set_source, wait_for_state

COROUTINE = "article/coroutine/"


@pytest.fixture
def found(page: Page, address: str) -> Locator:
    page.goto(address + COROUTINE)
    return block(page, "generators/plain_calls")


def run(found: Locator, source: str) -> str:
    """Run a program to its end; return the state."""
    set_source(found, source)
    return str(found.evaluate("block => block.run()"))


def begin(found: Locator, source: str) -> None:
    """Run a program and do not wait for it."""
    set_source(found, source)
    press(found, "run")


def seen(found: Locator) -> str:
    """Return what a reader sees of the output."""
    return found.locator("[data-part=output]").inner_text()


def test_colours_are_classes_and_the_text_is_what_was_printed(found: Locator) -> None:
    printed = (
        "\x1b[1;31mred\x1b[0m plain \x1b[38;5;196mcube\x1b[38;2;0;0;255mblue\x1b[39m"
        "\x1b[4;42mline\x1b[24;49m end\n"
    )
    assert run(found, f"print({printed!r}, end='')\n") == "done"
    assert output(found) == printed
    assert seen(found) == "red plain cubeblueline end\n"
    classes = {
        text: found.locator(f"[data-part=output] span.ansi:text-is('{text}')").get_attribute(
            "class"
        )
        for text in ("red", "cube", "blue", "line")
    }
    assert classes == {
        "red": "ansi ansi-bold ansi-front-1",
        "cube": "ansi ansi-front-1",
        "blue": "ansi ansi-front-4",
        "line": "ansi ansi-underline ansi-back-2",
    }
    assert found.locator("[data-part=output] [style]").count() == 0


def test_a_command_in_two_pieces_is_one(found: Locator) -> None:
    source = (
        "import sys, time\n"
        "for part in ('a\\x1b', '[3', '1mred\\x1b[', '0mb\\n'):\n"
        "    sys.stdout.write(part)\n    sys.stdout.flush()\n    time.sleep(0.1)\n"
    )
    assert run(found, source) == "done"
    assert output(found) == "a\x1b[31mred\x1b[0mb\n"
    assert seen(found) == "aredb\n"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("ding\x07 dong\x08\x00\x7f\n", "ding dong\n"),
        ("\x1b[2J\x1b[H\x1b[10;20Hup\x1b[Aand\x1b[1000Daway\x1b[?25l\n", "upandaway\n"),
        ("\x1b]0;title\x07t\x1b]8;;http://x.example/\x1b\\link\x1b]8;;\x1b\\\n", "tlink\n"),
        ("\x1bPqdata\x1b\\\x1b_apc\x1b\\\x1b(B\x1b7\x1bMrest\n", "rest\n"),
        ("\x1b]never ended " + "x" * 3000 + "\n", "]never ended " + "x" * 3000 + "\n"),
        ("10%\r50%\r100%\ndone\r\n", "100%\ndone\n"),
        ("first\nsecond\rthird\n", "first\nthird\n"),
        ("cut off \x1b[3", "cut off "),
    ],
    ids=["bell", "cursor", "titles", "strings", "unended", "progress", "line", "end"],
)
def test_other_commands_do_no_harm(found: Locator, printed: str, shown: str) -> None:
    assert run(found, f"print({printed!r}, end='')\n") == "done"
    assert output(found) == printed
    assert seen(found).strip("\n") == shown.strip("\n")


def test_every_colour_can_be_read_on_every_other(page: Page, found: Locator) -> None:
    assert run(found, "print('\\x1b[31mred')\n") == "done"
    least = """() => {
      const output = document.querySelector("live-snippet [data-part=output]");
      const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      const rgb = (...layers) => {
        for (const layer of layers) {
          canvas.fillStyle = layer;
          canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const light = (colour) => {
        const [r, g, b] = colour.map((c) => c / 255)
          .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const span = output.appendChild(document.createElement("span"));
      const ground = getComputedStyle(output).backgroundColor;
      let least = [99, ""];
      const look = (classes) => {
        span.className = `ansi ${classes}`;
        const style = getComputedStyle(span);
        const back = light(rgb("#fff", ground, style.backgroundColor));
        const front = light(rgb("#fff", ground, style.backgroundColor, style.color));
        const [dark, bright] = [back, front].sort((a, b) => a - b);
        const contrast = (bright + 0.05) / (dark + 0.05);
        if (contrast < least[0]) least = [contrast, classes];
      };
      for (let front = 0; front < 16; front++) {
        look(`ansi-front-${front}`);
        look(`ansi-inverse ansi-front-${front}`);
        for (let back = 0; back < 16; back++) look(`ansi-front-${front} ansi-back-${back}`);
        look(`ansi-back-${front}`);
      }
      span.remove();
      return least;
    }"""
    for scheme in ("default", "slate"):
        page.evaluate("s => document.body.setAttribute('data-md-color-scheme', s)", scheme)
        page.wait_for_timeout(2_000)  # the theme lets its colours fade
        contrast, classes = page.evaluate(least)
        assert contrast >= 4.5, f"{scheme}: {classes}"


def test_input_is_typed_where_the_program_asks(page: Page, found: Locator) -> None:
    begin(found, "name = input('Your name? ')\nage = input('Age? ')\nprint(name, age)\n")
    field = found.get_by_role("textbox", name="Your name?")
    field.wait_for()
    expect(field).to_be_focused()
    assert "等你输入" in found.locator("[data-part=status]").inner_text()
    page.keyboard.type("Ada 王")
    page.keyboard.press("Enter")
    expect(found.get_by_role("textbox", name="Age?")).to_be_focused()
    page.keyboard.type("36")
    page.keyboard.press("Enter")
    assert wait_for_state(found, "done", "failed") == "done"
    # what was typed is seen, and was not printed
    assert output(found) == "Your name? Age? Ada 王 36\n"
    assert [
        typed.evaluate("typed => typed.shadowRoot.textContent")
        for typed in found.locator(".snippet-typed").all()
    ] == ["Ada 王\n", "36\n"]
    assert found.get_by_role("textbox").count() == 0
    expect(found.locator("button[data-action=run]")).to_be_focused()


def test_the_debugger_asks_where_the_program_would(page: Page, found: Locator) -> None:
    begin(found, "x = 40\nbreakpoint()\nprint('end', x)\n")
    for typed in ("x += 2", "p x", "continue"):
        found.get_by_role("textbox", name="(Pdb)").fill(typed)
        page.keyboard.press("Enter")
    assert wait_for_state(found, "done", "failed") == "done"
    printed = output(found)
    assert "-> breakpoint()" in printed
    assert printed.endswith("(Pdb) (Pdb) 42\n(Pdb) end 42\n")


def test_the_end_of_input_by_key_and_by_button(page: Page, found: Locator) -> None:
    begin(found, "import sys\nprint([line for line in sys.stdin])\ninput('more? ')\n")
    found.get_by_role("textbox").fill("one")
    page.keyboard.press("Enter")
    found.get_by_role("textbox").focus()
    page.keyboard.press("Control+d")
    expect(found.locator("[data-stream=stdout]", has_text="one")).to_be_visible()
    found.get_by_role("textbox", name="more?").wait_for()
    press(found, "end-input")
    assert wait_for_state(found, "done", "failed") == "failed"
    assert output(found).startswith("['one\\n']\nmore? Traceback")
    assert output(found).endswith("EOFError: EOF when reading a line\n")


def test_stop_at_a_prompt_is_an_interrupt(found: Locator) -> None:
    begin(
        found,
        "try:\n    input('? ')\nexcept KeyboardInterrupt:\n    print('interrupted')\n"
        "finally:\n    print('cleaned up')\n",
    )
    found.get_by_role("textbox").wait_for()
    press(found, "stop")
    assert wait_for_state(found, "stopped") == "stopped"
    assert output(found) == "? interrupted\ncleaned up\n"
    assert found.get_by_role("textbox").count() == 0


def test_a_prompt_does_not_take_the_focus_from_elsewhere(page: Page, found: Locator) -> None:
    set_source(found, "import time\ntime.sleep(0.3)\ninput('? ')\n")
    found.evaluate("block => { block.run() }")
    elsewhere = page.locator(".md-search__input")
    elsewhere.focus()
    found.get_by_role("textbox").wait_for()
    expect(elsewhere).to_be_focused()
    found.evaluate("block => block.stop()")  # the open search is in the way of the button
    wait_for_state(found, "stopped")


def test_without_jspi_the_prompt_says_why(page: Page, address: str) -> None:
    without = "delete WebAssembly.Suspending; delete WebAssembly.promising;\n"
    page.route(
        "**/worker-*.js",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=without + answer.text(),
            headers=answer.headers,
        ),
    )
    page.add_init_script(without)
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    assert run(found, "input('Name? ')\n") == "failed"
    assert output(found).startswith("Name? Traceback")
    assert "cannot suspend a program (it lacks JSPI)" in output(found)


def test_asyncio_has_all_its_names(found: Locator) -> None:
    source = """
import asyncio, inspect, warnings

warnings.simplefilter("ignore")
print(asyncio.DefaultEventLoopPolicy.__module__, asyncio.AbstractEventLoopPolicy.__module__)
print([name for name in asyncio.__all__ if not hasattr(asyncio, name)])
print(set(asyncio.__all__) - {name for name, value in inspect.getmembers(asyncio)})
print(asyncio.subprocess.Process.__module__, asyncio.base_events.__name__)
scope = {}
exec("from asyncio import *", scope)
print({"run", "Queue", "StreamReader", "to_thread", "EventLoop"} - set(scope))
try:
    asyncio.none
except AttributeError as error:
    print(error)
"""
    assert run(found, source) == "done", output(found)
    assert output(found).splitlines() == [
        "asyncio.unix_events asyncio.events",
        "[]",
        "set()",
        "asyncio.subprocess asyncio.base_events",
        "set()",
        "module 'asyncio' has no attribute 'none'",
    ]


def test_asyncio_that_nobody_could_foresee_has_a_loop_and_leaves_time_as_it_is(
    found: Locator,
) -> None:
    source = """
import time

sleep = time.sleep
loops = __import__("async" "io")


async def main():
    await loops.sleep(0.01)
    return time.sleep is sleep


print(loops.run(main()))
"""
    assert run(found, source) == "done", output(found)
    assert output(found) == "True\n"


def test_asyncio_is_as_in_cpython(found: Locator) -> None:
    source = """
import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print(name)
    return name


async def main():
    print(await asyncio.gather(work("late", 0.2), work("early", 0.1)))
    try:
        async with asyncio.timeout(0.01):
            await work("never", 60)
    except TimeoutError:
        print("too late")
    queue = asyncio.Queue(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(queue.put(1))
        print(await queue.get())
    task = asyncio.create_task(work("never", 60))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    print(task.cancelled())


asyncio.run(main())
asyncio.run(work("again", 0))
for wrong in (asyncio.get_running_loop, lambda: asyncio.run(nested())):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
""".replace(
        "asyncio.run(main())", "async def nested():\n    asyncio.run(work)\n\n\nasyncio.run(main())"
    )
    assert run(found, source) == "done", output(found)
    assert output(found).splitlines() == [
        "early",
        "late",
        "['late', 'early']",
        "too late",
        "1",
        "True",
        "again",
        "no running event loop",
        "asyncio.run() cannot be called from a running event loop",
    ]


def test_stop_cancels_an_asyncio_program_which_cleans_up(found: Locator) -> None:
    begin(
        found,
        "import asyncio\n\n\nasync def main():\n    try:\n        print('in')\n"
        "        await asyncio.sleep(3600)\n    finally:\n        await asyncio.sleep(0.5)\n"
        "        print('cleaned up')\n\n\nasyncio.run(main())\n",
    )
    found.locator("[data-stream=stdout]", has_text="in").wait_for()
    press(found, "stop")
    assert wait_for_state(found, "stopped") == "stopped"
    assert output(found).startswith("in\ncleaned up\n")
    assert output(found).endswith("\nKeyboardInterrupt\n")


def test_a_program_that_shrugs_off_the_interrupt_is_ended(found: Locator) -> None:
    begin(
        found,
        "import time\nwhile True:\n    try:\n        print('in', flush=True)\n"
        "        time.sleep(3600)\n    except KeyboardInterrupt:\n        print('no')\n",
    )
    found.locator("[data-stream=stdout]", has_text="in").wait_for()
    press(found, "stop")
    found.locator("[data-stream=stdout]", has_text="no").wait_for()
    press(found, "stop")
    assert wait_for_state(found, "stopped", timeout=10_000) == "stopped"
    assert run(found, "print('well')\n") == "done"


def test_a_stopped_run_does_not_end_the_next(page: Page, found: Locator) -> None:
    begin(found, "import time\nprint('in')\ntime.sleep(3600)\n")
    found.locator("[data-stream=stdout]", has_text="in").wait_for()
    press(found, "stop")
    wait_for_state(found, "stopped")
    # longer than a program may take to clean up
    assert run(found, "import time\ntime.sleep(4)\nprint('well')\n") == "done"
    assert output(found) == "well\n"


def test_the_way_to_an_error_is_folded(found: Locator) -> None:
    assert run(found, "def f(n):\n    return n / 0 if n else f(1)\n\nf(0)\n") == "failed"
    whole = output(found)
    assert whole.startswith("Traceback (most recent call last):\n")
    assert whole.count('  File "plain_calls.py"') == 3
    fold = found.locator("[data-part=output] details")
    assert fold.locator("summary").get_attribute("aria-label") == "展开前面的 2 层调用"
    assert seen(found).strip().startswith('File "plain_calls.py", line 2, in f')
    assert seen(found).rstrip().endswith("ZeroDivisionError: division by zero")
    fold.locator("summary").click()
    expect(fold).to_have_attribute("open", "")
    assert "Traceback (most recent call last)" in seen(found)
    assert output(found) == whole, "unfolding changes nothing of the text"
    assert found.evaluate("block => [block.failure.line, block.failure.message]") == [
        2,
        "ZeroDivisionError: division by zero",
    ]


def test_changed_words_stand_out_in_a_difference(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    shown = found.evaluate(
        """async (block) => {
          block.shown.recording.stdout =
            "x\\ny is old here\\nz\\n" + "same\\n".repeat(40) + "1\\n2\\n3";
          block.original = "print('x'); print('y is new here'); print('z');"
            + "[print('same') for i in range(40)]; print(1); print('two'); print(3)\\n";
          block.source = block.original;
          const state = await block.run();
          const box = block.querySelector("[data-part=difference]");
          const texts = (tag) => [...box.querySelectorAll(tag)].map((it) => it.textContent);
          return { state, gone: texts("del"), come: texts("ins"), words: texts("mark"),
            notes: texts("i") };
        }"""
    )
    assert shown == {
        "state": "differs",
        "gone": ["− y is old here\n", "− 2\n", "− （末尾没有换行）\n"],
        "come": ["+ y is new here\n", "+ two\n"],
        "words": ["old", "new"],
        "notes": ["……（36 行相同）\n"],
    }


def test_long_outputs_are_compared_at_once(page: Page, found: Locator) -> None:
    shown = found.evaluate(
        """async (block) => {
          const lines = Array.from({ length: 90_000 }, (_, i) => `${2 * i}\\n`);
          block.shown.recording.stdout = lines.join("");
          block.original = "for i in range(90_000): print(3 * i)\\n";
          block.source = block.original;
          const state = await block.run();
          return [state, block.querySelectorAll("del, ins").length];
        }"""
    )
    assert shown[0] == "differs"
    assert 0 < shown[1] <= 400


def test_the_boot_is_timed_where_the_run_had_to_wait_for_it(found: Locator) -> None:
    found.evaluate("block => block.run()")
    status = found.locator("[data-part=status]")
    assert "准备 Python 用了" in status.inner_text()
    found.page.wait_for_timeout(8_000)  # the next interpreter has booted
    found.evaluate("block => block.run()")
    assert "准备 Python 用了" not in status.inner_text()
