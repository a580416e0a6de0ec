;; switch.wat makes three Python builtins. switch(slot) and wait(microseconds) suspend the native
;; stack they are called on. Pyodide's own run_sync goes through asyncio and takes ten times as long.
;; outermost(function) calls a function that sees no frames below its own, as the first function of a
;; thread. stacks.js supplies the promises. wabt assembles this file when the bundle is made.
(module
  ;; Suspends until the promise is settled (JSPI); null when it was rejected.
  (import "python" "JsvPromise_Syncify" (func $suspend (param externref) (result externref)))
  (import "python" "PyLong_AsLong" (func $as_long (param i32) (result i32)))
  (import "python" "PyErr_Occurred" (func $error (result i32)))
  (import "python" "PyObject_CallNoArgs" (func $call (param i32) (result i32)))
  ;; Each returns a promise, or null with a Python error set.
  (import "stacks" "switch" (func $switch_to (param i32) (result externref)))
  (import "stacks" "wait" (func $wait_for (param i32) (result externref)))
  ;; Hide the current frame from its thread state, and show it again. That of a suspended stack lies
  ;; in memory that is moved away, and the garbage collector would follow it (pyodide #6464).
  (import "stacks" "hide" (func $hide_frame (result i32)))
  (import "stacks" "show" (func $show_frame (param i32)))
  (import "stacks" "none" (global $none i32))

  (func $until (param $promise externref) (result i32)
    (local $frame i32)
    (if (ref.is_null (local.get $promise)) (then (return (i32.const 0))))
    (local.set $frame (call $hide_frame))
    (drop (call $suspend (local.get $promise)))
    (call $show_frame (local.get $frame))
    (if (call $error) (then (return (i32.const 0))))
    (global.get $none))

  ;; PyCFunctions with one argument (METH_O). None is immortal, so it needs no new reference.
  (func (export "switch") (param $self i32) (param $slot i32) (result i32)
    (call $until (call $switch_to (call $as_long (local.get $slot)))))
  (func (export "wait") (param $self i32) (param $microseconds i32) (result i32)
    (call $until (call $wait_for (call $as_long (local.get $microseconds)))))
  (func (export "outermost") (param $self i32) (param $function i32) (result i32)
    (local $frame i32)
    (local.set $frame (call $hide_frame))
    (call $call (local.get $function))
    (call $show_frame (local.get $frame))))
