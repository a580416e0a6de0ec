"""The bundle that the tests of this folder look at."""

from __future__ import annotations

import pytest

from switchpoint.bundle import build
from switchpoint.bundle.manifest import Bundle
from tests.whole.bundle.files import ROOT


@pytest.fixture(scope="session")
def made() -> Bundle:
    return build.ensure(ROOT)
