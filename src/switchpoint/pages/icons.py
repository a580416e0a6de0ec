"""Read icons of the theme's set, to be written into a page as SVG."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import material

_FOLDER = Path(material.__file__).parent / "templates/.icons/material"


@cache
def icon(name: str) -> str:
    """Return an icon of Material Design Icons, which takes the colour of the text around it."""
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()
