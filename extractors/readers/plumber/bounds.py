"""What pdfminer would do for ever: strings of brackets, and maps of more codes than a font has."""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import END_STRING, PSBaseParser

_MOST_CODES = 1 << 16
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)(?:end(?:bf|cid)range|\Z)", re.DOTALL)
_RANGE = re.compile(rb"<([\dA-Fa-f\s]+)>\s*<([\dA-Fa-f\s]+)>\s*(?:<[^<>]*>|\[[^\]]*\]|\d+)")


def check_map(spec: Any) -> None:
    """Raises ValueError for a font whose /ToUnicode has a range of more codes than a font has (ISO 32000-1, 9.7.5.2)."""
    stream = resolve1(spec.get("ToUnicode")) if isinstance(spec, dict) else None
    if not isinstance(stream, PDFStream):
        return
    for ranges in _RANGES.finditer(stream.get_data()):
        for found in _RANGE.finditer(ranges[1]):
            low, high = (int(b"".join(part.split()) or b"0", 16) for part in found.groups())
            if high - low > _MOST_CODES:
                raise ValueError("a map of more codes than a font has")


def _parse_string(self: Any, s: bytes, i: int) -> int:
    for found in END_STRING.finditer(s, i):
        sign = found.group()
        if sign == b"(":
            self.paren += 1
        elif sign == b")" and self.paren > 1:
            self.paren -= 1
        else:
            self._curtoken += s[i : found.start()]
            if sign == b"\\":
                self.oct = b""
                self._parse1 = self._parse_string_1
            else:
                self.paren -= 1
                self._add_token(self._curtoken)
                self._parse1 = self._parse_main
            return found.end()
    self._curtoken += s[i:]
    return len(s)


def bound_strings() -> None:
    """Lets pdfminer take what a string has up to its end or the end of a buffer at once. Its own way gives the same, but
    copies all of the string again at each bracket in it.
    """
    PSBaseParser._parse_string = _parse_string  # type: ignore[method-assign]
