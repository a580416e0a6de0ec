"""Every word of the interface, in Chinese and English: zh.json and en.json beside this file.

A section for each module that speaks; ``live`` is that of the browser's modules, which read the
same files, and ``shared`` is for both. Places for values are written ``{name}``.
"""

from __future__ import annotations

import importlib.abc
import json
import os
from functools import cache
from typing import Literal, cast

Language = Literal["zh", "en"]


@cache
def words(language: Language, section: str) -> dict[str, str]:
    """Return a section's texts and the shared ones by their keys; ``KeyError`` if there is none."""
    # by the loader, for in the tab this package is in an archive
    loader = cast(importlib.abc.ResourceLoader, __spec__.loader)
    place = os.path.join(os.path.dirname(__file__), f"{language}.json")  # noqa: PTH118, PTH120
    texts: dict[str, dict[str, str]] = json.loads(loader.get_data(place))
    return texts["shared"] | texts[section]
