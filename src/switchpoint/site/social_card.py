"""The picture that is shown where somebody shares a page: its first timeline, as PNG.

The picture has no text: no font can be relied upon where the site is built, and the page's title
and description go along with it. resvg draws it; its wheel has all it needs, and looks for no
system library and no font.
"""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path

import resvg_py

from switchpoint.tracing.timeline import Drawing

FOLDER = "assets/cards"
WIDTH, HEIGHT = 1200, 630
"""The size that services expect of such a picture."""

_MOST_ZOOM, _BORDER = 2.4, 70
_STYLE = """
.tl-life { stroke: #5f8f8b; stroke-dasharray: 1 4 }
.tl-ground { fill: #ffffff; fill-opacity: .06 }
.tl-within { fill: none; stroke: #5f8f8b; stroke-dasharray: 3 3 }
.tl-fold { stroke: #5f8f8b; stroke-dasharray: 6 4 }
.tl-bar { fill: #5eead4 }
.tl-arrow { stroke: #fbbf24; stroke-width: 2 }
.tl-dashed { stroke-dasharray: 4 3 }
.tl-head { fill: #fbbf24 }
.tl-wait { fill: #0f3f3c; stroke: #ffffff; stroke-width: 1.5 }
.tl-end { fill: none; stroke: #fca5a5; stroke-width: 2 }
"""
_LEFT_OUT = ("tl-band", "tl-frame")
"""Shapes that make sense with their texts only."""

_MARK = (
    '<g fill="none" stroke-width="2.4" stroke-linecap="round"'
    ' transform="translate(1080 510) scale(3)">'
    '<path d="M2 7h4.5C12 7 12 17 17.5 17H22" stroke="#5eead4"/>'
    '<path d="M2 17h4.5c2 0 3.3-1.4 4.3-3.2M13.2 10.2c1-1.8 2.3-3.2 4.3-3.2H22"'
    ' stroke="#fbbf24"/></g>'
)
"""The site's logo, theme/assets/logo.svg."""


def svg(drawing: Drawing) -> str:
    """Return the picture as SVG: as much of the drawing as fits, from its top."""
    zoom = min(_MOST_ZOOM, (WIDTH - 2 * _BORDER) / drawing["width"])
    left = (WIDTH - zoom * drawing["width"]) / 2
    shapes = "".join(
        _element(tag, attributes)
        for tag, attributes, _ in drawing["shapes"]
        if tag != "text" and attributes.get("class") not in _LEFT_OUT
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}"><style>{_STYLE}</style>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#0f3f3c"/>'
        f'<g transform="translate({left:.1f} {-zoom * 20:.1f}) scale({zoom:.3f})">{shapes}</g>'
        f"{_MARK}</svg>"
    )


def write(drawing: Drawing, path: Path, cache: Path) -> None:
    """Write the picture as PNG; ``cache`` is a folder that keeps it for the next build."""
    text = svg(drawing)
    name = hashlib.sha256(f"{resvg_py.__version__} {text}".encode()).hexdigest()[:20]
    kept = cache / f"{name}.png"
    if kept.is_file():
        png = kept.read_bytes()
    else:
        png = bytes(resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True))
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(png)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png)


def _element(tag: str, attributes: dict[str, str | float]) -> str:
    shown = "".join(
        f' {key}="{escape(str(value))}"'
        for key, value in attributes.items()
        if not key.startswith("data-")
    )
    return f"<{tag}{shown}/>"
