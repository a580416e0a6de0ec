;; switch.wat makes four Python builtins. switch(slot) and wait(microseconds) suspend the native
;; stack they are called on. Pyodide's own run_sync goes through asyncio and takes ten times as long.
;; frame(slot) returns the innermost frame of a suspended stack. attempt(function) calls a function;
;; it returns a tuple of the result, or the exception. stacks.js supplies the promises. wabt assembles
;; this file when the bundle is made.
(module
  ;; Suspends until the promise is settled (JSPI); null when it was rejected.
  (import "python" "JsvPromise_Syncify" (func $suspend (param externref) (result externref)))
  (import "python" "PyLong_AsLong" (func $as_long (param i32) (result i32)))
  (import "python" "PyErr_Occurred" (func $error (result i32)))
  (import "python" "PyErr_GetRaisedException" (func $take_error (result i32)))
  (import "python" "PyObject_CallNoArgs" (func $call (param i32) (result i32)))
  (import "python" "PyTuple_New" (func $new_tuple (param i32) (result i32)))
  (import "python" "PyTuple_SetItem" (func $set_item (param i32 i32 i32) (result i32)))
  ;; Each returns a promise, or null with a Python error set.
  (import "stacks" "switch" (func $switch_to (param i32) (result externref)))
  (import "stacks" "wait" (func $wait_for (param i32) (result externref)))
  ;; Hides the frames of the current stack from its thread state, and shows them again.
  (import "stacks" "hide" (func $hide_frames (result externref)))
  (import "stacks" "show" (func $show_frames (param externref)))
  ;; Returns a new reference, or 0 if no function runs there.
  (import "stacks" "frame" (func $frame_of (param i32) (result i32)))
  (import "stacks" "none" (global $none i32))

  (func $until (param $promise externref) (result i32)
    (local $hidden externref)
    (if (ref.is_null (local.get $promise)) (then (return (i32.const 0))))
    (local.set $hidden (call $hide_frames))
    (drop (call $suspend (local.get $promise)))
    (call $show_frames (local.get $hidden))
    (if (call $error) (then (return (i32.const 0))))
    (global.get $none))

  ;; PyCFunctions with one argument (METH_O). None is immortal, so it needs no new reference.
  (func (export "switch") (param $self i32) (param $slot i32) (result i32)
    (call $until (call $switch_to (call $as_long (local.get $slot)))))
  (func (export "wait") (param $self i32) (param $microseconds i32) (result i32)
    (call $until (call $wait_for (call $as_long (local.get $microseconds)))))
  (func (export "frame") (param $self i32) (param $slot i32) (result i32)
    (local $frame i32)
    (local.set $frame (call $frame_of (call $as_long (local.get $slot))))
    (if (result i32) (local.get $frame)
      (then (local.get $frame))
      (else (global.get $none))))
  (func (export "attempt") (param $self i32) (param $function i32) (result i32)
    (local $result i32)
    (local $tuple i32)
    (local.set $result (call $call (local.get $function)))
    (if (i32.eqz (local.get $result)) (then (return (call $take_error))))
    (local.set $tuple (call $new_tuple (i32.const 1)))
    (drop (call $set_item (local.get $tuple) (i32.const 0) (local.get $result)))
    (local.get $tuple)))
