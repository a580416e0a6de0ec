"""What the whole site gets at its end: stamps, a name, digests, the service worker's list."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from switchpoint.bundle.manifest import Bundle
from switchpoint.site import finish


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


DIGESTS = {"assets/site.css": "0123456789abcdef", "assets/logo.svg": "fedcba9876543210"}


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("index.html", '<link href="assets/site.css">', "assets/site.css?v=0123456789"),
        ("en/a/index.html", '<img src="../../assets/logo.svg">', "logo.svg?v=fedcba9876"),
        ("404.html", '<link href="/sub/path/assets/site.css">', "/assets/site.css?v=0123456789"),
    ],
)
def test_files_without_a_hash_in_their_name_are_asked_for_with_one(
    name: str, html: str, expected: str
) -> None:
    assert expected in finish.stamped(html, name, "/sub/path/", DIGESTS.get)


@pytest.mark.parametrize(
    "html",
    [
        '<link href="assets/stylesheets/main.57a0d79d.min.css">',
        '<script src="assets/switchpoint/live-snippet-ABCDEFGH.js">',
        '<script src="assets/not-there.js">',
        '<a href="https://example.org/assets/site.css">',
        '<link href="assets/site.css?v=1">',
        '<p data-src="assets/site.css">',
        '<code>href="assets/site.css</code>',
    ],
)
def test_others_are_left_alone(html: str) -> None:
    assert finish.stamped(html, "index.html", "/", DIGESTS.get) == html


def test_digests_are_of_what_a_reader_may_get(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_bytes(b"page")
    (tmp_path / "x.zip.gz").write_bytes(packed := gzip.compress(b"content"))
    for name in ("app.js.map", "sitemap.xml.gz", "objects.inv", "service-worker.js"):
        (tmp_path / name).write_bytes(b"nobody asks for this")
    assert finish.digests(tmp_path) == {
        "a/index.html": digest(b"page"),
        "x.zip.gz": f"{digest(packed)} {digest(b'content')}",
    }


FILES = ("live-snippet-A.js", "live-snippet-B.css", "worker-C.js", "service-worker-D.js", "x.whl")


def finished(site: Path, text: str, *, serving: bool = False, live: bool = True) -> str:
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
    assert told["files"]["index.html"] == digest(html)
    assert f'<meta name="deployment" content="{told["id"]}">' in html.decode()
    assert f"site.css?v={told['files']['assets/site.css'][:10]}" in html.decode()
    assert set(told["lasting"]) == set(told["files"]) - {"index.html"}
    assert told["shell"] == ["assets/site.css"]
    assert "assets/switchpoint/worker-C.js" in told["run"]
    assert not [name for name in told["run"] if "service-worker" in name or "whl" in name]
    assert script == 'importScripts("./assets/switchpoint/service-worker-D.js");'


def test_a_deployment_has_a_name_of_its_own(tmp_path: Path) -> None:
    first = finished(tmp_path, "text")
    assert finished(tmp_path, "text") == first
    assert finished(tmp_path, "other text") != first


@pytest.mark.parametrize(("serving", "live"), [(True, True), (False, False)])
def test_while_serving_nothing_is_kept(tmp_path: Path, serving: bool, live: bool) -> None:
    worker = finished(tmp_path, "text", serving=serving, live=live)
    assert "unregister()" in worker
    assert 'name="deployment"' not in (tmp_path / "index.html").read_text()
