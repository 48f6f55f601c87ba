"""Lines of a dump whose table cells are held apart by tabs or bars, as a spreadsheet or a Markdown table prints them."""

from __future__ import annotations

import re

from ggsr_extract.models.source import Fragment, Line

_SEPARATOR = re.compile(r"\t|\|")
_FRAME = re.compile(r"[ \u00a0]*\|")


def cuts(text: str, begin: int) -> list[tuple[int, int]]:
    """Where tabs or bars hold cells apart, from offset ``begin``; a bar at the end of the line closes the last cell."""
    stop = len(text.rstrip(" \u00a0"))
    return [
        match.span()
        for match in _SEPARATOR.finditer(text, begin)
        if match.group() == "\t" or match.end() < stop
    ]


def cells(line: Line) -> list[Fragment | None]:
    """The cells of a line from left to right, None for an empty one; a bar before the first cell opens the row."""
    text = line.text
    frame = _FRAME.match(text)
    begin = frame.end() if frame else 0
    found = cuts(text, begin)
    starts = [begin, *(end for _, end in found)]
    stops = [*(start for start, _ in found), len(text)]
    result: list[Fragment | None] = []
    for start, stop in zip(starts, stops, strict=True):
        inner = text[start:stop]
        first = start + len(inner) - len(inner.lstrip(" \u00a0|\t"))
        last = start + len(inner.rstrip(" \u00a0|\t"))
        result.append(Fragment(line, first, last) if first < last else None)
    return result
