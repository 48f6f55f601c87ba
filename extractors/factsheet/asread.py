"""Lines of a factsheet with the characters of its file, where others were read for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ggsr_extract.models.factsheet import ClassifiedLine
from ggsr_extract.models.source import Fragment, Line


def as_read(items: Sequence[ClassifiedLine], lines: Sequence[Line]) -> tuple[ClassifiedLine, ...]:
    """Classified lines with the characters that the file has at their places, in its order; ``lines`` are all lines of the file.

    What no line holds (signs of Markdown, what stood before each line) is boilerplate, on lines of its own.
    """
    starts = [line.start for line in lines]
    result: list[ClassifiedLine] = []
    held: list[list[tuple[int, int]]] = [[] for _ in lines]
    for item in items:
        line, begin, end = item.fragment
        place = bisect_right(starts, line.start) - 1
        source = lines[place]
        first = line.start - source.start
        printed = source.text[first : first + len(line.text)]
        if printed != line.text:
            item = replace(item, fragment=Fragment(replace(line, text=printed), begin, end))
        held[place].append((first + begin, first + end))
        result.append(item)
    for line, parts in zip(lines, held, strict=True):
        result.extend(
            ClassifiedLine(Fragment(rest, 0, len(rest.text)), "boilerplate", None)
            for rest in _between(line, sorted(parts))
        )
    return tuple(sorted(result, key=lambda item: (item.fragment.line.start, item.fragment.begin)))


def _between(line: Line, parts: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """What a line holds before, between and behind its parts."""
    at = 0
    for begin, end in (*parts, (len(line.text), len(line.text))):
        rest = line.text[at:begin].strip()
        if rest:
            start = line.text.index(rest, at)
            yield replace(line, text=rest, start=line.start + start)
        at = max(at, end)
