"""Marks that a dump prints as letters or in brackets, read where the document's own usage leaves no doubt.

A ``V`` that stands where marks stand is a check mark where crosses stand in such places as well, or where the legend says
so. In brackets, ``(x)`` is a cross beside ``(√)``, but beside ``( )`` it may be a tick: then it is left as it is, and what
reads marks calls it one that cannot be told. A dump that does not know the font ZapfDingbats prints its digits, and one that
does not know Wingdings 2 the letters P and O. A department may also print ``+`` and ``-`` or ``Ja`` and ``Nee``: such a pair
is read where its signs stand in the tables wherever a mark can, and no other sign does. A black box there is what a program
printed that had no glyph for its marks: one that cannot be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ggsr_extract.extractors.factsheet.phrases import RESPONDENTS_BEGIN, is_header_row, opening
from ggsr_extract.extractors.layout.textmarks import find_marks
from ggsr_extract.models.source import FILLING, Line
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_PLACE = re.compile(
    r"(?:^|(?<=\t)|(?<=\|)|(?<=\| )|(?<=[a-z\u00e0-\u00ff] )(?=[VvXx3-8(\[])|(?:(?<=GGSR )|(?<=[.)] )|(?<=  ))(?=[VvXx]))[ \u00a0]*(?P<mark>[VvXx√✓✔3-8]|\((?:[VvXx√✓✔]| ?)\)|\[(?:[VvXx√✓✔]| ?)\])"
    r"(?=[ \u00a0]*(?:$|\t|\|)|[ \u00a0]+[A-Z\u00c0-\u00de0-9‘“'\"])"
)
_PAIRS = (("+", "-"), ("Ja", "Nee"), ("P", "O"), ("J", "N"))
"""Signs that are a check mark and a cross only as a pair, throughout a document."""
_PAIR_PLACE = re.compile(
    r"(?:^|(?<=\t)|(?<=\|)|(?<=\| )|(?<=[a-z\u00e0-\u00ff] ))[ \u00a0]*(?P<mark>\+|[-\u2013\u2212](?!\w)|(?i:ja|nee)(?![\w,.])|[PONJ](?!\w))"
    r"(?=[ \u00a0]*(?:$|\t|\|)|[ \u00a0]+[A-Z\u00c0-\u00de0-9‘“'\"])"
)

_PAIR_BETWEEN = re.compile(
    r"(?<=[.?!\u2019\u201d)]) {1,3}(?P<mark>\+|[-\u2013\u2212])(?= {1,3}[A-Z\u00c0-\u00de])"
)
BOXES = "\u25a0\u25ae\u25fc"
_BOX_PLACE = re.compile(
    rf"(?:^|(?<=\t)|(?<=\|)|(?<=\| )|(?<=[a-z\u00e0-\u00ff.)] )|(?<=GGSR ))[ \u00a0]*(?P<mark>[{BOXES}])(?=[ \u00a0]*(?:$|\t|\|)|[ \u00a0]+[A-Z\u00c0-\u00de0-9‘“'\"])"
)
_ALONE = re.compile(r"(?:^|(?<=\t)|(?<=  )) *(?P<mark>[A-Za-np-z])(?=\s*$|[ \u00a0]+[A-Z\u00c0-\u00de‘“'\"])")
"""Where a letter stands alone before a finding: what a dump prints that knows neither its font nor its code. An o is a bullet of
word processors.
"""
_LOST_GLYPH = "\ufffd"

_BETWEEN = re.compile(r"(?<=[.?!\u2019\u201d)]) {1,3}(?P<mark>[Vv])(?= {1,3}[A-Z\u00c0-\u00de])")
"""A letter between two sentences: a second statement in one cell, where a document has it for a check mark."""
_LEGEND = re.compile(r"voldoet\s*\(\s*([Vv])\s*\)")
_MANY = 8
_PAIRED = 6
_SIGNS = ("root", "x")
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
    if known:
        return tuple(_written(line, known) for line in lines)
    return tuple(lines) if any(kind in _SIGNS for _, kind in counts) else _boxed(_by_pairs(lines))


def _boxed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with a lost glyph for each black box, or each letter alone, that stands for a mark; where a document has other
    marks, boxes list and letters number.
    """
    places = [
        (index, match) for index in _in_tables(lines) for match in _BOX_PLACE.finditer(lines[index].text)
    ]
    if len(places) < _PAIRED:
        places = _one_letter(lines)
    if not places or _glyphs(lines):
        return lines
    result = list(lines)
    for index, match in places:
        begin, end = match.span("mark")
        text = result[index].text
        result[index] = replace(result[index], text=text[:begin] + _LOST_GLYPH + text[end:])
    return tuple(result)


def _one_letter(lines: Sequence[Line]) -> list[tuple[int, re.Match[str]]]:
    """All places before a sentence or at a line's end of the one letter that stands alone in the places of marks, if one does."""
    alone = [match["mark"] for index in _in_tables(lines) for match in _ALONE.finditer(lines[index].text)]
    letter, count = next(iter(Counter(alone).most_common(1)), ("", 0))
    if count < _MANY or 10 * count <= 9 * len(alone):
        return []
    pattern = re.compile(rf"(?<!\S)(?P<mark>{letter})(?=\s*$|\s+[A-Z\u00c0-\u00de‘“'\"])")
    return [(index, match) for index in _in_tables(lines) for match in pattern.finditer(lines[index].text)]


def _by_pairs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with marks for the signs of a pair that a document uses for marks throughout its tables."""
    places = [
        (index, match) for index in _in_tables(lines) for match in _PAIR_PLACE.finditer(lines[index].text)
    ]
    found = Counter(_sign(match["mark"]) for _, match in places)
    for meets, improve in _PAIRS:
        both = found[meets] + found[improve]
        others = found.total() - both - (found["-"] if improve != "-" else 0)
        told = found[meets] > 1 or improve == "Nee"
        if told and both >= _PAIRED and 10 * others <= both and not _glyphs(lines):
            break
    else:
        return tuple(lines)
    if meets == "+":
        places += [
            (index, match)
            for index in _in_tables(lines)
            for match in _PAIR_BETWEEN.finditer(lines[index].text)
        ]
    result = list(lines)
    for index, match in places:
        sign = _sign(match["mark"])
        if sign in (meets, improve):
            begin, end = match.span("mark")
            text = result[index].text
            # variation selectors, which are a part of a glyph, stand for the other letters of a word
            mark = ("√" if sign == meets else "×").ljust(end - begin, FILLING)
            result[index] = replace(result[index], text=text[:begin] + mark + text[end:])
    return tuple(result)


def _sign(text: str) -> str:
    return "-" if text in "-\u2013\u2212" else text.capitalize()


def _in_tables(lines: Sequence[Line]) -> Iterator[int]:
    """The lines that follow a header row, up to the next approach's respondents or description, or the conclusions."""
    inside = False
    for index, line in enumerate(lines):
        text = line.text.strip()
        if is_header_row(text):
            inside = True
        elif inside and (RESPONDENTS_BEGIN.search(text) or opening(text) in ("conclusion", "description")):
            inside = False
        elif inside and text:
            yield index


def _glyphs(lines: Sequence[Line]) -> bool:
    """Whether any mark is printed that needs no pair to be known."""
    return any(
        item.mark in (MEETS, IMPROVE) for index in _in_tables(lines) for item in find_marks(lines[index].text)
    )


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
    for match in (*_PLACE.finditer(line.text), *_BETWEEN.finditer(line.text)):
        mark = known.get(_shape(match["mark"]))
        if mark:
            begin, end = match.span("mark")
            at = (begin + end) // 2
            text = text[:at] + mark + text[at + 1 :]
    return line if text == line.text else replace(line, text=text)
