"""What a mark glyph says: by its Unicode value, or by its font and code.

Sources: the Unicode code charts (Dingbats, Miscellaneous Symbols, Mathematical Operators), the Symbol and ZapfDingbats
encodings of ISO 32000-1 annex D.5 and D.6, and Microsoft's Wingdings, Wingdings 2 and Webdings character sets as mapped
to Unicode in L2/11-052 (the proposal that added their characters).
"""

from __future__ import annotations

import re
from functools import lru_cache

CHECK, CROSS, UNKNOWN = "√", "X", "?"

_CHECKS = "√✓✔☑✅🗸🗹⍻🮱⮽"
_CROSSES = "✗✘✕✖☒❌❎⨯⨉╳🗙🗴🗵🗶🗷⌧⊗⊠☓"


def _characters() -> dict[str, str]:
    table = {character: CHECK for character in "√✓✔☑✅🗸🗹⍻🮱"}
    table.update({character: CROSS for character in _CROSSES})
    return table


CHARACTERS = _characters()
"""Marks by Unicode value. U+00D7 (×) is not here: it is a mark only as a word of its own."""

SYMBOL = {0xD6: CHECK, 0xB4: CROSS, 0xC4: CROSS}
"""Symbol: radical, multiply, circled times."""
DINGBATS = {0x33: CHECK, 0x34: CHECK, 0x35: CROSS, 0x36: CROSS, 0x37: CROSS, 0x38: CROSS}
"""ZapfDingbats a19 and a20 (checks), a21 to a24 (crosses)."""
WINGDINGS = {0xFC: CHECK, 0xFE: CHECK, 0xFB: CROSS, 0xFD: CROSS, 0x78: CROSS}
"""Wingdings: check, boxed check, ballot x, boxed x, x in a rectangle."""
WINGDINGS2 = {
    0x50: CHECK,
    0x52: CHECK,
    0x4F: CROSS,
    0x51: CROSS,
    0x53: CROSS,
    0x54: CROSS,
    0x55: CROSS,
    0x56: CROSS,
}
"""Wingdings 2: check, boxed check; ballot script x, boxed and circled crosses."""
WEBDINGS = {0x61: CHECK, 0x72: CROSS}
"""Webdings: check, cancellation x."""
_BULLETS = {
    "wingdings": frozenset(
        (
            0x6C,
            0x6E,
            0x6F,
            0x71,
            0x72,
            0x73,
            0x74,
            0x75,
            0x76,
            0x77,
            0x9E,
            0x9F,
            0xA0,
            0xA1,
            0xA2,
            0xA4,
            0xA7,
            0xA8,
            0xAA,
            0xD8,
            0xE0,
            0xE8,
            0xF0,
        )
    ),
    "wingdings2": frozenset(range(0x95, 0xA7)),
    "wingdings3": frozenset(range(0x20, 0x100)),
    "webdings": frozenset((0x34, 0x3D, 0x63, 0x67, 0x6E)),
    "dingbats": frozenset((*range(0x6C, 0x80), *range(0xAC, 0xFF))),
}


def is_pictogram_font(name: str) -> bool:
    """Whether a font's name (with or without subset prefix) says that its codes are pictures or symbols."""
    return _family(name) is not None


@lru_cache(maxsize=1024)
def _family(name: str) -> str | None:
    plain = re.sub(r"^[A-Z]{6}\+", "", name).lower().replace(" ", "").replace("-", "").replace("_", "")
    if plain.startswith("wingdings2"):
        return "wingdings2"
    if plain.startswith("wingdings3"):
        return "wingdings3"
    if plain.startswith("wingdings"):
        return "wingdings"
    if plain.startswith("webdings"):
        return "webdings"
    if "dingbats" in plain:
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


def mark_of_glyph(character: str, font: str) -> tuple[str | None, str]:
    """The mark that a glyph of a pictogram font is, and the character to keep as its text."""
    family = _family(font)
    known = CHARACTERS.get(character)
    if known is not None:
        return known, character
    if family is None:
        return mark_of_character(character), character
    code = _code(character)
    if code is None:
        return (None if unicode_text(character) else UNKNOWN), character
    mark = _TABLES[family].get(code)
    if mark is not None:
        return mark, character
    if code in _BULLETS.get(family, frozenset()):
        return None, "•"
    if family == "symbol":
        return None, ("•" if code == 0xB7 else character)
    return UNKNOWN, character


def unicode_text(character: str) -> bool:
    """Whether a character says by itself what it is (a letter, bullet or sign outside the private-use areas)."""
    code = ord(character)
    return not (0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code < 32 or code == 0xFFFD)


def _code(character: str) -> int | None:
    """The one-byte code behind a character: U+F0xx, or what Windows-1252 or Latin-1 encodes as that byte."""
    value = ord(character)
    if 0xF000 <= value <= 0xF0FF:
        return value - 0xF000
    if value < 0x100:
        return value
    try:
        return character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None
