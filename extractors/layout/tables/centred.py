"""Rows of tables without ruling lines whose cells are centred in their rows, or stand at their bottom.

In such tables no line of a row is level with its first one, and between rows there need not be more white space than
between lines. But the rows lie on top of each other without a gap, and all cells of a row have one middle (or one end).
Marks in a column of their own share it; marks within the lines of texts begin these.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import ends_sentence, median
from ggsr_extract.extractors.layout.tables.seams import Grid, RowGap, Seam
from ggsr_extract.extractors.layout.wording import begins_indicator, ends_indicator

_NEAR = 0.2  # of the line spacing: cells whose middles are this near have the same middle
_LEVEL = 0.35  # of the line spacing: a mark this near to a line is level with it
_MOST_LEVEL = (
    0.7  # of the marks are level with an indicator's first line where cells begin at the top of their row
)
_MOST_ENDS = 0.6  # of the marks are level with an indicator's last line where cells stand at the bottom
_UNDER = 0.8  # of the line spacing: there may be space after the paragraphs of the indicators
_AGREE = 0.6  # of the rows tell the same distance between the ends (or middles) of two columns
_PADDED = 0.7  # of the usual white space between rows, where that tells them apart
_NARROW = 0.3  # doubts about a row that begins below less
_WIDE, _APART = 1.45, 1.5  # a line's distance, in line spacings, that no cell has inside; doubts about each
_PARAGRAPHS = (
    2.5  # the same where texts begin with their marks: between paragraphs of one there may be a blank line
)
_UNLIKE = 1.2  # doubts about a row whose first words begin no indicator as the framework words it
_MOST_DOUBTS = 0.5  # per row: with more the rows are no rows
_SURE = 0.8  # doubts about all rows: with more, the first and the last may be halves
_UNMARKED = 1.1  # doubts about a row that lacks but its mark
_UNOPENED = (
    1.0  # doubts about a text that another stands above in its cell, where texts begin with their marks
)
_SHARED = 0.2  # doubts about each mark after the first in a cell beside as many indicators or more
_EMPTY = 0.8  # doubts about a whole row without any finding
_NO_WORDING = 0.4  # doubts about half a row, at the edge of a page, without the beginning of a wording
_UNEVEN = 0.5  # doubts about half a row whose cells do not agree
_IMPOSSIBLE = 1e9


def is_level(grids: Sequence[Grid]) -> bool:
    """Whether cells begin at the top of their rows: most marks are level with the first line of an indicator, or as many texts
    of the findings begin level with one (marks may be centred in a column of their own).
    """
    marked = level = texts = 0
    for grid in grids:
        columns = grid.columns
        runs = grid.texts[columns.indicator]
        starts = [run.mid for run, begins in zip(runs, _beginnings(grid), strict=True) if begins]
        for mark in (run for column in grid.marks for run in column):
            marked += 1
            level += any(abs(mark.mid - start) < _LEVEL * grid.pitch for start in starts)
        for column in grid.texts[columns.value :]:
            heights = [run.mid for run in column]
            for start in starts:
                at = bisect_left(heights, start - 0.1 * grid.pitch)
                if at < len(column) and heights[at] < start + 0.1 * grid.pitch:
                    texts += at == 0 or ends_sentence(column[at - 1].text, column[at].text)
    return max(level, texts) >= _MOST_LEVEL * marked


@dataclass(frozen=True, slots=True)
class Placing:
    """Where cells and marks stand in the rows of tables of one form, none of which begins at the top of its row.

    ``inline``: marks stand in the lines of their texts, not in a column of their own. ``below`` is how far marks in such a
    column stand below the last line of their indicator (points), where they stand at the bottom of their rows, else None.
    ``shifts`` are how much lower than the indicators' the middles (and then the ends) of the other cells may be: 0, and what
    most rows tell, for space after paragraphs counts as part of a cell. ``parted``: between indicators of different rows there
    mostly is more space than between lines.
    """

    inline: bool
    below: float | None
    shifts: tuple[tuple[float, ...], tuple[float, ...]]
    parted: bool


def placing(grids: Sequence[Grid]) -> Placing:
    """What all parts of tables of one form tell about the places of cells in their rows."""
    inside = marked = 0
    below: list[tuple[float, float]] = []
    middles: list[float] = []
    ends: list[float] = []
    steps: list[bool] = []
    for grid in grids:
        columns = grid.columns
        wordings = list(_wordings(grid))
        steps += [below - end > 1.04 * grid.pitch for (_, end), (below, _) in pairwise(wordings)]
        for index in range(columns.value, columns.count):
            texts, marks = grid.texts[index], grid.marks[index]
            marked += len(marks)
            left = min([run.x0 for run in texts], default=0.0) - 1
            right = max([run.x1 for run in texts], default=0.0) - 1
            inside += sum(left < (mark.x0 + mark.x1) / 2 < right for mark in marks)
            for mark in marks:
                near = [
                    (mark.mid - end, mark.mid - (begin + end) / 2)
                    for begin, end in wordings
                    if abs(mark.mid - end) < 2 * grid.pitch
                ]
                below += sorted(near, key=lambda each: abs(each[0]))[:1]
            lines = [run.mid for run in texts]
            for begin, end in wordings:
                ends += _offset(lines, end, grid.pitch)
                middles += _offset(lines, (begin + end) / 2, grid.pitch / 2)
    pitch = median([grid.pitch for grid in grids], 12.0)
    inline = 2 * inside > marked
    usual = _usual([end for end, _ in below], 0.1 * pitch)
    middle = median([each for _, each in below], 0.0)
    at_end = (
        usual is not None
        and -_LEVEL < usual / pitch < _UNDER
        and sum(abs(end - usual) < _LEVEL * pitch for end, _ in below) >= _MOST_ENDS * marked
        # indicators of one line and of two tell the end of a row from its middle
        and sum(abs(end - usual) < _NEAR * pitch for end, _ in below)
        >= sum(abs(each - middle) < _NEAR * pitch for _, each in below)
    )
    shifts = (_shifts(_usual(middles, 0.07 * pitch), pitch / 2), _shifts(_usual(ends, 0.1 * pitch), pitch))
    below_marks = usual if at_end and not inline else None
    return Placing(inline, below_marks, shifts, 2 * sum(steps) > len(steps))


def _shifts(usual: float | None, step: float) -> tuple[float, ...]:
    """How much lower cells may be of which lines mostly stand so far below a height: the line may be the next one as well."""
    if usual is None or abs(usual) < 0.02 * step:
        return (0.0,)
    return (0.0, usual, usual + step)


def _wordings(grid: Grid) -> Iterator[tuple[float, float]]:
    """The middles of the first and the last line of each indicator that is printed as the framework words it."""
    runs, begins = grid.texts[grid.columns.indicator], _beginnings(grid)
    starts = [at for at, begin in enumerate(begins) if begin]
    for start, end in pairwise([*starts, len(runs)]):
        if ends_indicator(" ".join([run.text for run in runs[max(end - 3, start) : end]])):
            yield runs[start].mid, runs[end - 1].mid


def _offset(lines: Sequence[float], height: float, step: float) -> list[float]:
    """How much higher than a height the nearest line stands: less than a step above it, or nearly level."""
    at = bisect_right(lines, height + 0.1 * step)
    return [lines[at - 1] - height] if at and lines[at - 1] > height - 0.9 * step else []


def _usual(offsets: Sequence[float], near: float) -> float | None:
    """The distance that most agree on, if most do."""
    usual = median(offsets, 0.0)
    agree = sum(abs(each - usual) < near for each in offsets)
    return usual if len(offsets) > 2 and agree >= _AGREE * len(offsets) else None


def _bottom_cuts(grid: Grid, seams: Sequence[Seam], place: Placing) -> list[float]:
    """Heights between rows whose marks, in a column of their own, stand at their bottom as all cells do: right below the marks.

    No row ends within a wording, and where rows stand apart, none between two that do not: such marks are those of several
    texts beside one cell of indicators. A row without a mark ends like others where a wording does.
    """
    runs, begins = grid.texts[grid.columns.indicator], _beginnings(grid)
    middles = [run.mid for run in runs]
    levels = sorted(mark.mid - min(place.below or 0.0, 0.0) for column in grid.marks for mark in column)
    cuts = []
    for before, level in pairwise([-grid.pitch, *levels]):
        y = level + 0.5 * grid.pitch
        at = bisect_left(middles, y)
        if level - before < 0.5 * grid.pitch or y > grid.bottom - 0.3 * grid.pitch:
            continue
        apart = at in (0, len(runs)) or runs[at].mid - runs[at - 1].mid > 1.04 * grid.pitch
        if apart or (begins[at] and not place.parted):
            cuts.append(y)
    edges = [grid.top - 1e3, *cuts, grid.bottom + 1e3]
    for seam in seams if place.parted else ():
        if seam.starts and seam.above and not any(abs(seam.y - y) < grid.pitch for y in edges):
            at = bisect_left(middles, seam.y)
            apart = runs[at].mid - runs[at - 1].mid > 1.04 * grid.pitch
            padded = seam.gap > grid.leading + 0.15 * grid.pitch
            if (
                apart
                and padded
                and _parts_texts(grid, seam.y)
                and _stands_above(grid, seam.y, runs[at - 1].mid)
            ):
                cuts.append(seam.y)
    return sorted(cuts)


def _parts_texts(grid: Grid, y: float) -> bool:
    """Whether wording and sentences end above a height and others begin below it."""
    columns = grid.columns
    at = bisect_left([run.mid for run in grid.texts[columns.indicator]], y)
    if not ends_indicator(" ".join([run.text for run in grid.texts[columns.indicator][max(at - 3, 0) : at]])):
        return False
    for texts in grid.texts[columns.value :]:
        place = bisect_left([run.mid for run in texts], y)
        if 0 < place < len(texts) and not ends_sentence(texts[place - 1].text, texts[place].text):
            return False
    return True


def _stands_above(grid: Grid, y: float, level: float) -> bool:
    """Whether a text of the findings ends right above a height, level with a wording's last line."""
    for texts in grid.texts[grid.columns.value :]:
        place = bisect_left([run.mid for run in texts], y)
        if place and abs(texts[place - 1].mid - level) < _LEVEL * grid.pitch:
            return True
    return False


def centred_cuts(
    grid: Grid, seams: Sequence[Seam], usual: RowGap, place: Placing, *, resumed: bool, open_end: bool
) -> list[float] | None:
    """Heights between the rows, ruling lines included; None where cells agree on neither their middles nor their ends.

    ``resumed``: the first row may have begun on the page before; ``open_end``: the last may go on on the next.
    """
    if place.below is not None:
        return sorted({*_bottom_cuts(grid, seams, place), *grid.lines})
    least = _PADDED * usual.gap if usual.padded else -grid.pitch
    heights = {seam.y: _NARROW if seam.gap < least else 0.0 for seam in seams}
    best: tuple[float, list[float]] | None = None
    # of a row that is broken over pages, neither half need agree
    for broken in ((False, False), (resumed, open_end)) if resumed or open_end else ((False, False),):
        if best is None or best[0] > _SURE:
            found = [
                _cuts(grid, heights, place, by_end, shift, broken)
                for by_end in (False, True)
                for shift in place.shifts[by_end]
            ]
            best = min([each for each in (best, *found) if each is not None], default=None)
    return best[1] if best is not None else None


def _beginnings(grid: Grid) -> list[bool]:
    """For each line of the indicators' column, whether an indicator's wording begins with it."""
    runs = grid.texts[grid.columns.indicator]
    return [begins_indicator(" ".join([run.text for run in runs[at : at + 3]])) for at in range(len(runs))]


def _cuts(
    grid: Grid,
    heights: Mapping[float, float],
    place: Placing,
    by_end: bool,
    shift: float,
    broken: tuple[bool, bool],
) -> tuple[float, list[float]] | None:
    """The doubts and the heights of the rows that have the fewest: the shortest path over all white space from top to bottom.

    ``broken``: whether the first and the last row may go on on other pages.
    """
    edges = sorted({grid.top - 1e3, grid.bottom + 1e3, *heights, *grid.lines})
    rows = _Rows(grid, place.inline, by_end, shift, broken)
    best: list[tuple[float, int]] = [(0.0, -1)]
    for end in range(1, len(edges)):
        found = (_IMPOSSIBLE, -1)
        for begin in range(end - 1, -1, -1):
            if best[begin][0] < _IMPOSSIBLE:
                doubts = best[begin][0] + heights.get(edges[begin], 0.0)
                found = min(found, (doubts + rows.cost(edges[begin], edges[end]), begin))
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
        y
        for bottom, top in pairwise(path)
        for y, narrow in heights.items()
        if top < y < bottom and not narrow and rows.part(top, y, bottom)
    ]
    return best[-1][0], sorted({*path[1:-1], *unmarked})


class _Rows:
    """What each stretch of a table would be as a row."""

    def __init__(
        self, grid: Grid, inline: bool, by_end: bool, shift: float, broken: tuple[bool, bool]
    ) -> None:
        self.grid, self.inline, self.by_end, self.shift = grid, inline, by_end, shift
        self.resumed, self.open_end = broken
        self.begins = _beginnings(grid)
        self.middles = [[run.mid for run in column] for column in grid.texts]
        self.marks = [[run.mid for run in column] for column in grid.marks]

    def cost(self, top: float, bottom: float) -> float:
        """How doubtful a row would be: filled cells whose mark is missing or not their only one, holes, odd first words."""
        columns, near = self.grid.columns, _NEAR * self.grid.pitch
        inside = [
            (bisect_left(some, top), bisect_left(some, bottom)) for some in self.middles[columns.indicator :]
        ]
        if all(a == b for a, b in inside):
            # beside a ruling line at the table's end
            return 0.0
        begun = self.resumed and top < self.grid.top
        goes_on = self.open_end and bottom > self.grid.bottom
        half = goes_on or begun
        a, b = inside[0]
        if a == b and not half:
            return _IMPOSSIBLE
        labels = self.begins[a:b]
        doubts = 0.0 if any(labels[:1]) else _NO_WORDING if a == b or begun else _UNLIKE
        # what a half lacks stands on the other page; texts begin with the marks that stand in them
        lacking = begun or (half and (a == b or not self.inline))
        first: float | None = None
        uneven = False
        for index, (a, b) in enumerate(inside, columns.indicator):
            middles, marks = self.middles[index][a:b], self._marks_in(index, top, bottom)
            if columns.indicator < index < columns.value + columns.findings:
                if middles:
                    doubts += self._of_marks(middles[0], marks, sum(labels), lacking)
                elif not goes_on:
                    doubts += len(marks)
            doubts += _APART * self._holes(middles, marks, index)
            if middles and len(marks) < 2:  # of several texts in a cell each may be centred in its share
                place = self._place(index, middles, marks)
                if first is not None and abs(place - first) > near:
                    if not half:
                        return _IMPOSSIBLE
                    uneven = True
                first = place if first is None else first
        doubts += _UNEVEN * uneven
        whole = any(labels[:1]) and not goes_on
        if whole and not any(a < b for a, b in inside[columns.value - columns.indicator :]):
            doubts += _EMPTY
        inner = not self.by_end and top > self.grid.top and bottom < self.grid.bottom
        if inner and first is not None and not self._is_level((top + bottom) / 2, first):
            return _IMPOSSIBLE
        return doubts + 0.01

    def _marks_in(self, column: int, top: float, bottom: float) -> Sequence[float]:
        """The heights of a column's marks between two heights."""
        marks = self.marks[column]
        return marks[bisect_left(marks, top) : bisect_left(marks, bottom)]

    def _of_marks(self, begin: float, marks: Sequence[float], labels: int, lacking: bool) -> float:
        """The doubts about the marks of a filled cell beside so many indicators; ``begin`` is the middle of its first line.

        ``lacking``: its mark may stand on the page before.
        """
        more = len(marks) - 1
        if more > 0:
            doubts = (_SHARED if more < labels else 1.0) * more
        else:
            doubts = 0.0 if lacking else -more
        unopened = marks and self.inline and marks[0] > begin + 0.5 * self.grid.pitch
        return doubts + _UNOPENED if unopened else doubts

    def _place(self, column: int, middles: Sequence[float], marks: Sequence[float]) -> float:
        """The height at which a cell agrees with those beside it: its end or its middle."""
        begin, end = self._ends(middles[0], middles[-1], marks)
        place = end if self.by_end else (begin + end) / 2
        return place - self.shift if column >= self.grid.columns.value else place

    def _is_level(self, middle: float, first: float) -> bool:
        """Whether a row's middle is that of its cells: the tallest cells of neighbouring rows meet at the height between them."""
        near = 1.5 * _NEAR * self.grid.pitch
        return first + min(self.shift, 0.0) - near < middle < first + max(self.shift, 0.0) + near

    def part(self, top: float, y: float, bottom: float) -> bool:
        """Whether a row is two, of which one has no mark: both halves look like rows of their own, and at the height between
        a wording begins where another is at its end, and a sentence where another is.
        """
        at = bisect_left(self.middles[self.grid.columns.indicator], y)
        if at in (0, len(self.begins)) or not self.begins[at]:
            return False
        return max(self.cost(top, y), self.cost(y, bottom)) <= _UNMARKED and _parts_texts(self.grid, y)

    def _holes(self, middles: Sequence[float], marks: Sequence[float], column: int) -> int:
        """How many lines of a cell stand too far apart to be of one text, but for those that a mark begins."""
        pitch, count = self.grid.pitch, 0
        texts = self.inline and column > self.grid.columns.indicator
        wide = (_PARAGRAPHS if texts else _WIDE) * pitch
        for above, below in pairwise(middles):
            if below - above > wide:
                count += not any(above + 0.5 * pitch < mark < below + 0.5 * pitch for mark in marks)
        return count

    def _ends(self, begin: float, end: float, marks: Sequence[float]) -> tuple[float, float]:
        """The middles of a cell's first and last line; a mark may stand on a line of its own above or below its text."""
        if marks and marks[0] < begin - 0.5 * self.grid.pitch:
            begin = marks[0]
        if marks and marks[-1] > end + 0.5 * self.grid.pitch:
            end = marks[-1]
        return begin, end
