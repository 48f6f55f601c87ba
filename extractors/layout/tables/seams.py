"""Where rows meet in a table without rulings: white space over all columns, marks, and wording of indicators."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ggsr_extract.extractors.layout.lines import Run, ends_sentence, median
from ggsr_extract.extractors.layout.tables.columns import Columns
from ggsr_extract.extractors.layout.wording import begins_indicator, ends_indicator, is_criterion
from ggsr_extract.models.source import Page

_EVEN, _ENOUGH = 0.03, 6
_LINES = 4  # of a text above the middle of a row's indicator, at most
_ARTICLE = re.compile(r"^(?:\d[\d.]*\s+)?(?:De|Het|Een|In|Er)$")
"""What a narrow cell may have of a wording on its first line: the next line begins no other one."""


@dataclass(slots=True)
class Grid:
    """The body of a table on one page: runs per column, marks per column, and where rulings or shading part it.

    ``lines`` run over indicators and findings; ``finding_lines`` over findings only, right above an indicator: rows part there
    where cells begin at the top of their rows.
    """

    page: Page
    columns: Columns
    top: float
    bottom: float
    texts: list[list[Run]] = field(default_factory=list)
    marks: list[list[Run]] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    finding_lines: list[float] = field(default_factory=list)
    criterion_lines: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    pitch: float = 12.0

    def measure(self) -> None:
        """Set ``steps``, the distances between neighbouring lines of a column, and ``pitch``, the usual one."""
        self.steps = [
            b.mid - a.mid
            for column in self.texts
            for a, b in pairwise(column)
            if b.mid - a.mid < 3 * a.height
        ]
        self.pitch = usual_pitch(self.steps, 12.0)

    @property
    def size(self) -> float:
        """The text size of its last column that is not empty, rounded to tenths."""
        return next((round(column[0].size, 1) for column in reversed(self.texts) if column), 0.0)

    @property
    def leading(self) -> float:
        """The usual white space between two lines of a cell."""
        heights = [run.height for column in self.texts for run in column]
        return max(self.pitch - median(heights, self.pitch), 0.0)


def usual_pitch(steps: Sequence[float], default: float) -> float:
    """The usual distance between two lines of a cell, of all distances in a table; ``default`` where there are none."""
    return sorted(steps)[len(steps) // 3] if steps else default


class Seam(NamedTuple):
    """White space at ``y`` over all columns but the criteria's.

    ``named``: an indicator's line stands right below; ``starts``: it begins like one of the framework's; ``level``: a finding
    stands right below too; ``marked``: so does a mark; ``above``: an indicator's line stands somewhere above.
    """

    y: float
    gap: float
    named: bool
    starts: bool
    level: bool
    marked: bool
    above: bool

    @property
    def begins(self) -> bool:
        """Whether wording and mark both say that a row begins here."""
        return self.starts and self.level and self.marked


def find_seams(grid: Grid) -> list[Seam]:
    """All white space over the columns of indicators and findings, from top to bottom."""
    columns = grid.columns
    items: list[tuple[float, float, int]] = []
    for index in range(columns.indicator, columns.count):
        kind = 0 if index == columns.indicator else 1
        items += [(run.top, run.bottom, kind) for run in grid.texts[index]]
        items += [(run.top, run.bottom, 2) for run in grid.marks[index]]
    items.sort()
    seams: list[Seam] = []
    low = items[0][1] if items else 0.0
    pitch = grid.pitch
    above = bool(items) and items[0][2] == 0
    indicators = grid.texts[columns.indicator]
    tops = [run.top for run in indicators]
    for index in range(1, len(items)):
        top, bottom, kind = items[index]
        if top > low - 0.12 * pitch:
            kinds = set()
            limit = top + 0.75 * pitch
            for other in range(index, len(items)):
                if items[other][0] > limit:
                    break
                kinds.add(items[other][2])
            starts = False
            if 0 in kinds:
                first = bisect_left(tops, top)
                starts = not _goes_on(indicators, first, pitch) and begins_indicator(
                    " ".join([run.text for run in indicators[first : first + 3]])
                )
                starts = starts and not (first and _ARTICLE.match(indicators[first - 1].text))
            seams.append(
                Seam(
                    (low + top) / 2,
                    top - low,
                    0 in kinds,
                    starts,
                    kinds > {0} or 1 in kinds,
                    2 in kinds,
                    above,
                )
            )
        above = above or kind == 0
        low = bottom if bottom > low else low
    return seams


def _goes_on(indicators: Sequence[Run], place: int, pitch: float) -> bool:
    """Whether a line goes on with the wording right above: "evalueren" and "de resultaten van de aanpak"."""
    if not 0 < place < len(indicators) or not indicators[place].text[:1].islower():
        return False
    return indicators[place].mid - indicators[place - 1].mid < 1.4 * pitch


@dataclass(frozen=True, slots=True)
class RowGap:
    """The usual white space between rows; ``padded`` when it is clearly more than between lines.

    ``even``: hardly any row has more or less of it.
    """

    gap: float
    padded: bool
    even: bool = False


def row_gap(grids: Sequence[Grid], seams: Sequence[Sequence[Seam]]) -> RowGap:
    """What all parts of tables of one form tell about the white space between their rows."""
    wide: list[float] = []
    marked: list[float] = []
    dense: list[float] = []
    for grid, some in zip(grids, seams, strict=True):
        limit = grid.leading + 0.25 * grid.pitch
        for seam in some:
            if seam.above and seam.starts and seam.gap > limit:
                wide.append(seam.gap)
            elif seam.above and seam.marked and seam.gap > limit:
                marked.append(seam.gap)
            elif seam.above and seam.starts and seam.marked:
                dense.append(seam.gap)
    if len(marked) > 3 * len(wide):
        wide += marked
    if wide and 2 * len(wide) >= len(dense):
        usual = sorted(wide)[len(wide) // 2]
        like = sum(abs(gap - usual) < _EVEN * usual for gap in wide)
        return RowGap(usual, True, len(wide) >= _ENOUGH and like >= 0.8 * len(wide))
    return RowGap(median(dense, 0.0), False)


def is_ruled(grids: Sequence[Grid], seams: Sequence[Sequence[Seam]]) -> bool:
    """Whether rulings or shading part the rows: there are clearly more of them than rows that begin without one."""
    parted = wide = dense = 0
    for grid, some in zip(grids, seams, strict=True):
        parted += _inner_lines(grid)
        limit = grid.leading + 0.25 * grid.pitch
        for seam in some:
            if (
                seam.level
                and seam.starts
                and seam.above
                and all(abs(y - seam.y) >= grid.pitch for y in grid.lines)
            ):
                if seam.gap > limit:
                    wide += 1
                else:
                    dense += seam.marked
    return parted > 0 and parted >= 1.5 * wide and parted >= 0.5 * dense


def parts_marks(grid: Grid, seam: Seam) -> bool:
    """Whether clearly more white space than between lines stands above a wording and a text that begin level with each other, and
    a column has marks above it and below it: these may be centred in rows of their own.
    """
    wide = seam.gap > grid.leading + 0.25 * grid.pitch
    middles = [[run.mid for run in column] for column in grid.marks]
    return (
        wide and seam.starts and seam.level and any(some and some[0] < seam.y < some[-1] for some in middles)
    )


def _inner_lines(grid: Grid) -> int:
    """How many rulings or edges of shading stand between two lines of indicators, of which the lower begins a wording.

    Those below a criterion over the columns part it from its rows, and no rows from each other.
    """
    runs = grid.texts[grid.columns.indicator]
    middles = [run.mid for run in runs]
    count = 0
    for y in grid.lines:
        below = bisect_right(middles, y)
        if not 0 < below < len(runs) or is_criterion(runs[below - 1].text):
            continue
        count += begins_indicator(" ".join(run.text for run in runs[below : below + 3]))
    return count


def seam_cuts(grid: Grid, seams: Sequence[Seam], usual: RowGap) -> list[float]:
    """Seams at which a row begins. Those beside a ruling are left out: the ruling cuts there."""
    free = [seam for seam in seams if all(abs(seam.y - y) >= grid.pitch for y in grid.lines)]
    if not usual.padded:
        dense = [
            seam.y
            for seam in free
            if seam.starts
            and seam.level
            and (seam.marked or seam.gap > 1.5 * usual.gap or _begins_unmarked(grid, seam))
        ]
        return _not_within_blocks(grid, dense)
    least = (1 - 2 * _EVEN) * usual.gap if usual.even else 0.0
    wide = [seam for seam in free if seam.gap >= max((0.77 if seam.begins else 0.8) * usual.gap, least)]
    wide = _not_below_marks(grid, wide)
    middles = [run.mid for run in grid.texts[grid.columns.indicator]]
    cuts = []
    for number, seam in enumerate(wide):
        end = wide[number + 1].y if number + 1 < len(wide) else grid.bottom + 9999
        end = min([end, *[y for y in grid.lines if y > seam.y]])
        labelled = bisect_left(middles, seam.y) < bisect_left(middles, end)
        if labelled:
            cuts.append(seam.y)
    return cuts


def _begins_unmarked(grid: Grid, seam: Seam) -> bool:
    """Whether a row without a mark begins: an indicator and a sentence level with it, one of them well below what is above it.

    The indicators of a block stand right below each other, and so do the lines of a text; where a blank line parts one of
    them, the other's row is the taller one.
    """
    columns = grid.columns
    runs = grid.texts[columns.indicator]
    at = bisect_left([run.mid for run in runs], seam.y)
    if not seam.above or at in (0, len(runs)):
        return False
    if not ends_indicator(" ".join([run.text for run in runs[max(at - 3, 0) : at]])):
        return False
    steps = [runs[at].mid - runs[at - 1].mid]
    for texts in grid.texts[columns.value :]:
        place = bisect_left([run.mid for run in texts], seam.y)
        if not 0 < place < len(texts):
            continue
        level = abs(texts[place].mid - runs[at].mid) < 0.2 * grid.pitch
        if not level or not ends_sentence(texts[place - 1].text, texts[place].text):
            return False
        steps.append(texts[place].mid - texts[place - 1].mid)
    return max(steps) >= 1.8 * grid.pitch


def _not_within_blocks(grid: Grid, cuts: list[float]) -> list[float]:
    """Without cuts inside blocks of as many marks as indicators, whose marks are level with other indicators than their own.

    Such a block, all of one criterion, shows more indicators than marks above a cut, and as many more marks than indicators
    below another one.
    """
    columns = grid.columns
    if columns.findings != 1 or not cuts:
        return cuts
    runs = grid.texts[columns.indicator]
    begins = [
        run.mid
        for place, run in enumerate(runs)
        if not _goes_on(runs, place, grid.pitch)
        and begins_indicator(" ".join([below.text for below in runs[place : place + 3]]))
    ]
    marks = [run.mid for run in grid.marks[columns.value]]
    criteria = [
        run.mid
        for column in grid.texts[: columns.indicator]
        for place, run in enumerate(column)
        if any(is_criterion(" ".join([below.text for below in column[place : place + n]])) for n in (1, 2, 3))
    ]
    edges = [-math.inf, *cuts, math.inf]
    spare = [
        sum(low < y < high for y in begins) - sum(low < y < high for y in marks)
        for low, high in pairwise(edges)
    ]
    kept = list(cuts)
    for first, more in enumerate(spare):
        if more <= 0 or not any(edges[first] < y < edges[first + 1] for y in marks):
            continue
        last = next((place for place in range(first + 1, len(spare)) if spare[place]), None)
        crossed = last is not None and any(edges[first + 1] < y < edges[last + 1] for y in criteria)
        if last is not None and spare[last] == -more and not crossed:
            kept = [y for y in kept if not edges[first] < y < edges[last + 1]]
    return kept


def unruled_cuts(grid: Grid, seams: Sequence[Seam]) -> list[float]:
    """Where rows of a follow-up meet without a ruling in a table that has some: its cells hold one statement at most, so a
    row begins where an indicator does, level with a mark, well below other marks.
    """
    limit = grid.leading + 0.25 * grid.pitch
    marks = [run.mid for column in grid.marks for run in column]
    cuts = []
    for seam in seams:
        if seam.begins and seam.above and seam.gap > limit:
            ruled = max([grid.top, *[y for y in grid.lines if y < seam.y + grid.pitch]])
            if any(ruled < mark < seam.y for mark in marks):
                cuts.append(seam.y)
    return cuts


def _not_below_marks(grid: Grid, seams: Sequence[Seam]) -> list[Seam]:
    """Seams but for those between a mark that stands alone on its line and what it marks."""
    texts = sorted(run.mid for column in grid.texts[grid.columns.indicator :] for run in column)
    marks = sorted(run.mid for column in grid.marks for run in column)
    kept = []
    above = grid.top
    for seam in seams:
        lone = bisect_left(marks, seam.y) > bisect_left(marks, above)
        if not lone or bisect_left(texts, seam.y) > bisect_left(texts, above):
            kept.append(seam)
        above = seam.y
    return kept


def rest_of_row(grid: Grid, seams: Sequence[Seam]) -> float | None:
    """Where the rest of a row from the page before ends and the first row of this part begins, without a ruling there.

    Above it stand neither an indicator nor a mark; right below it an indicator begins, with a mark. Where no more white space
    stands there than between lines, a sentence ends there: in a cell set at the bottom of its row the text begins further up.
    """
    for seam in seams:
        if seam.above:
            return None
        if seam.starts and seam.marked:
            marks = [run for column in grid.marks for run in column]
            if any(run.mid < seam.y for run in marks):
                return None
            wide = seam.gap > grid.leading + 0.25 * grid.pitch
            return seam.y if wide or not within_sentence(grid.texts[grid.columns.value :], seam.y) else None
    return None


def within_sentence(columns: Sequence[Sequence[Run]], y: float) -> bool:
    """Whether a text of some columns goes on over a height in the middle of a sentence."""
    for texts in columns:
        place = bisect_left([run.mid for run in texts], y)
        if 0 < place < len(texts) and not ends_sentence(texts[place - 1].text, texts[place].text):
            return True
    return False


def between_sentences(grid: Grid, cuts: Sequence[float]) -> list[float]:
    """The heights between rows, those within a sentence of the findings moved up to the mark with which its text begins.

    Only where no ruling tells the height and no line of an indicator stands between the two: where a row's indicators are
    centred, its text begins above them.
    """
    found: list[float] = []
    for cut in cuts:
        moved = cut
        if not any(abs(cut - y) < 1 for y in (*grid.lines, *grid.finding_lines)):
            for texts, marks in list(zip(grid.texts, grid.marks, strict=True))[grid.columns.value :]:
                moved = _above_sentence(grid, texts, marks, moved)
        if not found or moved > found[-1]:
            found.append(moved)
    return found


def _above_sentence(grid: Grid, texts: Sequence[Run], marks: Sequence[Run], cut: float) -> float:
    place = bisect_left([run.mid for run in texts], cut)
    if not 0 < place < len(texts) or texts[place].mid - texts[place - 1].mid > 1.3 * grid.pitch:
        return cut
    for at in range(place, max(place - _LINES, 0), -1):
        if not ends_sentence(texts[at - 1].text, texts[at].text):
            continue
        higher = max((texts[at - 1].bottom + texts[at].top) / 2, texts[at].top - 0.25 * grid.pitch)
        marked = any(abs(mark.mid - texts[at].mid) < 0.25 * grid.pitch for mark in marks)
        between = any(higher < run.mid < cut for run in grid.texts[grid.columns.indicator])
        return higher if at < place and marked and not between else cut
    return cut
