"""What differs between CPython and the tab: the list, and the page of limits that is made from it.

Belongs here: ``SECTION.toml``, the differences with their sentences and programs, and
``printed.json``, what each program printed in both places. Does not belong here: running the
programs, which tests do (tests/unit/pages/limits, tests/browser/running/test_limits.py).
"""
