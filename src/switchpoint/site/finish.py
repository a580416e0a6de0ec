"""Finishes the built site as a whole: what can be known only when all its files are there.

Every page gets one style sheet, the theme's script in steps, the same Content-Security-Policy and
the deployment's name. Files whose names bear no hash are asked for with one, so that no cache gives
a page another deployment's. The service worker at the site's root learns every file's digest: it
keeps what readers have read, see ``browser/offline/service-worker.js``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath

from switchpoint.bundle.manifest import SITE_FOLDER, Bundle
from switchpoint.site import policy, styles, theme_script

SERVICE_WORKER = "service-worker.js"
"""Its name never changes: browsers look there for a newer one."""

_BROWSER = Path(__file__).parents[1] / "browser"
_HASHED = re.compile(rf"^{SITE_FOLDER}/|\.[0-9a-f]{{8}}\.min\.")
_NOT_ASKED_FOR = re.compile(r"\.map$|\.xml\.gz$|^objects\.inv$|(^|/)service-worker\.js$")
_LUNR = re.compile(r"^assets/javascripts/lunr/")
_REFERENCE = re.compile(r'(?<=\s)((?:href|src)=")([^"?#:]+\.(?:css|js|svg|png|ico))(?=")')
_CHARSET = re.compile(r'<meta charset="[^"]*">', re.IGNORECASE)
_STAMP = 10
"""Digits of the digest that a name without a hash is asked for with."""


def finish(site: Path, base: str, bundle: Bundle | None, *, serving: bool) -> None:
    """Finish the site in this folder; ``base`` is the path of its address.

    While serving, pages change all the time: they carry no deployment's name, nothing is kept, and
    a service worker of an earlier build is got rid of.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    for old, new in theme_script.put_in_steps(site).items():
        pages = {path: html.replace(old, new) for path, html in pages.items()}
    if not serving:
        pages = _with_one_sheet(site, base, pages)
    scripts = set().union(*map(policy.inline_scripts, pages.values()))
    told = policy.policy(scripts, serving=serving)
    digest_at = cache(lambda name: _digest_if_there(site / name))
    for path, html in pages.items():
        name = path.relative_to(site).as_posix()
        html = policy.with_policy(html, told)
        pages[path] = html if serving else stamped(html, name, base, digest_at)
        path.write_text(pages[path], encoding="utf-8")
    if serving or not bundle:
        worker = (_BROWSER / "offline/unregister.js").read_text("utf-8")
    else:
        identity = _digest("\n".join(f"{k} {v}" for k, v in digests(site).items()).encode())
        for path, html in pages.items():
            path.write_text(named(html, identity), encoding="utf-8")
        worker = service_worker(identity, digests(site), bundle)
    (site / SERVICE_WORKER).write_text(worker, encoding="utf-8")


def _with_one_sheet(site: Path, base: str, pages: dict[Path, str]) -> dict[Path, str]:
    """Merge the style sheets that all pages have; other pages are left alone."""
    front = pages.get(site / "index.html", "")
    names = [_target("index.html", href, base) for href in styles.sheets(front)]
    if len(names) < 2 or not all((site / name).is_file() for name in names):
        return pages
    name, content = styles.merged([(site / name).read_text(encoding="utf-8") for name in names])
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(content, encoding="utf-8")
    changed = {}
    for path, html in pages.items():
        own = path.relative_to(site).as_posix()
        if [_target(own, href, base) for href in styles.sheets(html)] == names:
            html = styles.with_one_sheet(html, lambda first: first.replace(names[0], name))
        changed[path] = html
    for unneeded in names if all(names[0] not in html for html in changed.values()) else []:
        (site / unneeded).unlink()
    return changed


def _target(name: str, place: str, base: str) -> str:
    """Return what an address on a page means, below the site's root."""
    if place.startswith("/"):
        return place.removeprefix(base)
    return normpath(str(PurePosixPath(name).parent / place))


def digests(site: Path) -> dict[str, str]:
    """Return the digest of every file that a reader's browser may ask for.

    A file compressed with gzip has two, for a host may say that it is, and then it arrives
    unpacked.
    """
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or _NOT_ASKED_FOR.search(name):
            continue
        content = path.read_bytes()
        found[name] = _digest(content)
        if name.endswith(".gz"):
            found[name] += f" {_digest(gzip.decompress(content))}"
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _digest_if_there(path: Path) -> str | None:
    return _digest(path.read_bytes()) if path.is_file() else None


def stamped(html: str, name: str, base: str, digest_at: Callable[[str], str | None]) -> str:
    """Return the page with a part of their digest behind the names of files that bear no hash.

    ``name`` is the page's own, below the site's root, and ``base`` the root's path on its host.
    """

    def stamp(found: re.Match[str]) -> str:
        place = found[2]
        target = _target(name, place, base)
        if _HASHED.search(target) or not (digest := digest_at(target)):
            return found[0]
        return f"{found[1]}{place}?v={digest[:_STAMP]}"

    return _REFERENCE.sub(stamp, html)


def named(html: str, identity: str) -> str:
    """Return the page with the name of its deployment in its head."""
    element = f'\n<meta name="deployment" content="{identity}">'
    return _CHARSET.sub(lambda found: found[0] + element, html, count=1)


def service_worker(identity: str, files: Mapping[str, str], bundle: Bundle) -> str:
    """Return the script at the site's root: the files, and the worker that keeps them."""
    ours = {f"{SITE_FOLDER}/{name}" for name in bundle.files}
    scripts = [n for n in bundle.files if n.endswith((".js", ".css"))]  # the editor is one of them
    run = [name for name in (*scripts, *bundle.after_run) if name != bundle.service_worker]
    deployment = {
        "id": identity,
        "files": files,
        "lasting": [name for name in files if _is_lasting(name)],
        "shell": [n for n in files if _is_lasting(n) and n not in ours and not _LUNR.search(n)],
        "run": _in_site(run, files),
        "gevent": _in_site(bundle.for_gevent, files),
    }
    told = json.dumps(deployment, separators=(",", ":"), ensure_ascii=False)
    script = f"./{SITE_FOLDER}/{bundle.service_worker}"
    return f"const DEPLOYMENT = {told};\nimportScripts({json.dumps(script)});\n"


def _in_site(names: Iterable[str], files: Mapping[str, str]) -> list[str]:
    """Return the places of the bundle's files, but for those that the site has no more."""
    places = (f"{SITE_FOLDER}/{name}" for name in dict.fromkeys(names))
    return [place for place in places if place in files]


def _is_lasting(name: str) -> bool:
    """Tell whether pages ask for this file with a hash, in its name or behind it."""
    return bool(_HASHED.search(name) or re.search(r"^assets/.*\.(css|js|svg|png|ico)$", name))
