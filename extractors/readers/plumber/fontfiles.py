"""What a TrueType font file itself says of its letters, for PDFs that do not: pdfminer takes parts of that from wrong places."""

from __future__ import annotations

import io
import struct


def letters_of_glyphs(data: bytes) -> dict[int, str]:
    """The letter of each glyph; of several, as a hyphen that is the soft hyphen as well, the first in Unicode.

    Nothing where the file is damaged or maps no Unicode.
    """
    from fontTools.ttLib import TTFont, TTLibError

    found: dict[int, int] = {}
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            for code, name in (font.getBestCmap() or {}).items():
                glyph = font.getGlyphID(name)
                if glyph and 32 <= code < found.get(glyph, 0x110000):
                    found[glyph] = code
    except (TTLibError, struct.error, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return {}  # what fontTools raises for damaged tables
    return {glyph: chr(code) for glyph, code in found.items()}
