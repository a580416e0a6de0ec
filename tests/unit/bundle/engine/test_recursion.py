"""The engine's functions take their part of the stack that CPython watches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.bundle.engine.assembled import RefusedError, assemble, change, run

FRAME = 208
ENGINE = """(module
  (memory 1)
  (global $sp (mut i32) (i32.const 10000))
  (global $limit (mut i32) (i32.const 0))
  (global $said (mut i32) (i32.const -1))
  (table 8 funcref)
  (elem (i32.const 1) $next $hash $indirect)
  (type $recursive (func (param i32) (result i32)))
  (data (i32.const 1024) " in it\\00 in that\\00")

  (func $sp_now (export "emscripten_stack_get_current") (result i32) (global.get $sp))
  (func (export "limit") (param i32) (global.set $limit (local.get 0)))
  (func (export "said") (result i32) (global.get $said))
  (func $check (export "_Py_CheckRecursiveCall") (param $state i32) (param $where i32) (result i32)
    (global.set $said (local.get $where))
    (i32.const -1))
  (func $ask (export "Py_EnterRecursiveCall") (param $where i32) (result i32)
    (if (result i32) (i32.lt_s (global.get $sp) (global.get $limit))
      (then (call $check (i32.const 0) (local.get $where)))
      (else (i32.const 0))))
  (func $copy (param $where i32) (result i32)
    (if (result i32) (i32.lt_s (global.get $sp) (global.get $limit))
      (then (call $check (i32.const 0) (local.get $where)))
      (else (i32.const 0))))
  (func $left (export "_Py_ReachedRecursionLimitWithMargin") (param i32 i32) (result i32)
    (i32.lt_s (global.get $sp) (global.get $limit)))
  (func (export "_PyEval_EvalFrameDefault") (result i32) (global.get $sp))
  (func (export "_Py_Dealloc") (param i32) (result i32) (global.get $sp))

  ;; Each calls itself so many times and returns how much of the watched stack is left then.
  (func $direct (export "direct") (param $n i32) (result i32)
    (if (i32.lt_s (global.get $sp) (global.get $limit))
      (then (return (call $check (i32.const 0) (i32.const 1025)))))
    (if (result i32) (local.get $n)
      (then (call $direct (i32.sub (local.get $n) (i32.const 1))))
      (else (global.get $sp))))
  (func $indirect (export "indirect") (param $n i32) (result i32)
    (if (i32.lt_s (global.get $sp) (global.get $limit))
      (then (return (call $check (i32.const 0) (i32.const 1025)))))
    (if (result i32) (local.get $n)
      (then (call_indirect (type $recursive) (i32.sub (local.get $n) (i32.const 1)) (i32.const 3)))
      (else (global.get $sp))))
  (func $by_copy (export "by_copy") (param $n i32) (result i32)
    (if (call $copy (i32.const 1025)) (then (return (i32.const -1))))
    (if (result i32) (local.get $n)
      (then (call $by_copy (i32.sub (local.get $n) (i32.const 1))))
      (else (global.get $sp))))
  (func $rule (export "rule") (param $n i32) (result i32)
    (if (call $left (i32.const 0) (i32.const 1)) (then (return (i32.const -1))))
    (if (result i32) (local.get $n)
      (then (call $rule (i32.sub (local.get $n) (i32.const 1))))
      (else (global.get $sp))))
  (func (export "other_rule") (result i32)
    (drop (call $left (i32.const 0) (i32.const 1)))
    (global.get $sp))
  (func $unwatched (export "unwatched") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then (call $unwatched (i32.sub (local.get $n) (i32.const 1))))
      (else (global.get $sp))))
  (func $next (export "next") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then (call $next (i32.sub (local.get $n) (i32.const 1))))
      (else (global.get $sp))))
  (func $hash (export "PyObject_Hash") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then (call $hash (i32.sub (local.get $n) (i32.const 1))))
      (else (global.get $sp)))))"""


def guard(text: str, folder: Path) -> Path:
    """Return the file of an engine that is guarded, with the function at address 1 unchecked."""
    engine = assemble(text, folder)
    change(engine, "recursion.mjs", "guardRecursion", [1])
    return engine


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return guard(ENGINE, tmp_path_factory.mktemp("guarded"))


@pytest.mark.parametrize("name", ["direct", "indirect", "by_copy", "next", "PyObject_Hash"])
def test_who_recurses_takes_its_part_and_gives_it_back(name: str, guarded: Path) -> None:
    left, after = run(guarded, f"[it.{name}(9), it.emscripten_stack_get_current()]")
    assert left == 10_000 - 10 * FRAME
    assert after == 10_000


def test_others_take_nothing(guarded: Path) -> None:
    assert run(guarded, "[it.unwatched(9), it.Py_EnterRecursiveCall(0)]") == [10_000, 0]


def test_a_rule_of_the_parser_takes_less_and_only_if_it_asks_for_itself(guarded: Path) -> None:
    assert run(guarded, "[it.rule(9), it.other_rule()]") == [10_000 - 10 * 112, 10_000]


def test_who_runs_python_and_who_frees_take_theirs(guarded: Path) -> None:
    found = run(guarded, "[it._PyEval_EvalFrameDefault(), it._Py_Dealloc(0)]")
    assert found == [10_000 - FRAME, 10_000 - 2 * FRAME]


@pytest.mark.parametrize(
    ("name", "failure"), [("direct", -1), ("by_copy", -1), ("next", 0), ("PyObject_Hash", -1)]
)
def test_too_deep_is_an_error_and_the_stack_is_whole(
    name: str, failure: int, guarded: Path
) -> None:
    program = f"(it.limit(5_000), [it.{name}(99), it.emscripten_stack_get_current()])"
    assert run(guarded, program) == [failure, 10_000]


def test_where_cpython_has_no_check_its_message_gets_no_more_words(guarded: Path) -> None:
    program = "(it.limit(5_000), it.PyObject_Hash(99), it.said())"
    assert run(guarded, program) == 1024 + len(" in it")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('(export "_Py_Dealloc")', "", "does not export the function _Py_Dealloc"),
        ("(call $check", "(call $never", "nothing calls _Py_CheckRecursiveCall"),
        ('(result i32) (global.get $sp))\n  (func (export "limit")',
         '(result i32) (i32.const 0))\n  (func (export "limit")', "more than return a global"),
    ],
)  # fmt: skip
def test_another_engine_is_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = ENGINE.replace(old, new)
    never = "(func $never (param i32 i32) (result i32) (i32.const -1)) (func $next "
    with pytest.raises(RefusedError, match=said):
        guard(text.replace("(func $next ", never), tmp_path)
