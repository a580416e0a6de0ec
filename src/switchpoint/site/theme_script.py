"""The theme's script in steps: a page answers its reader while it starts.

As it comes, the script runs from its first line to its last in one task, which takes twice as long
as a reader notices (50 ms, https://web.dev/articles/long-tasks) on the machines of our benchmark.
It also does two things whose effect a page has anyway, and for each the browser finds the style of
every element again. What the script does and in which order stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

FOLDER = "assets/javascripts"

_NAME = re.compile(r"^bundle\.[0-9a-f]{8}\.min\.js$")
_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_PAUSE = "await new Promise(go=>setTimeout(go));"

# Each has to be there just once. A name is one of a minifier's, another in every release.
_CHANGES = (
    # A function that can pause. Nobody waits for it, as nobody waited for the script.
    (r'^"use strict";\(\(\)=>\{', r'"use strict";(async()=>{'),
    # The libraries are there and the page's events are listened to, which are kept for whom comes
    # later (a ReplaySubject): now the parts that the whole site has. Scripts after this one expect
    # to find ``document$``.
    (
        r";(?=[\w$]+\(\{alert\$:[\w$]+\}\);)(?=.*?;window\.document\$=([\w$]+);)",
        rf";window.document$=\1;{_PAUSE}",
    ),
    # The header, the search and what else a page has once.
    (r';(?=var [\w$]+=[\w$]+\([\w$]+\("header"\),\{viewport\$:)', f";{_PAUSE}"),
    # The search with them (defer): its worker answers once, and only who listens by then hears it.
    (
        r'(\.\.\.[\w$]+\("search"\)\.map\([\w$]+=>)([\w$]+\([\w$]+,\{index\$:[\w$]+,keyboard\$:[\w$]+\}\))'
        r'(?=\).*?=([\w$]+)\(\(\)=>[\w$]+\(\.\.\.[\w$]+\("announce"\))',
        r"\1\3(()=>\2)",
    ),
    # All of them begin, and those that come with the page's content.
    (r";(?=[\w$]+\.subscribe\(\);window\.document\$=)", f";{_PAUSE}"),
    # What comes with a page's content begins after what the page itself begins: delay(0).
    (
        r"(\.pipe\(([\w$]+)\(125\)\)\.subscribe\(.*=[\w$]+\.pipe\()"
        r"(?=[\w$]+\(\(\)=>[\w$]+\),[\w$]+\([\w$]+\),[\w$]+\(1\)\);)",
        r"\1\2(0),",
    ),
    # The attribute that keeps colours from fading into each other: only when they change.
    (
        r'\(([\w$]+)=>\{if\((document\.body\.setAttribute\("data-md-color-switching",""\)),'
        r"(?=\1\.color\.media===)",
        r'(\1=>{if(document.body.getAttribute("data-md-color-scheme")!==\1.color.scheme&&\2,',
    ),
    # A second element with the page's colour schemes: main.html has one, and the first one counts.
    (r'(?<=\{name:"color-scheme"\}\);)document\.head\.appendChild\([\w$]+\);', ""),
)


class ThemeScriptError(ValueError):
    """The theme's script is not the one that this module knows."""


def in_steps(script: str) -> str:
    """Return the theme's script with pauses, and without what is done in vain.

    Raises:
        ThemeScriptError: a place that has to change is not there, or more than once.
    """
    for pattern, replacement in _CHANGES:
        script, count = re.subn(pattern, replacement, script)
        if count != 1:
            raise ThemeScriptError(
                f"mkdocs-material's script has changed: {count} places in it match {pattern}; "
                "install the release that pyproject.toml names or adapt theme_script.py to it"
            )
    return _MAP.sub("", script)  # the columns that the map gives are others now


def put_in_steps(site: Path) -> dict[str, str]:
    """Replace the theme's script in a built site; return the new name by the old one.

    The new one has the hash of the new content, for browsers keep the file by its name.
    """
    renamed = {}
    for path in sorted((site / FOLDER).glob("bundle.*.min.js")):
        if not _NAME.match(path.name):
            continue
        script = in_steps(path.read_text(encoding="utf-8"))
        digest = hashlib.sha256(script.encode()).hexdigest()[:8]
        renamed[path.name] = f"theme.{digest}.min.js"
        path.unlink()
        path.with_name(f"{path.name}.map").unlink(missing_ok=True)
        path.with_name(renamed[path.name]).write_text(script, encoding="utf-8")
    return renamed
