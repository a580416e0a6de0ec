"""Runs upstream's unittest modules inside the tab; upstream.py fills in the names in capitals.

Prints one line of JSON for each event: ["start", id], ["end", id, outcome, detail], ["done"].
"""

import base64
import io
import json
import os
import sys
import types
import unittest
import zipfile

os.environ["GREENLET_SKIP_LEAKCHECKS"] = "1"
for name in ("psutil", "objgraph"):  # they measure processes; a tab has none
    sys.modules[name] = types.ModuleType(name)
sys.modules["objgraph"].count = lambda *args: 0

import gevent
import greenlet

place = "/tmp/upstream"
zipfile.ZipFile(io.BytesIO(base64.b64decode(ARCHIVE))).extractall(place)
greenlet.__path__ = [f"{place}/greenlet"]
gevent.__path__.append(f"{place}/gevent")
tell = print


def say(*event):
    tell("@@" + json.dumps(event), flush=True)


def tests_in(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from tests_in(item)
        else:
            yield item


def brief(text):
    return text if len(text) < 4000 else text[:2500] + "\n…\n" + text[-1500:]


class Result(unittest.TestResult):
    """Tells each outcome; subtests that fail make their test fail."""

    def startTest(self, test):
        super().startTest(test)
        self.outcome = ("ok", "")
        say("start", test.id())

    def stopTest(self, test):
        super().stopTest(test)
        say("end", test.id(), *self.outcome)

    def addError(self, test, error):
        super().addError(test, error)
        self.outcome = ("bad", brief(self.errors[-1][1]))

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.outcome = ("bad", brief(self.failures[-1][1]))

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.outcome = ("bad", brief((self.errors + self.failures)[-1][1]))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.outcome = ("skipped", reason)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.outcome = ("bad", "unexpected success")


try:
    module = __import__(MODULE, fromlist=["*"])
    tests = list(tests_in(unittest.defaultTestLoader.loadTestsFromModule(module)))
except BaseException as error:
    say("end", MODULE, "not importable", f"{type(error).__name__}: {error}"[:500])
else:
    for test in tests:
        if test.id() not in DONE:
            test.run(Result())
say("done")
