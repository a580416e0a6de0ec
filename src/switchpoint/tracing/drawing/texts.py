"""Texts of the picture: the room they take, and how they are made to fit."""

from __future__ import annotations

PRINTED = 17
"""The characters of printed text that are always shown: it has the row to itself."""

_NAME = 12
"""The characters of a lane's name that fit the narrowest lane; a longer one takes two lines."""

_LAST_NARROW = 0x2E7F
"""The last code point before those of Chinese, Japanese and Korean, which take the room of two."""


def cut(text: str, length: int = PRINTED) -> str:
    """Shorten a text to the room of so many characters; a full-width one takes the room of two."""
    room, kept = length, ""
    for character in text:
        room -= _room_of_one(character)
        if room < 0:
            return kept[:-1] + "…"
        kept += character
    return kept


def room_of(text: str) -> int:
    """Return the room a text takes, in characters; a full-width one takes the room of two."""
    return sum(map(_room_of_one, text))


def _room_of_one(character: str) -> int:
    return 2 if ord(character) > _LAST_NARROW else 1


def name_lines(name: str) -> list[str]:
    """Return a lane's name in one line or two: variable and function, function and argument."""
    lines = name.split(" · ", 1)
    bracket = name.find("(")
    if len(lines) == 1 and room_of(name) > _NAME and 0 < bracket < len(name) - 2:
        lines = [name[:bracket], name[bracket:]]
    return lines
