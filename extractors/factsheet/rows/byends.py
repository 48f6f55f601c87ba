"""Rows of flat text that a dump sorted by where their cells end, as tools do that sort blocks of text by their lower edge.

Each row of the table stays together, but its cells come in any order: a mark's cell, which is one line high, mostly comes
first, and an indicator of many lines behind its finding. What a row is tells where it ends: it has one cell of indicators, a
mark for each of them or, as a block, fewer, and behind its marks a text. Where only one way to part the lines of a table so
is left, its rows are known, and their lines are put into the order in which they are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ggsr_extract.extractors.factsheet.rows.align import Alignment
from ggsr_extract.extractors.factsheet.rows.rowblock import RegionLine
from ggsr_extract.extractors.layout.textmarks import find_marks

_LAST = 0.85
"""Where indicators stand last in so many of the rows that were parted, they do by habit, not by chance."""


@dataclass(slots=True)
class _Cell:
    """Lines of one cell, or of a part of one, by their index: how many indicators and marks begin in it, and whether it has text."""

    lines: list[int]
    labels: int = 0
    marks: int = 0
    text: bool = False
    ahead: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """The lines between two header rows or page margins: what goes on from the page before, and then cells.

    ``fresh``: nothing can go on here, as it is no page's head. ``fused``: an indicator follows the text of another row
    without a gap, so that cells do not end where the dump has one.
    """

    fresh: bool
    carried: list[int]
    cells: list[_Cell]
    rest: list[int]
    fused: bool = False


def by_rows(region: Sequence[RegionLine], alignment: Alignment) -> tuple[list[int], frozenset[int]] | None:
    """The order in which to read lines whose rows a dump sorted by the ends of their cells, and those of tables whose rows are not told.

    None where the lines are in order, or where cells stand on the same lines.
    """
    runs = None if any(line.separators for line in region) else _runs(region, alignment)
    if runs is None:
        return None
    if any(len(line.columns) > 1 for line in region):
        # how many marks a row has is not told, nor the order of its columns
        sorted_ = any(run.fresh and run.cells and run.cells[0].marks for run in runs)
        every = range(len(region))
        return (list(every), frozenset(every)) if sorted_ else None
    if not any(cell.marks for run in runs for cell in run.cells):
        # without marks nothing tells the rows; they are in order where no text stands before the first indicator of a table
        sorted_ = any(run.fresh and run.carried for run in runs[1:])
        every = range(len(region))
        return (list(every), frozenset(every)) if sorted_ else None
    order: list[int] = []
    untold: list[int] = []
    moved = lost = parted = last = 0
    for run in runs:
        order.extend(run.carried)
        if not _in_order(run.cells):
            rows = None if run.fused else _parted(run.cells)
            if rows is None:
                lost += 1
                untold.extend(index for cell in run.cells for index in (*cell.ahead, *cell.lines))
            else:
                moved += 1
                parted += len(rows)
                last += sum(bool(row[-1].labels) for row in rows)
                for row in rows:
                    row.sort(key=lambda cell: not cell.labels)
                run.cells = [cell for row in rows for cell in row]
        order.extend(index for cell in run.cells for index in (*cell.ahead, *cell.lines))
        order.extend(run.rest)
    # where indicators come last throughout, each finding stands before its own
    told = moved > max(1, lost // 2) and last < _LAST * parted
    return (order, frozenset(untold)) if told else None


def _runs(region: Sequence[RegionLine], alignment: Alignment) -> list[_Run] | None:
    result: list[_Run] = []
    waiting: list[int] = []
    for index, (entry, chunks) in enumerate(zip(region, alignment.chunks, strict=True)):
        if entry.page_break or not result:
            if result:
                result[-1].rest = waiting
            fresh = index == 0 or region[index - 1].page == entry.page
            result.append(_Run(fresh, [], [], []))
            waiting = []
        run = result[-1]
        last = run.cells[-1] if run.cells else None
        text = entry.line.text
        if chunks:
            if text[chunks[-1].end :].strip():
                return None
            labels = [chunk for chunk in chunks if chunk.label_id.count(".") == 2]
            if not labels:
                waiting.append(index)
                continue
            starts = sum(chunk.starts for chunk in labels)
            if last is None or not last.labels or (entry.gap and starts):
                run.fused |= last is not None and not last.labels and not entry.gap and not waiting
                last = _Cell([], ahead=waiting)
                waiting = []
                run.cells.append(last)
            last.lines.extend([*waiting, index])
            last.labels += starts
            waiting = []
            continue
        marks = find_marks(text)
        if not marks and last is None and not waiting:
            run.carried.append(index)
            continue
        # as where a mark stands on the second of its text's printed lines
        second = last is not None and not last.labels and not last.marks and len(last.lines) == 1
        if last is None or last.labels or entry.gap or (marks and not second):
            last = _Cell([], ahead=waiting)
            waiting = []
            run.cells.append(last)
        last.lines.append(index)
        last.marks += len(marks)
        last.text |= bool(text[marks[-1].end :].strip() if marks else text.strip())
    if result:
        result[-1].rest = waiting
    return result


def _in_order(cells: Sequence[_Cell]) -> bool:
    """Whether each cell of indicators has its marks behind it."""
    labels = marks = 0
    for cell in cells:
        if cell.labels:
            if labels and not 0 < marks <= labels:
                return False
            labels, marks = cell.labels, 0
        elif cell.marks and not labels:
            return False
        marks += cell.marks
    return not labels or 0 < marks <= labels


def _parted(cells: Sequence[_Cell]) -> list[list[_Cell]] | None:
    """The cells as rows, where there is one way only."""
    ways = [0] * len(cells) + [1]
    following = [0] * len(cells)
    for first in reversed(range(len(cells))):
        if not (cells[first].labels or cells[first].marks):
            continue
        labels = marks = groups = 0
        text = False
        for last in range(first, len(cells)):
            cell = cells[last]
            labels, marks, groups = labels + cell.labels, marks + cell.marks, groups + bool(cell.labels)
            text |= cell.text and marks > 0
            if groups > 1:
                break
            whole = text and 0 < marks <= labels
            if (
                whole
                and ways[last + 1]
                and (last + 1 == len(cells) or cells[last + 1].labels or cells[last + 1].marks)
            ):
                ways[first] += ways[last + 1]
                following[first] = last + 1
    if not cells or ways[0] != 1:
        return None
    rows, at = [], 0
    while at < len(cells):
        rows.append(list(cells[at : following[at]]))
        at = following[at]
    return rows
