"""Marks that a dump prints as letters or in brackets, read where the document's own usage leaves no doubt.

A ``V`` that stands where marks stand is a check mark where crosses stand in such places as well, or where the legend says
so. In brackets, ``(x)`` is a cross beside ``(√)``, but beside ``( )`` it may be a tick: then it is left as it is, and what
reads marks calls it one that cannot be told. A dump that does not know the font ZapfDingbats prints its digits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ggsr_extract.models.source import Line

_PLACE = re.compile(
    r"(?:^|(?<=\t)|(?<=\|)|(?<=\| )|(?<=[a-z\u00e0-\u00ff] )(?=[VvXx3-8(\[]))[ \u00a0]*(?P<mark>[VvXx√✓✔3-8]|\((?:[VvXx√✓✔]| ?)\)|\[(?:[VvXx√✓✔]| ?)\])"
    r"(?=[ \u00a0]*(?:$|\t|\|)|[ \u00a0]+[A-Z\u00c0-\u00de0-9‘“'\"])"
)
_LEGEND = re.compile(r"voldoet\s*\(\s*([Vv])\s*\)")
_MANY = 8
_KIND = {"v": "v", "x": "x", "√": "root", "✓": "root", "✔": "root", "": "empty", "3": "tick", "4": "tick"}


def settled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with marks for the letters and brackets that are marks beyond doubt, character for character.

    The same lines come back where there are none.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        for match in _PLACE.finditer(line.text):
            counts[_shape(match["mark"])] += 1
    known = {shape: mark for shape in counts if (mark := _meaning(shape, counts, lines))}
    return tuple(_written(line, known) for line in lines) if known else tuple(lines)


def _shape(text: str) -> tuple[str, str]:
    """Its opening bracket, if any, and what kind of letter or sign it is."""
    bracket = text[0] if text[0] in "([" else ""
    return bracket, _KIND.get(text.strip("()[] ").casefold(), "cross")


def _meaning(shape: tuple[str, str], counts: Counter[tuple[str, str]], lines: Sequence[Line]) -> str | None:
    bracket, kind = shape
    if kind in ("tick", "cross"):
        # the codes of check marks and crosses in ZapfDingbats, where a dump has hardly any other sign in such places
        digits = counts["", "tick"] + counts["", "cross"]
        return (
            ("√" if kind == "tick" else "×") if digits >= _MANY and 10 * digits > 9 * counts.total() else None
        )
    crosses, ticks = counts[bracket, "x"], counts[bracket, "root"]
    if not bracket:
        legend = kind == "v" and any(_LEGEND.search(line.text) for line in lines)
        return "√" if kind == "v" and not ticks and counts[shape] > 1 and (crosses or legend) else None
    if counts[bracket, "empty"] or kind == "empty":
        return None
    if kind == "x":
        return "×" if ticks or counts[bracket, "v"] else None
    return "√" if kind == "root" or crosses else None


def _written(line: Line, known: dict[tuple[str, str], str]) -> Line:
    text = line.text
    for match in _PLACE.finditer(line.text):
        mark = known.get(_shape(match["mark"]))
        if mark:
            begin, end = match.span("mark")
            at = (begin + end) // 2
            text = text[:at] + mark + text[at + 1 :]
    return line if text == line.text else replace(line, text=text)
