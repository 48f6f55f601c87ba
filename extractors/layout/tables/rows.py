"""Rows of a table on one page: from rulings and shading where they part rows, else from white space, marks and wording."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, pairwise, zip_longest

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, places_of, run_of
from ggsr_extract.extractors.layout.tables.columns import Columns
from ggsr_extract.extractors.layout.tables.markplaces import (
    by_middles,
    marks_first,
    may_be_centred,
    place_marks,
)
from ggsr_extract.extractors.layout.tables.marks import link, marks_end_texts, may_be_mark, take_marks
from ggsr_extract.extractors.layout.tables.rests import without_rests
from ggsr_extract.extractors.layout.tables.seams import (
    Grid,
    RowGap,
    Seam,
    between_sentences,
    rest_of_row,
    seam_cuts,
    unruled_cuts,
    within_sentence,
)
from ggsr_extract.extractors.layout.tables.stacked import unstack
from ggsr_extract.extractors.layout.wording import (
    begins_criterion,
    begins_indicator,
    ends_indicator,
    is_criterion,
    is_theme,
)
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Page


@dataclass(slots=True)
class DraftRow:
    """Runs of one row, per column, marks in place; ``pitch`` is the usual distance between lines (0 where none tells it).

    ``parted``: a ruling or the edge of shading stands above it, and not white space alone.
    """

    cells: list[list[Run]]
    page: int
    joined: bool = False
    pitch: float = 0.0
    parted: bool = False


def fill_grids(grids: Sequence[Grid], bands: Sequence[Sequence[Run]], words: WordTable) -> None:
    """Sort the words of each grid's bands (runs over the page's full width) into columns and runs, and take the marks out."""
    first = [0, *accumulate(grid.columns.count for grid in grids)]
    columns_of = [(grid, index) for grid in grids for index in range(grid.columns.count)]
    found = list(_by_column(grids, bands, words, first))
    valued = [
        grid.columns.kind != "conclusions" and 0 <= index - grid.columns.value < grid.columns.findings
        for grid, index in columns_of
    ]
    behind = marks_end_texts(compress(found, valued))
    for (grid, _), has_marks, column_runs in zip(columns_of, valued, found, strict=True):
        columns = grid.columns
        texts: list[Run] = []
        marks: list[Run] = []
        if not has_marks:
            texts = column_runs
        else:
            for run in column_runs:
                if may_be_mark(run.words[0], columns) or may_be_mark(run.words[-1], columns):
                    take_marks(run, columns, behind, texts, marks)
                else:
                    texts.append(run)
            link(texts, marks)
        grid.texts.append(texts)
        grid.marks.append(marks)
    unstack(grids)
    for grid in grids:
        grid.measure()
        _find_lines(grid)


def _by_column(
    grids: Sequence[Grid], bands: Sequence[Sequence[Run]], words: WordTable, first: Sequence[int]
) -> Iterator[list[Run]]:
    """The runs of each column of each grid; ``first`` says how many columns the grids before have.

    A word stands in the column in which it begins, but for a criterion's name over several; a mark, in that of its middle. Marks in a column of their own left of the
    indicators are of the findings.
    """
    each = [sorted(places_of(some)) for some in bands]  # what is further down has higher numbers
    ends = accumulate(map(len, each))
    places = np.array(list(chain.from_iterable(each)), dtype=np.int64)
    x0, x1, signs = words.x0[places], words.x1[places], words.marked[places]
    at = np.where(signs, (x0 + x1) / 2, x0 + 0.6)
    column = np.empty(len(places), dtype=np.int64)
    begin = 0
    for grid, some, before, end in zip(grids, bands, first[:-1], ends, strict=True):
        mine = grid.columns.all_of(at[begin:end])
        for band in some:
            bar = _bar(band, grid.columns)
            if bar:
                mine[np.isin(places[begin:end], bar)] = 0
        front = grid.columns.front
        if front is not None:
            middle = (x0 + x1)[begin:end] / 2
            likely = signs[begin:end] | words.lone[places[begin:end]]
            mine[likely & (middle > front[0]) & (middle < front[1])] = grid.columns.value
        column[begin:end] = before + mine
        begin = end
    order = np.argsort(column, kind="stable")
    column = column[order]
    runs, begins = words.runs(places[order], column)
    edges = np.searchsorted(column[begins], np.arange(first[-1] + 1)).tolist()
    return (runs[low:high] for low, high in pairwise(edges))


def _bar(band: Run, columns: Columns) -> Sequence[int]:
    """The places of a criterion's name that is printed over the columns, above the rows of its indicators; below a theme's
    column it begins where the indicators do. Empty where none is.
    """
    words, places = band.words, band.places
    if columns.themed:
        at = next((i for i, word in enumerate(words) if word.x0 >= columns.cuts[0]), len(words))
        words, places = words[at:], places[at:]
        if not words or words[-1].x1 < columns.cuts[columns.indicator]:
            return ()
    first = words[0]
    if first.x0 >= columns.cuts[columns.indicator if columns.themed else 0]:
        return ()
    name = words[1] if first.text[0:1].isdigit() and len(words) > 1 else first
    if not begins_criterion(name.text):
        return ()
    if not is_criterion(" ".join([w.text for w in words])) or any(may_be_mark(w, columns) for w in words):
        return ()
    return places


def _find_lines(grid: Grid) -> None:
    """Heights at which rulings or edges of shading run over the columns of indicators and of the last findings."""
    columns = grid.columns
    needed = [columns.centre(c) for c in range(columns.indicator, columns.count)]
    criterion = columns.centre(0) if columns.indicator > 0 else None
    texts = [
        (run.top + 0.25 * run.height, run.bottom - 0.25 * run.height)
        for column in grid.texts[columns.indicator :]
        for run in column
    ]
    for group in _levels(grid.page, grid.top - 3, grid.bottom + 3):
        level = group[0][0]
        if any(low < level < high for low, high in texts):
            continue  # in the middle of a line of text no row can end: this is shading that is no row's
        if all(any(x0 - 1 <= x <= x1 + 1 for _, x0, x1 in group) for x in needed):
            y = (group[0][0] + group[-1][0]) / 2
            if columns.value and _inside_wording(grid, y):
                continue
            grid.lines.append(y)
            if criterion is None or any(x0 - 1 <= criterion <= x1 + 1 for _, x0, x1 in group):
                grid.criterion_lines.append(y)
        elif all(any(x0 - 1 <= x <= x1 + 1 for _, x0, x1 in group) for x in needed[1:]):
            y = (group[0][0] + group[-1][0]) / 2
            if columns.value and _indicator_begins(grid, y):
                grid.finding_lines.append(y)


def _inside_wording(grid: Grid, y: float) -> bool:
    """Whether an indicator's wording goes on over an edge of shading with the usual distance between lines: no row ends there."""
    if not any(abs(edge - y) < 1 for fill in grid.page.fills for edge in (fill.top, fill.bottom)):
        return False
    runs = grid.texts[grid.columns.indicator]
    at = bisect_right([run.mid for run in runs], y)
    if at == 0 or at == len(runs) or runs[at].mid - runs[at - 1].mid > 1.05 * grid.pitch:
        return False
    begins = begins_indicator(" ".join([run.text for run in runs[at : at + 3]]))
    return not begins and not ends_indicator(" ".join([run.text for run in runs[max(at - 3, 0) : at]]))


def _levels(page: Page, low: float, high: float) -> list[list[tuple[float, float, float]]]:
    """Rulings and edges of shading between two heights, those of one height together: height, left and right end."""
    edges: list[tuple[float, float, float]] = []
    for rule in page.rules:
        if rule.bottom - rule.top < 2.5 and rule.x1 - rule.x0 > 2 and low < rule.top < high:
            edges.append(((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
    for fill in page.fills:
        for y in (fill.top, fill.bottom):
            if low < y < high:
                edges.append((y, fill.x0, fill.x1))
    edges.sort()
    groups: list[list[tuple[float, float, float]]] = []
    for edge in edges:
        if groups and edge[0] - groups[-1][0][0] < 2.5:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def is_closed(grid: Grid) -> bool:
    """Whether a ruling over all columns of indicators and findings stands right below the last line."""
    columns = grid.columns
    last = max(
        (run.bottom for some in (*grid.texts[columns.indicator :], *grid.marks) for run in some), default=0.0
    )
    centres = [columns.centre(c) for c in range(columns.indicator, columns.count)]
    return any(
        all(any(x0 - 1 <= x <= x1 + 1 for _, x0, x1 in group) for x in centres)
        for group in _levels(grid.page, last - 2, last + 2 * grid.pitch)
    )


def _indicator_begins(grid: Grid, y: float) -> bool:
    """Whether an indicator begins right below a line over the findings' columns only."""
    runs = grid.texts[grid.columns.indicator]
    at = bisect_right([run.mid for run in runs], y)
    if at >= len(runs) or runs[at].top - y > 1.5 * grid.pitch or (at and runs[at - 1].bottom > y + 2):
        return False
    parted = at > 0 and runs[at].top - runs[at - 1].bottom > grid.leading + 0.25 * grid.pitch
    return parted or begins_indicator(" ".join(run.text for run in runs[at : at + 3]))


def cut_rows(
    grid: Grid,
    seams: Sequence[Seam],
    ruled: bool,
    gap: RowGap,
    pitch: float,
    known: Sequence[float] | None = None,
    at_end: bool = False,
    at_begin: bool = False,
    centred: bool = False,
    open_end: bool = False,
) -> list[DraftRow]:
    """Put every run of a grid in its row; ``known`` are the heights between rows where something else tells them.

    ``at_end``: marks stand level with the last line of their texts; ``at_begin``: with the first one; ``centred``: at the
    middle of their texts, of which the last may go on on the next page (``open_end``).
    ``pitch`` is what lines of such tables tell about their distance.
    """
    columns = grid.columns
    cuts = [] if columns.kind == "conclusions" else list(grid.lines)
    if columns.kind == "conclusions" and columns.count > 2:
        cuts = _between_themes(grid)
    elif known is not None:
        cuts = list(known)
    elif columns.kind != "conclusions":
        more = [rest_of_row(grid, seams)] if ruled else seam_cuts(grid, seams, gap)
        if ruled and columns.kind == "followup":
            more += unruled_cuts(grid, seams)
        cuts = sorted({*cuts, *(y for y in more if y is not None)})
    if columns.kind != "conclusions":
        cuts = between_sentences(grid, cuts)
    if known is None:
        cuts = without_rests(grid, cuts, at_begin)
    number = grid.page.number
    lines = {*grid.lines, *grid.finding_lines}
    rows = [
        DraftRow([[] for _ in range(columns.count)], number, pitch=pitch, parted=cut in lines)
        for cut in (None, *cuts)
    ]
    for index in range(columns.count):
        if index < columns.indicator:
            continue
        texts: list[list[Run]] = [[] for _ in rows]
        marks: list[list[Run]] = [[] for _ in rows]
        for run in grid.texts[index]:
            texts[bisect_right(cuts, run.mid)].append(run)
        for run in grid.marks[index]:
            marks[bisect_right(cuts, run.mid)].append(run)
        for row, row_texts, row_marks in zip(rows, texts, marks, strict=True):
            ended = marks_first(row_texts, row_marks, grid.pitch) if at_end else None
            if ended is not None:
                row.cells[index] = ended
                continue
            middle = centred or (may_be_centred(row_texts, row_marks, grid.pitch, at_begin) and _begins(row))
            rest = open_end and row is rows[-1]
            placed = by_middles(row_texts, row_marks, grid.pitch, rest) if middle else None
            row.cells[index] = placed or place_marks(row_texts, row_marks, grid.pitch, at_begin=at_begin)
    if columns.indicator > 0:
        for index in range(columns.indicator):
            _place_criteria(grid, rows, cuts, index)
    return [row for row in rows if any(row.cells)]


def _between_themes(grid: Grid) -> list[float]:
    """Where rows of a table of conclusions meet that names the themes: at rulings, or above each theme where none part them."""
    themes = _theme_names(grid.texts[0])
    parted = any(above.mid < y < below.mid for above, below in pairwise(themes) for y in grid.lines)
    if parted or len(themes) < 2:
        return list(grid.lines)
    cuts = [run.top - 1 for run in themes]
    if not any(within_sentence(grid.texts[1:], cut) for cut in cuts):
        return cuts
    # cells that are centred, or stand at the bottom of their rows: the widest white space between two themes parts them
    return [_widest(grid.texts[1:], above.mid, below.mid) for above, below in pairwise(themes)]


def _theme_names(runs: Sequence[Run]) -> list[Run]:
    """The names of themes among the lines of a column, also those that take two lines in a narrow one."""
    pairs = [run_of([*above.words, *below.words]) for above, below in pairwise(runs)]
    return [each for each in chain(*zip_longest(runs, pairs)) if each is not None and is_theme(each.text)]


def _widest(columns: Sequence[Sequence[Run]], low: float, high: float) -> float:
    """The middle of the widest white space over some columns between two heights, where no sentence goes on; ``high`` where
    there is none.
    """
    runs = sorted((run.top, run.bottom) for column in columns for run in column)
    best, found, reached = 0.0, high, -1e9
    for top, bottom in runs:
        y = (max(reached, low) + min(top, high)) / 2
        if top > low and reached < high and top - reached > best and not within_sentence(columns, y):
            best, found = top - reached, y
        reached = max(reached, bottom)
    return found


def _begins(row: DraftRow) -> bool:
    """Whether an indicator's wording begins in a row, which then is no rest of one that is broken over pages."""
    return any(begins_indicator(" ".join([run.text for run in cell[:3]])) for cell in row.cells)


def _place_criteria(grid: Grid, rows: list[DraftRow], cuts: Sequence[float], column: int) -> None:
    """A criterion's lines all stand in the first row that the criterion spans."""
    runs = grid.texts[column]
    filled = [bool(any(row.cells)) for row in rows]
    if len(grid.criterion_lines) >= 1 and len(grid.lines) > len(grid.criterion_lines):
        spans = grid.criterion_lines
        for run in runs:
            group = bisect_right(spans, run.mid)
            start = spans[group - 1] + 1 if group else -1e9
            place = bisect_right(cuts, start)
            while place + 1 < len(rows) and not filled[place]:
                place += 1
            rows[place].cells[column].append(run)
        return
    pitch = grid.pitch
    place = 0
    for index, run in enumerate(runs):
        if index == 0 or run.mid - runs[index - 1].mid > 1.4 * pitch:
            place = bisect_right(cuts, run.mid)
        while place and not filled[place]:
            place -= 1
        rows[place].cells[column].append(run)
