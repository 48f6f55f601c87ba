"""What became of every line: a ledger in which each character is claimed once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from ggsr_extract.models.bulk import in_bulk
from ggsr_extract.models.factsheet import ClassifiedLine
from ggsr_extract.models.source import Fragment, Line

Owner = tuple[str, int] | tuple[str, int, int]
"""A kind and a position; for a remark also its position in the statement."""
_Claim = tuple[int, int, str, Owner | None]
_Part = tuple[Fragment, str, Owner | None]
# What holds cells apart in text: it goes to the part before it.
_BETWEEN = " \t\u00a0|"


class Ledger:
    """Claims on fragments of lines; what nothing claims comes out as ``unclaimed``."""

    def __init__(self) -> None:
        # Nearly all lines are claimed from end to end: those are kept apart from the others, by where they start.
        self._whole: dict[int, _Part] = {}
        self._partly: dict[int, list[_Claim]] = {}

    def claim(self, fragments: Iterable[Fragment], role: str, owner: Owner | None = None) -> None:
        """Give the fragments a role; a later claim on the same characters replaces an earlier one."""
        for fragment in fragments:
            line = fragment.line
            start = line.start
            if fragment.begin == 0 and fragment.end == len(line.text):
                self._whole[start] = (fragment, role, owner)
                continue
            if start in self._whole:
                held, have, whose = self._whole.pop(start)
                self._partly[start] = [(0, held.end, have, whose)]
            _put(self._partly.setdefault(start, []), (fragment.begin, fragment.end, role, owner))

    def knows(self, line: Line) -> bool:
        """Whether anything claims a part of the line."""
        return line.start in self._whole or line.start in self._partly

    def lines(self, lines: Iterable[Line]) -> tuple[ClassifiedLine, ...]:
        """Every line with a visible character (or a drawn mark), cut where roles change, in reading order.

        White space and bars at a cut go to the part before them.
        """
        parts: list[_Part] = []
        for line in lines:
            if line.mark is None and not line.text.strip():
                continue
            whole = self._whole.get(line.start)
            if whole is not None:
                parts.append(whole)
            else:
                parts.extend(_cut(line, self._partly.get(line.start, ())))
        return tuple(in_bulk(ClassifiedLine, *zip(*parts, strict=True))) if parts else ()


def _put(claims: list[_Claim], new: _Claim) -> None:
    """Adds a claim to those on a line, in order; it takes its characters from those before."""
    begin, end = new[:2]
    first = bisect_right(claims, begin, key=itemgetter(1))
    last = bisect_left(claims, end, lo=first, key=itemgetter(0))
    pieces = [new]
    if first < last:
        (left, *_), (_, right, *_) = claims[first], claims[last - 1]
        if left < begin:
            pieces.insert(0, (left, begin, *claims[first][2:]))
        if right > end:
            pieces.append((end, right, *claims[last - 1][2:]))
    claims[first:last] = pieces


def _cut(line: Line, claims: Sequence[_Claim]) -> list[_Part]:
    parts: list[_Claim] = []
    at = 0
    for begin, end, role, owner in claims:
        if line.text[at:begin].strip(_BETWEEN):
            parts.append((at, begin, "unclaimed", None))
        elif parts:
            parts[-1] = (parts[-1][0], begin, *parts[-1][2:])
        else:
            begin = 0
        if parts and parts[-1][2:] == (role, owner):
            parts[-1] = (parts[-1][0], end, role, owner)
        else:
            parts.append((begin, end, role, owner))
        at = end
    if line.text[at:].strip(_BETWEEN) or not parts:
        parts.append((at, len(line.text), "unclaimed", None))
    else:
        parts[-1] = (parts[-1][0], len(line.text), *parts[-1][2:])
    return [(Fragment(line, begin, end), role, owner) for begin, end, role, owner in parts]
