"""Rows of tables without ruling lines whose cells are centred in their rows, or stand at their bottom.

In such tables no line of a row is level with its first one, and between rows there need not be more white space than
between lines. But the rows lie on top of each other without a gap, and all cells of a row have one middle (or one end).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import ends_sentence
from ggsr_extract.extractors.layout.seams import Grid, RowGap, Seam
from ggsr_extract.extractors.layout.wording import begins_indicator, ends_indicator

_NEAR = 0.2  # of the line spacing: cells whose middles are this near have the same middle
_LEVEL = 0.35  # of the line spacing: a mark this near to an indicator's first line is level with it
_MOST_LEVEL = (
    0.7  # of the marks are level with an indicator's first line where cells begin at the top of their row
)
_PADDED = 0.7  # of the usual white space between rows, where that tells them apart
_WIDE, _APART = 1.45, 1.5  # a line's distance, in line spacings, that no cell has inside; doubts about each
_UNLIKE = 1.2  # doubts about a row whose first words begin no indicator as the framework words it
_MOST_DOUBTS = 0.5  # per row: with more the rows are no rows
_UNMARKED = 1.1  # doubts about a row that lacks but its mark
_EMPTY = 0.8  # doubts about a whole row without any finding
_NO_WORDING = 0.4  # doubts about half a row, at the edge of a page, without wording
_UNEVEN = 0.5  # doubts about half a row whose cells do not agree
_IMPOSSIBLE = 1e9


def is_level(grids: Sequence[Grid]) -> bool:
    """Whether cells begin at the top of their rows: most marks are level with the first line of an indicator."""
    marked = level = 0
    for grid in grids:
        runs = grid.texts[grid.columns.indicator]
        starts = [run.mid for run, begins in zip(runs, _beginnings(grid), strict=True) if begins]
        for mark in (run for column in grid.marks for run in column):
            marked += 1
            level += any(abs(mark.mid - start) < _LEVEL * grid.pitch for start in starts)
    return level >= _MOST_LEVEL * marked


def centred_cuts(
    grid: Grid, seams: Sequence[Seam], usual: RowGap, *, resumed: bool, open_end: bool
) -> list[float] | None:
    """Heights between the rows, ruling lines included; None where cells agree on neither their middles nor their ends.

    ``resumed``: the first row may have begun on the page before; ``open_end``: the last may go on on the next.
    """
    least = _PADDED * usual.gap if usual.padded else -grid.pitch
    heights = [seam.y for seam in seams if seam.gap >= least]
    # of a row that is broken over pages, neither half need agree
    for broken in ((False, False), (resumed, open_end)) if resumed or open_end else ((False, False),):
        found = [_cuts(grid, heights, by_end, broken) for by_end in (False, True)]
        least_doubts = min([each for each in found if each is not None], default=None)
        if least_doubts is not None:
            return least_doubts[1]
    return None


def _beginnings(grid: Grid) -> list[bool]:
    """For each line of the indicators' column, whether an indicator's wording begins with it."""
    runs = grid.texts[grid.columns.indicator]
    return [begins_indicator(" ".join([run.text for run in runs[at : at + 3]])) for at in range(len(runs))]


def _cuts(
    grid: Grid, heights: Sequence[float], by_end: bool, broken: tuple[bool, bool]
) -> tuple[float, list[float]] | None:
    """The doubts and the heights of the rows that have the fewest: the shortest path over all white space from top to bottom.

    ``broken``: whether the first and the last row may go on on other pages.
    """
    edges = sorted({grid.top - 1e3, grid.bottom + 1e3, *heights, *grid.lines})
    rows = _Rows(grid, by_end, broken)
    best: list[tuple[float, int]] = [(0.0, -1)]
    for end in range(1, len(edges)):
        found = (_IMPOSSIBLE, -1)
        for begin in range(end - 1, -1, -1):
            if best[begin][0] < _IMPOSSIBLE:
                found = min(found, (best[begin][0] + rows.cost(edges[begin], edges[end]), begin))
            if edges[begin] in grid.lines:
                break
        best.append(found)
    if best[-1][0] >= _IMPOSSIBLE:
        return None
    path = [edges[-1]]
    at = best[-1][1]
    while at > 0:
        path.append(edges[at])
        at = best[at][1]
    if best[-1][0] > _MOST_DOUBTS * len(path):
        return None
    path.append(edges[0])
    unmarked = [
        y for bottom, top in pairwise(path) for y in heights if top < y < bottom and rows.part(top, y, bottom)
    ]
    return best[-1][0], sorted({*path[1:-1], *unmarked})


class _Rows:
    """What each stretch of a table would be as a row."""

    def __init__(self, grid: Grid, by_end: bool, broken: tuple[bool, bool]) -> None:
        self.grid, self.by_end = grid, by_end
        self.resumed, self.open_end = broken
        self.begins = _beginnings(grid)
        self.middles = [[run.mid for run in column] for column in grid.texts]
        self.marks = [[run.mid for run in column] for column in grid.marks]

    def cost(self, top: float, bottom: float) -> float:
        """How doubtful a row would be: filled cells whose mark is missing or not their only one, holes, odd first words."""
        columns, near = self.grid.columns, _NEAR * self.grid.pitch
        doubts, first = 0.0, None
        inside = [
            (bisect_left(some, top), bisect_left(some, bottom)) for some in self.middles[columns.indicator :]
        ]
        if all(a == b for a, b in inside):
            # beside a ruling line at the table's end
            return 0.0
        goes_on = self.open_end and bottom > self.grid.bottom
        half = goes_on or (self.resumed and top < self.grid.top)
        for index in range(columns.indicator, columns.count):
            middles = self.middles[index]
            a, b = inside[index - columns.indicator]
            marks = self.marks[index][
                bisect_left(self.marks[index], top) : bisect_left(self.marks[index], bottom)
            ]
            if index == columns.indicator:
                if a == b and not half:
                    return _IMPOSSIBLE
                doubts += _NO_WORDING if a == b else 0.0 if self.begins[a] else _UNLIKE
            elif a < b:
                # what a half lacks stands on the other page
                doubts += (
                    max(len(marks) - 1, 0) if half and inside[0][0] == inside[0][1] else abs(len(marks) - 1)
                )
            else:
                doubts += len(marks)
            wide = _WIDE * self.grid.pitch
            doubts += _APART * sum(middles[at + 1] - middles[at] > wide for at in range(a, b - 1))
            if a < b and len(marks) < 2:  # of several texts in a cell each may be centred in its share
                begin, end = self._ends(middles[a], middles[b - 1], marks)
                place = end if self.by_end else (begin + end) / 2
                if first is not None and abs(place - first) > near:
                    if not half:
                        return _IMPOSSIBLE
                    doubts += _UNEVEN
                first = place if first is None else first
        begin, end = inside[0]
        whole = begin < end and self.begins[begin] and not goes_on
        if whole and not any(a < b for a, b in inside[columns.value - columns.indicator :]):
            doubts += _EMPTY
        inner = first is not None and top > self.grid.top and bottom < self.grid.bottom
        if inner and not self.by_end and abs((top + bottom) / 2 - (first or 0.0)) > 1.5 * near:
            # the tallest cells of neighbouring rows do not meet at the height between them
            return _IMPOSSIBLE
        return doubts + 0.01

    def part(self, top: float, y: float, bottom: float) -> bool:
        """Whether a row is two, of which one has no mark: both halves look like rows of their own, and at the height between
        a wording begins where another is at its end, and a sentence where another is.
        """
        columns = self.grid.columns
        at = bisect_left(self.middles[columns.indicator], y)
        if at in (0, len(self.begins)) or not self.begins[at]:
            return False
        if max(self.cost(top, y), self.cost(y, bottom)) > _UNMARKED or not ends_indicator(
            " ".join([run.text for run in self.grid.texts[columns.indicator][max(at - 3, 0) : at]])
        ):
            return False
        for index in range(columns.value, columns.count):
            texts, place = self.grid.texts[index], bisect_left(self.middles[index], y)
            if 0 < place < len(texts) and not ends_sentence(texts[place - 1].text, texts[place].text):
                return False
        return True

    def _ends(self, begin: float, end: float, marks: Sequence[float]) -> tuple[float, float]:
        """The middles of a cell's first and last line; a mark may stand on a line of its own above or below its text."""
        if marks and marks[0] < begin - 0.5 * self.grid.pitch:
            begin = marks[0]
        if marks and marks[-1] > end + 0.5 * self.grid.pitch:
            end = marks[-1]
        return begin, end
