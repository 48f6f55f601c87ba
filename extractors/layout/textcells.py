"""Cells of one line of a dump that keeps the layout: the cheapest way to cut its words into columns.

A cut costs more the farther it stands from where its column begins (below its header, or where the lines above in the same
block began) and when only one space stands there; a wide gap inside a cell costs as well (justified text has such), and so
does text that runs far into the next column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ggsr_extract.extractors.factsheet.rows.marks import glyph_mark

_FAR = 0.7  # per character that a cell begins away from its column
_SINGLE = 10.0  # a cut at a single space
_DOUBLE = 1.5  # a cut at two spaces
_OVER = 0.3  # per character that a word reaches into the next column, per word at most _OVER_MOST
_OVER_MOST = 6.0
_INSIDE = 6.0  # a mark that stands inside a cell, not at its beginning
_UNMARKED = 4.0  # text in a cell without a mark, beside cells with one
_HANG = 8  # text stands up to this many characters right of its header, after the mark


@dataclass(slots=True)
class Token:
    """A word of a dump: the character cell that it begins in, its offset in the text, and the place it is given."""

    text: str
    column: int
    offset: int
    x: float = 0.0

    @property
    def end(self) -> int:
        """The character cell after it."""
        return self.column + len(self.text)


def is_mark(token: Token) -> bool:
    """Whether a word may be a mark: a sign or a lone x."""
    return len(token.text) == 1 and (glyph_mark(token.text) is not None or token.text in "xX×√")


def header_cells(tokens: Sequence[Token], starts: Sequence[int]) -> list[int]:
    """The cell of each word of a header row."""
    return [max(sum(token.column >= start for start in starts) - 1, 0) for token in tokens]


def is_prose(lines: Sequence[Sequence[Token]], starts: Sequence[int]) -> bool:
    """Whether most lines of a block run on over the first columns without a gap."""
    if len(starts) < 2:
        return True
    running = 0
    for tokens in lines:
        gaps = [b.column - a.end for a, b in pairwise(tokens)]
        long = tokens[0].column < starts[1] - 4 and tokens[-1].end > starts[1] + 15
        running += long and max(gaps, default=1) < 2 and not any(is_mark(token) for token in tokens)
    return 2 * running > len(lines)


class Cells:
    """Cuts the lines of one block; where cells began is remembered for the lines below."""

    def __init__(self, starts: Sequence[int]) -> None:
        self.starts = list(starts)
        self.texts: dict[int, int] = {}
        self.marks: dict[int, int] = {}

    def origin(self, token: Token, cell: int) -> int:
        """The column of the block's grid that is moved to the cell's left edge: a mark's place, or left of the text."""
        if is_mark(token) and cell:
            return token.column
        if cell in self.marks:
            return token.column - max(self.texts.get(cell, token.column) - self.marks[cell], 2)
        return token.column

    def _distance(self, token: Token, cell: int) -> float:
        start = self.starts[cell]
        if is_mark(token) and cell:
            known = self.marks.get(cell)
            if known is not None:
                return abs(token.column - known) * _FAR
            return max(start - 2 - token.column, token.column - start - _HANG, 0) * _FAR
        unmarked = _UNMARKED if self.marks and cell > min(self.marks) - 1 and cell not in self.marks else 0.0
        loose = (
            unmarked + max(start - 1 - token.column, token.column - start - (_HANG if cell else 0), 0) * _FAR
        )
        known = self.texts.get(cell)
        if known is None:
            return loose
        return min(abs(token.column - known) * _FAR, loose + 3.0)

    def of(self, tokens: Sequence[Token]) -> list[int]:
        """The cell of each word of a line."""
        count = len(self.starts)
        infinite = 1e9
        costs = [self._distance(tokens[0], cell) + self._over(tokens[0], cell) for cell in range(count)]
        trace: list[list[int]] = []
        for index in range(1, len(tokens)):
            token, before = tokens[index], tokens[index - 1]
            gap = token.column - before.end
            sign = is_mark(token)
            stay = 0.0 if gap < 2 or is_mark(before) else min((gap - 1) * 2.0, 30.0)
            stay += _INSIDE if sign else 0.0
            cut = 0.0 if sign or gap > 2 else (_DOUBLE if gap == 2 else _SINGLE)
            following: list[float] = []
            origins: list[int] = []
            best, best_cell = infinite, 0
            for cell in range(count):
                over = self._over(token, cell)
                remain = costs[cell] + stay
                enter = best + cut + self._distance(token, cell) if cell else infinite
                if enter < remain:
                    following.append(enter + over)
                    origins.append(best_cell)
                else:
                    following.append(remain + over)
                    origins.append(cell)
                if costs[cell] < best:
                    best, best_cell = costs[cell], cell
            trace.append(origins)
            costs = following
        cell = min(range(count), key=lambda c: (costs[c], c))
        found = [cell]
        for origins in reversed(trace):
            cell = origins[cell]
            found.append(cell)
        found.reverse()
        self._remember(tokens, found)
        return found

    def _over(self, token: Token, cell: int) -> float:
        if cell + 1 >= len(self.starts):
            return 0.0
        beyond = token.end - self.starts[cell + 1]
        return min(beyond * _OVER, _OVER_MOST) if beyond > 0 else 0.0

    def _remember(self, tokens: Sequence[Token], found: Sequence[int]) -> None:
        before = -1
        signed = False
        for index, (token, cell) in enumerate(zip(tokens, found, strict=True)):
            if cell != before or signed:
                signed = is_mark(token) and cell > 0
                if signed:
                    self.marks.setdefault(cell, token.column)
                elif index == 0 or token.column - tokens[index - 1].end > 1:
                    self.texts[cell] = token.column
            before = cell
