"""Node: what a failing script said reaches whoever builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.bundle import node


def test_a_failing_step_is_told_with_what_it_said(tmp_path: Path) -> None:
    script = tmp_path / "fails.mjs"
    script.write_text("console.error('no such package'); process.exit(1)")
    with pytest.raises(node.BundleError, match=r"fails\.mjs .*failed; .*\nno such package"):
        node.run_node(script, "ci", cwd=tmp_path)
