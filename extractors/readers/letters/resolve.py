"""What stands for other letters within words: ligatures, soft hyphens, accents of their own, and glyphs without a character."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
from ggsr_extract.extractors.readers.letters.turnedbytes import TURNED_BYTES, turned_back
from ggsr_extract.models.source import UNNAMED

_NOTHING = (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
"""Characters without ink and without width."""
_LIGATURES: dict[int, str] = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0x19F: "ti",
    0x1A9: "tt",
    0x1AB: "tti",
}
"""The last three: what Calibri's ligatures are read as in files of programs that go by its table of characters."""
PRINTED_AS_ONE = frozenset(
    [
        "fb",
        "ff",
        "ffb",
        "ffh",
        "ffi",
        "ffj",
        "ffk",
        "ffl",
        "fft",
        "fh",
        "fi",
        "fj",
        "fk",
        "fl",
        "ft",
        "tf",
        "tfi",
        "ti",
        "tt",
        "tti",
    ]
)
"""Letters that fonts have one glyph for."""
_CALIBRI_FT = re.compile("(?<=[a-z])\u014c")
_LATIN = re.compile("[a-z]")
_FOREIGN = re.compile("[\u0590-\u1cff\u2c80-\ua71f\ua800-\ud7ff]+|(?<=[a-z])[\x80-\x91\x93-\x9f](?=[a-z])")
"""Letters of other scripts and control characters within Dutch words are numbers of glyphs for which the file tells no character: ligatures, mostly."""
_TABLE = str.maketrans(
    {
        **{code: chr(UNNAMED + code) for code in range(32)},
        **_LIGATURES,
        **dict.fromkeys(_NOTHING, ""),
        0xFFFE: "-",
    }
)
SOFT_HYPHEN = "\u00ad"
UNUSUAL = np.zeros(0x2029, dtype=bool)
"""What may have to be resolved in a word: not the quotation marks and dashes of U+2010 to U+2027."""
UNUSUAL[
    [
        *range(32),
        *range(0x80, 0xA0),
        0x5E,
        0x60,
        0xA8,
        0xAD,
        0xB4,
        0xB8,
        0x14C,
        0x19F,
        0x1A9,
        0x1AB,
        *range(0x2B0, 0x2010),
        0x2028,
    ]
] = True


def resolved(text: str) -> str:
    """A word with ligatures, soft hyphens and accents resolved; a soft hyphen at its end is a hyphen: a line of a cell ends there.

    Letters for which the file tells no character stand from ``UNNAMED`` on.
    """
    text = text.translate(_TABLE)
    if SOFT_HYPHEN in text:
        if text.endswith(SOFT_HYPHEN):
            text = text[:-1] + "-"
        text = text.replace(SOFT_HYPHEN, "")
    if "\u014c" in text:
        text = _CALIBRI_FT.sub("ft", text)
    text = unicodedata.normalize("NFC", text)
    if not _FOREIGN.search(text):
        return text
    text = TURNED_BYTES.sub(turned_back, text)
    if not _LATIN.search(text):
        return text
    return _FOREIGN.sub(lambda match: chr(UNNAMED + ord(match.group()[-1])), text)
