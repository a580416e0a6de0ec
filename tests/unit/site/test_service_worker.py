"""What the service worker knows of the files: their digests, and which it may be asked for."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from switchpoint.site import service_worker


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def test_digests_are_of_what_a_reader_may_get(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_bytes(b"page")
    (tmp_path / "x.zip.gz").write_bytes(packed := gzip.compress(b"content"))
    for name in ("app.js.map", "sitemap.xml.gz", "objects.inv", "service-worker.js"):
        (tmp_path / name).write_bytes(b"nobody asks for this")
    assert service_worker.digests(tmp_path) == {
        "a/index.html": digest(b"page"),
        "x.zip.gz": f"{digest(packed)} {digest(b'content')}",
    }


def test_a_deployment_is_named_by_names_and_contents() -> None:
    files = {"a.html": "1", "b.html": "2"}
    name = service_worker.identity(files)
    assert service_worker.identity(dict(files)) == name
    assert service_worker.identity({"a.html": "1", "b.html": "3"}) != name
    assert service_worker.identity({"a.html": "1", "c.html": "2"}) != name
