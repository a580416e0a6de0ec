"""The finished site: policy, versions, the deployment's name and the service worker's list."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from switchpoint.bundle.manifest import Bundle
from switchpoint.site import finish

FILES = (
    "live-snippet-A.js",
    "live-snippet-B.css",
    "worker-C.js",
    "service-worker-D.js",
    "words-zh-E.js",
    "words-en-F.js",
    "x.whl",
)


def finished(site: Path, text: str, *, serving: bool = False, live: bool = True) -> str:
    """Write a site of one page, finish it, and return the script at its root."""
    (site / "assets/switchpoint").mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (site / "assets/switchpoint" / name).write_text(name)
    (site / "assets/site.css").write_text("body {}")
    html = f'<head><meta charset="utf-8"><link href="assets/site.css"></head>{text}'
    (site / "index.html").write_text(html)
    made = Bundle(site / "assets/switchpoint", FILES[0], FILES[1], FILES)
    finish.finish(site, "/", made if live else None, serving=serving)
    return (site / "service-worker.js").read_text("utf-8")


def test_the_worker_knows_every_file_as_it_is_in_the_end(tmp_path: Path) -> None:
    line, script, _ = finished(tmp_path, "text").split("\n")
    told = json.loads(line.removeprefix("const DEPLOYMENT = ").removesuffix(";"))
    html = (tmp_path / "index.html").read_bytes()
    assert told["files"]["index.html"] == hashlib.sha256(html).hexdigest()[:32]
    assert f'<meta name="deployment" content="{told["id"]}">' in html.decode()
    assert f"site.css?v={told['files']['assets/site.css'][:10]}" in html.decode()
    assert set(told["immutable"]) == set(told["files"]) - {"index.html"}
    assert told["shell"] == ["assets/site.css"]
    assert "assets/switchpoint/worker-C.js" in told["run"]
    assert not [name for name in told["run"] if "service-worker" in name or "whl" in name]
    assert script == 'importScripts("./assets/switchpoint/service-worker-D.js");'


def test_a_deployment_has_a_name_of_its_own(tmp_path: Path) -> None:
    first = finished(tmp_path, "text")
    assert finished(tmp_path, "text") == first
    assert finished(tmp_path, "other text") != first


def test_all_pages_carry_one_policy_for_the_inline_scripts_of_all(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("<head></head><script>a()</script>")
    finished(tmp_path, "<script>front()</script>")
    first, second = (
        (tmp_path / name).read_text().partition('-Policy" content="')[2].partition('"')[0]
        for name in ("index.html", "a/index.html")
    )
    assert first == second
    assert first.count("'sha256-") == 2


@pytest.mark.parametrize(("serving", "live"), [(True, True), (False, False)])
def test_without_a_bundle_or_while_serving_nothing_is_stored(
    tmp_path: Path, serving: bool, live: bool
) -> None:
    worker = finished(tmp_path, "text", serving=serving, live=live)
    assert "unregister()" in worker
    assert 'name="deployment"' not in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize("serving", [True, False])
def test_versions_are_for_deployments(tmp_path: Path, serving: bool) -> None:
    finished(tmp_path, "text", serving=serving)
    assert ("site.css?v=" in (tmp_path / "index.html").read_text()) is not serving
