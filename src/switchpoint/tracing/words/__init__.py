"""Every word of the interface, in Chinese and English: zh.json and en.json beside this file.

Each module that shows words has a section. The browser's modules read the same files: their
sections are ``live``, and ``steps`` for what steps through a timeline. What they need only after a
click stands in files of its own, later.zh.json and later.en.json, which are loaded then. The words
in ``shared`` are for all. A placeholder for a value is written ``{name}``.
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
    # the package's loader reads the file: in the tab both are in an archive
    loader = cast(importlib.abc.ResourceLoader, __spec__.loader)
    place = os.path.join(os.path.dirname(__file__), f"{language}.json")  # noqa: PTH118, PTH120
    texts: dict[str, dict[str, str]] = json.loads(loader.get_data(place))
    return texts["shared"] | texts[section]
