"""The signs that say √ or X beyond doubt, and the letters that stand for them where a font was lost.

Sources: the Unicode code charts (Dingbats, Miscellaneous Symbols, Mathematical Operators, Symbols for Legacy Computing),
the Symbol and ZapfDingbats encodings of ISO 32000-1 annex D.5 and D.6, and Microsoft's Wingdings, Wingdings 2 and Webdings
character sets as mapped to Unicode in L2/11-052 (the proposal that added their characters).
"""

from __future__ import annotations

from typing import Final

from ggsr_extract.models.verdicts import IMPROVE, MEETS

UNKNOWN: Final = "?"
"""A mark's glyph that cannot be told."""

CHECKS: Final = frozenset("√✓✔☑✅🗸🗹🮱")
CROSSES: Final = frozenset("✗✘✕✖☒❌❎⨯⨉╳⛌🗙🗴🗵🗶🗷⌧⮽⮾⮿⊗⊠☓")
"""U+00D7 (×) is not here: it is a mark only as a word of its own."""

SYMBOL: Final = {0xD6: MEETS, 0xB4: IMPROVE, 0xC4: IMPROVE}
"""Symbol: radical, multiply, circled times."""
DINGBATS: Final = {0x33: MEETS, 0x34: MEETS, 0x35: IMPROVE, 0x36: IMPROVE, 0x37: IMPROVE, 0x38: IMPROVE}
"""ZapfDingbats a19 and a20 (checks), a21 to a24 (crosses)."""
WINGDINGS: Final = {0xFC: MEETS, 0xFE: MEETS, 0xFB: IMPROVE, 0xFD: IMPROVE, 0x78: IMPROVE}
"""Wingdings: check, boxed check, ballot x, boxed x, x in a rectangle."""
WINGDINGS2: Final = {
    0x50: MEETS,
    0x52: MEETS,
    **dict.fromkeys((0x4F, 0x51, 0x53, 0x54, 0x55, 0x56), IMPROVE),
}
"""Wingdings 2: check, boxed check; ballot script x, boxed and circled crosses."""
WEBDINGS: Final = {0x61: MEETS, 0x72: IMPROVE}
"""Webdings: check, cancellation x."""

LOST_CHECKS: Final = frozenset("Öüþ")
LOST_CROSSES: Final = frozenset("ûý")
"""What Symbol's and Wingdings' signs become where only their codes are left and are read as Latin 1; no word of Dutch, so
that they are signs where they stand alone. Symbol's cross (´) is not here: as an accent it stands alone as well."""
LIKE_X: Final = frozenset("×\u0425\u03a7")
"""What looks like an X: the multiplication sign, and the capitals of two other alphabets."""
