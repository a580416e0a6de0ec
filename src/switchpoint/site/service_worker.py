"""The script at the site's root that registers as service worker, and what it knows of the files.

The script names the deployment and lists the digest of every file. The worker itself is
``browser/offline/service-worker.js``; it stores what readers have read and run.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from switchpoint.bundle.manifest import SITE_FOLDER, Bundle
from switchpoint.site import cache_busting

NAME = "service-worker.js"
"""The script's name. It never changes: browsers look there for a newer script."""

_UNREGISTER = Path(__file__).parents[1] / "browser/offline/unregister.js"
_NEVER_STORED = re.compile(
    r"\.map$|\.xml\.gz$|^objects\.inv$|(^|/)service-worker\.js$|^assets/cards/|\.asm\.wasm$"
)
_OTHER_LANGUAGES = re.compile(
    r"^assets/javascripts/lunr/(?!min/lunr\.(stemmer\.support|multi|zh)\.min\.js$)"
)
"""Scripts of the theme's for searching in languages that ``mkdocs.yml`` does not name."""
_CHARSET = re.compile(r'<meta charset="[^"]*">', re.IGNORECASE)


def digest(content: bytes) -> str:
    """Return the digest by which the service worker recognises a file."""
    return hashlib.sha256(content).hexdigest()[:32]


def digests(site: Path) -> dict[str, str]:
    """Return the digest of every file that a reader's browser may store.

    A gzip archive has two digests, separated by a space: a host may declare the file as compressed,
    and then the browser unpacks it before the worker sees it.
    """
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or _NEVER_STORED.search(name):
            continue
        content = path.read_bytes()
        found[name] = digest(content)
        if name.endswith(".gz"):
            found[name] += f" {digest(gzip.decompress(content))}"
    return found


def identity(files: Mapping[str, str]) -> str:
    """Return the name of the deployment that consists of these files."""
    return digest("\n".join(f"{name} {value}" for name, value in files.items()).encode())


def named(html: str, identity: str) -> str:
    """Return the page with the name of its deployment in its head."""
    element = f'\n<meta name="deployment" content="{identity}">'
    return _CHARSET.sub(lambda found: found[0] + element, html, count=1)


def script(identity: str, files: Mapping[str, str], bundle: Bundle) -> str:
    """Return the script at the site's root: the deployment, and the import of the worker.

    ``shell`` lists what every page needs, ``run`` what plain programs need, and ``gevent`` what
    programs with gevent need on top.
    """
    ours = {f"{SITE_FOLDER}/{name}" for name in bundle.files}
    immutable = [name for name in files if cache_busting.is_immutable(name)]
    page_files = [n for n in bundle.files if n.endswith((".js", ".css"))]  # the editor's, too
    run = [n for n in (*page_files, *bundle.after_run) if n != bundle.service_worker]
    deployment = {
        "id": identity,
        "files": files,
        "immutable": immutable,
        "shell": [n for n in immutable if n not in ours and not _OTHER_LANGUAGES.search(n)],
        "run": _in_site(run, files),
        "gevent": _in_site(bundle.for_gevent, files),
    }
    data = json.dumps(deployment, separators=(",", ":"), ensure_ascii=False)
    worker = f"./{SITE_FOLDER}/{bundle.service_worker}"
    return f"const DEPLOYMENT = {data};\nimportScripts({json.dumps(worker)});\n"


def unregister_script() -> str:
    """Return the script for a site that stores nothing: it removes an earlier service worker."""
    return _UNREGISTER.read_text(encoding="utf-8")


def _in_site(names: Iterable[str], files: Mapping[str, str]) -> list[str]:
    """Return the paths of the bundle's files in the site, without duplicates."""
    paths = (f"{SITE_FOLDER}/{name}" for name in dict.fromkeys(names))
    return [path for path in paths if path in files]
