"""Render a drawing as SVG text for the built pages; the browser does the same for new runs."""

from __future__ import annotations

from html import escape

from switchpoint.tracing.timeline import Drawing


def svg(drawing: Drawing) -> str:
    """Return the drawing as an SVG element, hidden from screen readers, which read the story."""
    width, height = drawing["width"], drawing["height"]
    inner = "".join(_element(*shape) for shape in drawing["shapes"])
    return (
        f'<svg class="timeline" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" aria-hidden="true">{inner}</svg>'
    )


def _element(tag: str, attributes: dict[str, str | float], text: str) -> str:
    shown = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{tag}{shown}>{escape(text, quote=False)}</{tag}>"
