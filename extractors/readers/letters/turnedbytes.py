"""Ligatures as Ghostscript (up to 10.0) writes what they mean: the two bytes of each letter the wrong way round ("speci昀椀ek").

Text that any tool dumped from such a PDF has them as well.
"""

from __future__ import annotations

import re

TURNED_BYTES = re.compile("[" + "".join(chr(ord(letter) << 8) for letter in "fijlst") + "]{2,3}")


def turned_back(match: re.Match[str]) -> str:
    """The letters that a match of :data:`TURNED_BYTES` stands for, as many as it has signs."""
    return "".join(chr(ord(sign) >> 8) for sign in match.group())
