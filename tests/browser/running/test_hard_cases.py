"""Programs that no tab should suffer from, each followed by one that shows that all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route

from tests.browser.blocks import block, output, press, set_source, wait_for_state, wait_until

COROUTINE = "article/coroutine/"
PRODUCER = "article/producer-consumer/"


@pytest.fixture
def found(page: Page, address: str) -> Locator:
    page.goto(address + COROUTINE)
    return block(page, "generators/plain_calls")


def run(found: Locator, source: str) -> str:
    """Run a program to its end; return the state."""
    set_source(found, source)
    return str(found.evaluate("block => block.run()"))


def status(found: Locator) -> str:
    return found.locator("[data-part=status]").inner_text()


def assert_well(found: Locator) -> None:
    """Run a simple program in the same block."""
    assert run(found, "print('well')\n") == "done"
    assert output(found) == "well\n"


def test_an_endless_loop_that_prints(page: Page, found: Locator) -> None:
    set_source(found, "i = 0\nwhile True:\n    i += 1\n    print('line', i)\n")
    found.evaluate("block => { block.run() }")
    wait_for_state(found, "running")
    # it is cut, says so while it runs on, and can be stopped
    page.wait_for_function(
        "block => block.querySelector('[data-part=output]').textContent.length >= 1e6",
        arg=found.element_handle(),
        timeout=200_000,
    )
    found.locator("[data-part=status]", has_text="没有显示").wait_for()
    press(found, "stop")
    assert wait_for_state(found, "stopped") == "stopped"
    assert len(output(found)) == 1_000_000
    assert_well(found)


@pytest.mark.parametrize(
    "source",
    [
        "import sys\nsys.stdout.write(''.join(f'{i}\\n' for i in range(1_000_000)))\n",
        "print('x' * 50_000_000)\n",
        "print('汉' * 50_000_000)\n",
        "for i in range(60_000):\n    print(f'\\x1b[3{i % 8}m{i}\\x1b[0m', end=' ')\n",
        "for i in range(60_000):\n    print(f'\\r{i} of 60000', end='')\n",
    ],
    ids=["a million lines", "50 MB", "50 MB of Chinese", "colours in one line", "carriage returns"],
)
def test_much_that_is_printed_is_cut(found: Locator, source: str) -> None:
    assert run(found, source) in ("done", "stopped")
    assert len(output(found)) <= 1_000_000
    assert found.locator("[data-part=output] *").count() < 30_000
    assert_well(found)


def test_memory_ends_with_a_memory_error(found: Locator) -> None:
    source = "kept = []\nwhile True:\n    kept.append(bytearray(50_000_000))\n"
    assert run(found, source) == "failed"
    assert output(found).endswith("\nMemoryError\n")
    assert "line 3" in output(found)
    assert_well(found)


def test_ten_thousand_nested_calls(found: Locator) -> None:
    deep = "def f(n):\n    return n and f(n - 1)\n\n"
    assert run(found, deep + "f(10_000)\n") == "failed"
    assert "RecursionError: maximum recursion depth exceeded" in output(found)
    assert "[Previous line repeated" in output(found)
    assert run(found, f"import sys\nsys.setrecursionlimit(20_000)\n{deep}print(f(10_000))\n") in (
        "done",
        "failed",  # with a RecursionError, where the browser's own stack is too small
    )
    assert output(found) == "0\n" or "RecursionError" in output(found)
    assert_well(found)


def test_an_exit_that_cleans_nothing_up(found: Locator) -> None:
    source = (
        "import os\nprint('before')\ntry:\n    os._exit({})\n"
        "finally:\n    while True:\n        pass\n"
    )
    assert run(found, source.format(0)) == "done"
    assert output(found) == "before\n"
    assert run(found, source.format(3)) == "failed"
    assert "3" in found.locator(".snippet-exit").inner_text()
    assert_well(found)


def test_a_program_that_is_traced_ends_by_its_own_error(found: Locator) -> None:
    source = "import sys\nsys.settrace(lambda *event: None)\n1 / 0\n"
    assert run(found, source) == "failed"
    assert output(found).endswith("\nZeroDivisionError: division by zero\n")
    assert run(found, source.replace("settrace", "setprofile")) == "failed"
    assert output(found).endswith("\nZeroDivisionError: division by zero\n")


LOOKS = """\
import asyncio, builtins, gc, json, logging, math, os, random, re, signal, sys, threading, time
import warnings

print(gc.isenabled(), "LEFT" in os.environ, round(math.pi, 2), json.dumps([1]), time.time() > 0)
print(sum(map(int, re.findall("[0-9]+", "40 2"))), os.getcwd(), threading.main_thread().name)
print(sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), sys.argv, len(warnings.filters))
print(logging.root.handlers, logging.root.level, type(asyncio.get_event_loop_policy()).__name__)
print(hasattr(builtins, "left"), "left" in sys.modules, "left" in globals())
print(sys.excepthook.__name__, signal.getsignal(signal.SIGINT).__name__, sys.path_hooks[0].__name__)
print([sys.monitoring.get_tool(number) for number in range(3)])
print([type(it).__name__ for it in sys.meta_path], len(sys.path), random.getstate()[1][0] == 1)
"""

HOSTILE = [
    "import sys\nsys.stdout.close()\nsys.stderr.close()\n",
    "import builtins\nbuiltins.print = lambda *a: 1 / 0\nbuiltins.input = None\n",
    "import builtins\nbuiltins.left = 1\nbuiltins.len = lambda it: 42\n",
    "import sys, time\nsys.stdout = sys.stdin = None\ntime.sleep = None\n",
    "import asyncio\nasyncio.run = asyncio.get_running_loop = None\n",
    "import asyncio\nclass P(asyncio.DefaultEventLoopPolicy): pass\n"
    "asyncio.set_event_loop_policy(P())\n",
    "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n",
    "import sys\nsys.setrecursionlimit(99)\nsys.setprofile(lambda *a: None)\n",
    "import builtins, sys\nsys.settrace(print)\nbuiltins.sum = builtins.sorted = None\n",
    "import time\ntime.time = time.monotonic = time.perf_counter = lambda: 0\n",
    "import json, os, re, types\njson.dumps = os.getcwd = re.compile = types.ModuleType = None\n",
    "import gc, os\ngc.disable()\nos.chdir('/')\nos.environ['LEFT'] = ''\n",
    "import math, random\nmath.pi = 3\nrandom.seed(1)\n",
    "import sys\nsys.modules.clear()\n",
    "import sys\nsys.modules = {}\n",
    "import sys, types\nsys.modules['left'] = types.ModuleType('left')\nleft = 1\n",
    "import sys\nclass F:\n    def find_spec(self, *_):\n        raise ImportError('left')\n"
    "sys.meta_path.insert(0, F())\nsys.path.clear()\n",
    "import logging\nlogging.basicConfig(level=1)\nlogging.disable(logging.ERROR)\n",
    "import threading\nthreading.current_thread().name = 'left'\n",
    "import warnings\nwarnings.simplefilter('error')\n",
    "import atexit, sys\natexit.register(print, 'left', file=sys.stderr)\n"
    "sys.argv.append('left')\n",
    "import sys\nsys.excepthook = lambda *a: None\nsys.unraisablehook = sys.displayhook = None\n",
    "import sys\nm = sys.monitoring\nm.use_tool_id(1, 'left')\n"
    "m.register_callback(1, m.events.PY_START, print)\nm.set_events(1, m.events.PY_START)\n",
    "import sys\nsys.addaudithook(lambda *event: print(event))\nsys.path_hooks[:] = [print]\n",
    "import builtins\nfor name in dir(builtins)[:-1]:\n"
    "    name in ('print', 'setattr') or setattr(builtins, name, None)\n",
]


def test_hostile_programs_leave_nothing_to_the_next(found: Locator) -> None:
    assert run(found, LOOKS) == "done"
    fresh = output(found)
    for source in HOSTILE:
        assert run(found, source) == "done", source + output(found)
        assert run(found, LOOKS) == "done"
        assert output(found) == fresh, source
    assert_well(found)


def await_interpreters(page: Page, count: int) -> None:
    """Wait until there are so many workers; Playwright hears of them a little later."""
    wait_until(page, lambda: sum("search" not in it.url for it in page.workers) == count)


def test_there_is_one_interpreter_at_rest_and_two_during_a_long_run(
    page: Page, found: Locator
) -> None:
    await_interpreters(page, 0)
    for _ in range(2):
        assert run(found, "print(1)\n") == "done"
        await_interpreters(page, 1)
    set_source(found, "import time\nprint('in', flush=True)\ntime.sleep(3600)\n")
    press(found, "run")
    await_interpreters(page, 2)  # after a second the next one boots
    press(found, "stop")
    wait_for_state(found, "stopped")
    await_interpreters(page, 1)


def test_a_hover_without_network_does_not_cost_the_next_run(page: Page, found: Locator) -> None:
    page.evaluate("document.fonts.ready")
    page.context.set_offline(True)
    found.locator(".snippet-head").hover()
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    press(found, "run")
    assert wait_for_state(found, "passed", "failed", "differs") == "passed"


def test_a_program_that_knows_javascript_reaches_neither_page_nor_others(
    page: Page, found: Locator
) -> None:
    page.evaluate("localStorage.setItem('secret', 'kept')")
    source = """
import asyncio
import js

gone = (
    "document window parent localStorage indexedDB caches postMessage BroadcastChannel Worker"
    " SharedWorker WebSocket EventSource WebTransport XMLHttpRequest importScripts close"
).split()
print([name for name in gone if hasattr(js, name)])
print([name for name in ("serviceWorker", "storage", "locks") if hasattr(js.navigator, name)])
scope = js.DedicatedWorkerGlobalScope.prototype
print(hasattr(scope, "postMessage"), hasattr(js.Object.getPrototypeOf(scope), "indexedDB"))


async def main():
    for address in ("https://example.org/", "http://127.0.0.1:9/", "data:,x"):
        try:
            await js.fetch(address)
        except Exception as error:
            print(error)
    for code in ("1", "import('https://example.org/x.js')"):
        for way in (js.eval, js.Function.new):
            try:
                way(code)
            except BaseException as error:
                print(str(error).partition(":")[0])


asyncio.run(main())
"""
    assert run(found, source) == "done", output(found)
    assert output(found).startswith("[]\n[]\nFalse False\n")
    assert (
        output(found).count("\nTypeError: programs in the tab can fetch from this site only") == 3
    )
    assert output(found).endswith(4 * "EvalError\n")
    assert page.evaluate("localStorage.getItem('secret')") == "kept"
    assert_well(found)


def test_timers_left_behind_do_not_speak_in_the_next_run(page: Page, found: Locator) -> None:
    source = """
import js
from pyodide.ffi import create_proxy

js.setInterval(create_proxy(lambda: print("still here")), 5)
"""
    assert run(found, source) == "done", output(found)
    assert run(found, "import time\ntime.sleep(0.2)\nprint('well')\n") == "done"
    assert output(found) == "well\n"


MARKUP = "</script><img src=x onerror='window.hurt = 1'><b>bold</b>&amp;"


def test_markup_is_text_in_code_output_errors_and_values(page: Page, found: Locator) -> None:
    source = (
        f"def gen():\n    got = yield {MARKUP!r}\n    raise ValueError({MARKUP!r})\n\n"
        f"g = gen()\nprint(next(g))\ng.send({MARKUP!r})  # {MARKUP}\n"
    )
    assert run(found, source) == "failed"
    assert output(found).startswith(f"{MARKUP}\n")
    assert output(found).endswith(f"\nValueError: {MARKUP}\n")
    assert found.evaluate("block => block.source") == source
    assert found.locator(":is(img, b, script[src])").count() == 0
    assert page.evaluate("window.hurt") is None
    press(found, "reset")
    assert page.evaluate("window.hurt") is None


def test_run_pressed_twenty_times_in_a_row(found: Locator) -> None:
    set_source(found, "import time\nprint('once')\ntime.sleep(0.3)\n")
    ended = found.evaluate(
        """async block => {
          const runs = [];
          for (let i = 0; i < 20; i++) {
            block.querySelector("button[data-action=run]").click();
            runs.push(block.run());
          }
          return Promise.all(runs);
        }"""
    )
    assert ended == ["done"] * 20
    assert output(found) == "once\n"
    assert_well(found)


def test_run_then_away_and_back(page: Page, found: Locator) -> None:
    set_source(found, "while True:\n    pass\n")
    press(found, "run")
    wait_for_state(found, "running")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(f"**/{PRODUCER}")
    page.go_back()
    page.wait_for_url(f"**/{COROUTINE}")
    again = block(page, "generators/interleave")
    press(again, "run")
    assert wait_for_state(again, "passed", "differs", "failed") == "passed"


def test_stop_while_it_boots_and_run_at_once(found: Locator) -> None:
    ended = found.evaluate(
        """async block => {
          const first = block.run();
          setTimeout(() => block.stop(), 30);
          return [await first, await block.run()];
        }"""
    )
    assert ended[1] == "passed"
    assert ended[0] in ("stopped", "passed")


def test_two_tabs_do_not_know_of_each_other(page: Page, found: Locator, address: str) -> None:
    set_source(found, "while True:\n    pass\n")
    press(found, "run")
    wait_for_state(found, "running")
    other = page.context.new_page()
    other.set_default_timeout(60_000)
    other.goto(address + COROUTINE)
    there = block(other, "generators/plain_calls")
    press(there, "run")
    assert wait_for_state(there, "passed", "differs", "failed") == "passed"
    assert found.get_attribute("state") == "running"
    press(found, "stop")
    assert wait_for_state(found, "stopped") == "stopped"


def test_a_clock_set_back_delays_nothing(page: Page, address: str) -> None:
    # workers have a clock of their own: what it says is changed where the worker's code begins
    back = "{let n=0;const now=Date.now;Date.now=()=>now()-3.6e6*n++}\n"
    page.route(
        "**/worker-*.js",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), body=back + answer.text(), headers=answer.headers
        ),
    )
    page.add_init_script("{let n=0;const now=Date.now;Date.now=()=>now()-3.6e6*n++}")
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    source = (
        "import asyncio, time\n\n"
        "began = time.time()\ntime.sleep(0.05)\nprint(time.time() < began)\n"
        "asyncio.run(asyncio.sleep(0.05))\nprint('slept')\n"
    )
    assert run(found, source) == "done"
    assert output(found) == "True\nslept\n"
    assert "-" not in status(found)


FORGED = """
const forge = (message) => postMessage(message);
forge({ type: "ready" });
onmessage = ({ data: { type, run } }) => {
  if (type !== "run") return;
  const drawing = { width: 10, height: 10, story: [], says: [], shapes: [] };
  const trace = { version: 1, lanes: [{ id: 0, name: "main", kind: "main" }], events: [] };
  const ending = { exitCode: 0, seconds: 1, cut: false, points: [] };
  const done = { type: "done", run, ...ending, trace, drawing };
  forge({ type: "started", run });
  for (const message of %s(run, done)) forge(message);
  forge({ type: "output", run, stream: "stdout", text: %s });
  forge(done);
};
"""


def run_forged(page: Page, address: str, messages: str) -> Locator:
    """Run a program on a worker that sends ``messages``, then markup as output, then its end."""
    body = FORGED % (f"({messages})", json.dumps(MARKUP))
    page.route("**/worker-*.js", lambda route: serve_script(route, body))
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    run(found, "print()\n")
    return found


def test_forged_messages_are_shown_as_text_and_those_of_other_runs_dropped(
    page: Page, address: str
) -> None:
    other = "(run) => [{ type: 'output', run: run + 1, stream: 'stdout', text: 'bad' }]"
    found = run_forged(page, address, other)
    assert found.get_attribute("state") == "done"
    assert output(found) == MARKUP
    assert page.evaluate("window.hurt") is None


REFUSED = [
    "() => [null]",
    "() => [{ type: 'toString' }]",
    "() => [{ type: '__proto__' }]",
    "(run) => [{ type: 'output', run, stream: 'x', text: 'bad' }]",
    "(run) => [{ type: 'output', run, stream: 'stdout', text: { toString: 1 } }]",
    "(run, done) => [{ ...done, run: -1 }]",
    "(run, done) => [{ ...done, seconds: NaN }]",
    "(run, done) => [{ ...done, exitCode: '0' }]",
    "(run, done) => [{ ...done, trace: null }]",
    "(run, done) => [{ ...done, failure: { line: -1, column: 1, endColumn: 1, message: '' } }]",
    "(run, done) => [{ ...done, drawing: { ...done.drawing, shapes: 5 } }]",
    "(run, done) => [{ ...done, trace: { ...done.trace, events: [{ kind: 'start', lane: 7,"
    " from: 0, to: 0, line: 1, output: [0, 0] }] } }]",
    "(run, done) => [{ ...done, trace: { ...done.trace,"
    " lanes: Array(2e5).fill(done.trace.lanes[0]) } }]",
    "(run, done) => [{ ...done, drawing: { ...done.drawing,"
    " shapes: [['rect', { class: 'md-overlay' }, '']] } }]",
]


def test_a_message_that_is_refused_ends_the_run_with_a_sentence(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for messages in REFUSED:
        found = run_forged(page, address, messages)
        assert found.get_attribute("state") == "failed", messages
        assert "可以再运行一次" in found.locator("[data-part=status]").inner_text()
        page.unroute_all()
    assert errors == []


def test_a_flood_of_messages_ends_its_worker(page: Page, address: str) -> None:
    flood = "() => { for (;;) forge({ type: 'input', run: -1 }) }"
    body = FORGED % (f"({flood})", json.dumps(""))
    page.route("**/worker-*.js", lambda route: serve_script(route, body))
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    assert run(found, "print()\n") == "failed"
    assert page.evaluate("1 + 1") == 2


def serve_script(route: Route, body: str) -> None:
    route.fulfill(body=body, content_type="text/javascript")


def test_more_output_than_a_worker_sends_is_cut(page: Page, address: str) -> None:
    much = (
        "(run) => Array(20).fill({ type: 'output', run, stream: 'stdout', text: 'x'.repeat(1e5) })"
    )
    body = FORGED % (f"({much})", json.dumps(""))
    page.route("**/worker-*.js", lambda route: serve_script(route, body))
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    assert run(found, "print()\n") == "done"
    assert len(output(found)) == 1_000_000


def test_nothing_of_the_worker_is_in_the_first_bytes(site: Path) -> None:
    scripts = list((site / "assets/switchpoint").glob("live-snippet-*.js"))
    assert len(scripts) == 1
    assert "ansi-front" not in scripts[0].read_text()
