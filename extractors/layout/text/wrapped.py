"""Where lines of a dump are cut into cells, by what their cells hold on paper.

A cell's lines are broken where the next word has no room any more. Where hardly a space parts two cells, only one cut may
leave both lines no wider than their columns, and no line of a cell so short that the next word had fitted in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ggsr_extract.extractors.layout.text.measured import Ruler
from ggsr_extract.extractors.layout.text.tokens import Token, is_mark
from ggsr_extract.extractors.layout.wording import VALUES

_CLEAR = 2  # spaces that part cells beyond doubt
_LEAST = 8  # lines that tell how wide a column is
_WRONG = 0.03  # part of the lines that may be cut wrongly, and be too wide
_OFF = 0.02  # part of a column's width that measured lines may be off
_FAR = 4  # words that a cut is moved at most
_ENDS = frozenset(".:;!?)”’'\"•")  # what lines end with that may be the last of a paragraph

_TEXTS = (*VALUES, "aspect")  # keys of columns whose words are no wording of the framework

Lines = Sequence[Sequence[Token]]
Cut = Sequence[list[int]]


@dataclass(slots=True)
class ColumnLines:
    """The lines that stand in the columns of findings or conclusions of tables of one form."""

    keys: Sequence[str]
    rulers: Sequence[Ruler]
    lines: dict[int, list[list[Token]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, lines: Lines, cut: Cut) -> None:
        """Take the lines of a block."""
        for tokens, found in zip(lines, cut, strict=True):
            for first, last in _pieces(found):
                if self.keys[found[first]] in _TEXTS:
                    self.lines[found[first]].append(list(tokens[first:last]))

    def settled(self) -> Wrapping:
        """What tells which cuts can be, by the ruler that makes the lines of each column most alike."""
        best = max(range(len(self.rulers)), key=lambda at: (self._alike(self.rulers[at]), -at))
        ruler = self.rulers[best]
        widths = {
            cell: _widest([_width(line, ruler) for line in lines])
            for cell, lines in self.lines.items()
            if len(lines) >= _LEAST
        }
        return Wrapping(ruler, widths)

    def _alike(self, ruler: Ruler) -> float:
        parts: list[float] = []
        for lines in self.lines.values():
            widths = [_width(line, ruler) for line in lines if line[-1].text[-1] not in _ENDS]
            widest = max(widths, default=0.0)
            parts += [width / widest for width in widths if widest and 2 * width > widest]
        return sum(parts) / len(parts) if parts else 0.0


def _widest(widths: Sequence[float]) -> float:
    """How wide the widest lines are, without the few that are wider than all others and may be cut wrongly."""
    ordered = sorted(widths, reverse=True)
    at = 0
    while at < max(_WRONG * len(ordered), 1) and ordered[at] > ordered[at + 1] * (1 + _OFF):
        at += 1
    return ordered[at]


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How wide the columns of tables of one form are, in the units of a ruler."""

    ruler: Ruler
    widths: dict[int, float]

    def settle(self, lines: Lines, cut: Cut) -> None:
        """Move cuts that cannot be to where alone they can, in place."""
        for number, (tokens, found) in enumerate(zip(lines, cut, strict=True)):
            for first, last in _pieces(found):
                if last == len(tokens) or tokens[last].gap >= _CLEAR or is_mark(tokens[last]):
                    continue
                self._settle(lines, cut, number, (first, last))

    def _settle(self, lines: Lines, cut: Cut, number: int, piece: tuple[int, int]) -> None:
        tokens, found = lines[number], cut[number]
        first, last = piece
        cell = found[first]
        after = found[last] if last < len(tokens) else cell + 1
        if cell not in self.widths or after not in self.widths:
            return
        end = next((at for at in range(last, len(tokens)) if found[at] != after), len(tokens))
        if self._can_be(lines, cut, number, (first, last, end), (cell, after)):
            return
        low, high = max(first + 1, last - _FAR), min(end, last + _FAR)
        if last == len(tokens):
            low = first + 1
        places = [
            at
            for at in range(low, high + 1)
            if at != last
            and (at == len(tokens) or tokens[at].gap < _CLEAR)
            and all(
                token.gap < _CLEAR and not is_mark(token) for token in tokens[min(at, last) : max(at, last)]
            )
            and self._can_be(lines, cut, number, (first, at, end), (cell, after))
        ]
        if len(places) == 1:
            for at in range(first, end):
                found[at] = cell if at < places[0] else after

    def _can_be(
        self, lines: Lines, cut: Cut, number: int, piece: tuple[int, int, int], cells: tuple[int, int]
    ) -> bool:
        first, at, end = piece
        left, right = lines[number][first:at], lines[number][at:end]
        return (
            self._fits(left, cells[0])
            and self._fits(right, cells[1])
            and self._is_full(left, _below(lines, cut, number, cells[0]), cells[0])
            and (not right or self._is_full(_above(lines, cut, number, cells[1]), right, cells[1]))
        )

    def _fits(self, line: Sequence[Token], cell: int) -> bool:
        return _width(line, self.ruler) <= self.widths[cell] * (1 + _OFF)

    def _is_full(self, line: Sequence[Token], below: Sequence[Token], cell: int) -> bool:
        """Whether the first word of the line below had no room in a line, or may begin a paragraph."""
        if not line or not below or line[-1].text[-1] in _ENDS or is_mark(below[0]):
            return True
        if below[0].text[:1].isupper() or line[-1].text[-1] in "-\u2010\u00ad":
            return True
        room = self.widths[cell] * (1 - _OFF) - _width(line, self.ruler) - self.ruler.space
        return self.ruler.width(below[0].text) > room


def _pieces(found: Sequence[int]) -> list[tuple[int, int]]:
    """The words of each cell of a line: the first one, and the one after the last."""
    starts = [at for at in range(len(found)) if at == 0 or found[at] != found[at - 1]]
    return list(zip(starts, [*starts[1:], len(found)], strict=True))


def _width(line: Sequence[Token], ruler: Ruler) -> float:
    words = [token.text for at, token in enumerate(line) if at or not is_mark(token)]
    return sum(map(ruler.width, words)) + ruler.space * max(len(words) - 1, 0)


def _below(lines: Lines, cut: Cut, number: int, cell: int) -> list[Token]:
    return _in_cell(lines[number + 1], cut[number + 1], cell) if number + 1 < len(lines) else []


def _above(lines: Lines, cut: Cut, number: int, cell: int) -> list[Token]:
    return _in_cell(lines[number - 1], cut[number - 1], cell) if number else []


def _in_cell(tokens: Sequence[Token], found: Sequence[int], cell: int) -> list[Token]:
    return [token for token, own in zip(tokens, found, strict=True) if own == cell]
