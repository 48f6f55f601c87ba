"""What a mark glyph says: by its Unicode value, or by its font and code (the tables are in ``models/signs.py``)."""

from __future__ import annotations

import re
from functools import lru_cache

from ggsr_extract.models.signs import (
    CHECKS,
    CROSSES,
    DINGBATS,
    SYMBOL,
    UNKNOWN,
    WEBDINGS,
    WINGDINGS,
    WINGDINGS2,
)
from ggsr_extract.models.verdicts import IMPROVE, MEETS

UNMAPPED = 0x110000
"""Added to a character code that has no Unicode value (above all code points)."""

CHARACTERS = dict.fromkeys(CHECKS, MEETS) | dict.fromkeys(CROSSES, IMPROVE)
"""Marks by Unicode value."""
_BULLETS: dict[str, frozenset[int]] = {
    "symbol": frozenset((0xA8, 0xB7, 0xE0)),
    "dingbats": frozenset((*range(0x6C, 0x80), *range(0xD4, 0xFF))),
    "wingdings": frozenset((*range(0x6C, 0x78), *range(0x9E, 0xA5), 0xA7, 0xA8, 0xAA, *range(0xD8, 0xF5))),
    "wingdings2": frozenset(range(0x95, 0xC0)),
    "wingdings3": frozenset(range(0x21, 0x100)),
    "webdings": frozenset((0x33, 0x34, 0x35, 0x36, 0x3D, 0x63, 0x67, 0x6E)),
}
"""Dots, squares, diamonds, triangles and arrows that begin list items."""


def plain_font_name(name: str) -> str:
    """A font's name without its subset prefix."""
    return re.sub(r"^[A-Z]{6}\+", "", name)


def is_pictogram_font(name: str) -> bool:
    """Whether a font's name (with or without subset prefix) says that its codes are pictures or symbols."""
    return _family(name) is not None


@lru_cache(maxsize=1024)
def _family(name: str) -> str | None:
    plain = plain_font_name(name).lower().replace(" ", "").replace("-", "").replace("_", "")
    if plain.startswith("wingdings2"):
        return "wingdings2"
    if plain.startswith("wingdings3"):
        return "wingdings3"
    if plain.startswith("wingdings"):
        return "wingdings"
    if plain.startswith("webdings"):
        return "webdings"
    if "dingbats" in plain or plain == "d050000l":  # URW's copy, which free programs put in its place
        return "dingbats"
    if plain.startswith(("symbol", "standardsymbols")):
        return "symbol"
    return None


_TABLES = {
    "symbol": SYMBOL,
    "dingbats": DINGBATS,
    "wingdings": WINGDINGS,
    "wingdings2": WINGDINGS2,
    "wingdings3": {},
    "webdings": WEBDINGS,
}


def mark_of_character(character: str) -> str | None:
    """The mark that a character in an ordinary font is: √, X, ``?`` for private use that cannot be told, or None."""
    known = CHARACTERS.get(character)
    if known is not None:
        return known
    code = ord(character)
    if code == 0xF0B7:
        return None
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return UNKNOWN
    return None


def mark_of_glyph(code: int, unmapped: bool, font: str) -> tuple[str | None, int]:
    """The mark that a glyph of a pictogram font is, and the code point to keep as its text.

    ``code`` is its Unicode code point, or its character code where ``unmapped``. Bullets and arrows are no marks.
    """
    family = _family(font)
    character = chr(code)
    if not unmapped and character in CHARACTERS:
        return CHARACTERS[character], code
    if family == "symbol" and character == "×" and not unmapped:
        return IMPROVE, code
    byte = byte_of(code)
    kept = 0xF000 + code if unmapped and code < 0x100 else code + (UNMAPPED if unmapped else 0)
    if family is None or byte is None:
        return (UNKNOWN if unmapped or _is_private(code) else None), kept
    mark = _TABLES[family].get(byte)
    if mark is not None:
        return mark, kept
    if byte in _BULLETS[family]:
        return None, ord("•")
    if family == "symbol":
        return (UNKNOWN if unmapped or _is_private(code) else None), kept
    return UNKNOWN, kept


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code < 32 or code == 0xFFFD


def byte_of(code: int) -> int | None:
    """The one-byte code behind a code point: U+F0xx, or what Windows-1252, Latin-1 or (where those lack it) Mac Roman
    encodes as that byte; None for any other character.
    """
    if 0xF000 <= code <= 0xF0FF:
        return code - 0xF000
    if code < 0x100:
        return code
    for encoding in ("cp1252", "mac_roman"):
        try:
            return chr(code).encode(encoding)[0]
        except UnicodeEncodeError:
            continue
    return None
