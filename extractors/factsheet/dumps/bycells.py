"""Tables of flat text in which every cell stays whole: told by their number and their order.

A dump that prints each cell as a block of its own shows by the lines between which indicators share one. Where a table has, between
the marks of its rows, as many marks and as many texts as cells of indicators, each has the mark and the text in its place; a block of
several indicators may have several of both. No text is left that could be another row's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from ggsr_extract.extractors.factsheet.dumps.ways import Unit, blocks_of, units_of, ways_of
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import Item, RowBlock, Segment
from ggsr_extract.extractors.factsheet.rows.segments import ended, overlap, plain_text
from ggsr_extract.models.framework import criterion_id, framework, theme_id
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_NEAR = 0.5
"""By no more the words may speak for another way to deal out the texts: those of half an indicator."""
_MOST = 20
"""Indicators beyond which the ways are too many to weigh."""


def by_cells(
    page: Sequence[RowBlock], after: Sequence[RowBlock] | None, ledger: Ledger
) -> list[tuple[bool, list[RowBlock]]]:
    """The rows of a page in runs, each with whether it was dealt out by its cells: all, or table by table.

    ``after`` are the rows of the next page (None: there is none); a text may go on there.
    """
    following = _parts(after) if after else []
    closed = after is None or bool(following and _even(following[0]))
    whole = _dealt(page, ledger, closed=closed)
    if whole:
        return [(True, whole)]
    result: list[tuple[bool, list[RowBlock]]] = []
    for _, run in groupby(page, key=lambda row: theme_id(row.labels[0].indicator_id)):
        table = list(run)
        # what stands behind indicators of two tables may be the first one's
        open_ = bool(result) and not result[-1][1][-1].stream
        dealt = None if open_ else _dealt(table, ledger, closed=closed or table[-1] is not page[-1])
        if not dealt and result and not result[-1][0]:
            result[-1][1].extend(table)
        else:
            result.append((dealt is not None, dealt or table))
    return result


def _parts(table: Sequence[RowBlock]) -> list[list[RowBlock]]:
    """The rows of a table in one column, up to each that has anything beside it; none where the last has not."""
    parts: list[list[RowBlock]] = [[]]
    for row in table:
        if row.cells is not None or len(row.columns) > 1 or row.torn:
            return []
        parts[-1].append(row)
        if row.stream:
            parts.append([])
    return [] if parts[-1] else parts[:-1]


def _even(part: Sequence[RowBlock]) -> bool:
    """Whether a part of a table has as many marks as texts, all of whole sentences, and no less than cells of indicators.

    More only where one cell alone can have them.
    """
    stream = part[-1].stream
    labels = [label.indicator_id for row in part for label in row.labels]
    marks = _marks(part)
    blocks = blocks_of(stream)
    sizes = _sizes(part)
    return (
        stream[0].mark is not None
        # cells that a dump sorted by their lower edges stand before their indicators
        and part[-1].labels[-1].fragments[0].line.start <= stream[0].fragment.line.start
        and {mark.mark for mark in marks} <= {MEETS, IMPROVE}
        and labels == sorted(labels)
        and len(sizes) <= len(marks) == len(blocks) <= len(labels)
        and (len(marks) == len(sizes) or sum(size > 1 for size in sizes) == 1)
        and all(ended(block[-1].fragment.text) for block in blocks)
        # the texts of rows without a line between them would be one
        and (
            len(sizes) == len(labels)
            or not any(unit.short for block in blocks for unit in units_of(block)[:-1])
        )
    )


def _marks(part: Sequence[RowBlock]) -> list[Item]:
    return [item for item in part[-1].stream if item.mark]


def _sizes(part: Sequence[RowBlock]) -> list[int]:
    """How many indicators stand in each cell: those of one criterion on lines right below each other."""
    labels = [label for row in part for label in row.labels]
    result = [1]
    for above, label in pairwise(labels):
        if label.fragments[0].line.number == above.fragments[-1].line.number + 1 and criterion_id(
            label.indicator_id
        ) == criterion_id(above.indicator_id):
            result[-1] += 1
        else:
            result.append(1)
    return result


def _dealt(table: Sequence[RowBlock], ledger: Ledger, *, closed: bool) -> list[RowBlock] | None:
    """The rows of a table by its cells; ``closed``: the text of the last one cannot go on elsewhere."""
    parts = _parts(table)
    if not parts or not all(map(_even, parts)):
        return None
    cells = [cell for part in parts for cell in _cells(part)]
    if len(cells) < sum(cell.labels for cell in cells) and not _likely(parts, cells):
        return None
    result: list[RowBlock] = []
    for part in parts:
        if len(part) == len(part[0].labels) == 1:
            result.extend(part)
        else:
            result.extend(_rows(part, ledger, closed=closed or part is not parts[-1] or len(part) == 1))
    return result


class _Cell(NamedTuple):
    """A cell of indicators: how many stand in it, and how many marks and texts beside it."""

    labels: int
    marks: int


def _cells(part: Sequence[RowBlock]) -> list[_Cell]:
    sizes = _sizes(part)
    more = len(_marks(part)) - len(sizes)
    return [_Cell(size, 1 + more if size > 1 else 1) for size in sizes]


def _likely(parts: Sequence[Sequence[RowBlock]], cells: Sequence[_Cell]) -> bool:
    """Whether no words speak for another way to deal the texts of a table out: the row above may go on beside the first indicators of a cell."""
    labels = [label.indicator_id for part in parts for row in part for label in row.labels]
    units = [Unit(tuple(block), short=True) for part in parts for block in blocks_of(part[-1].stream)]
    if len(labels) > _MOST or any(cell.marks > cell.labels for cell in cells):
        return False
    ways = ways_of(labels, len(units), units, 0)
    best = max(way.score for way in ways)
    near = {way[1:] for way in ways if way.score > best - _NEAR}
    label = mark = 0
    for cell in cells:
        if cell.marks == 1 and (label, label + cell.labels, mark, mark, mark + 1) not in near:
            return False
        # rows without a line between them whose other text stands elsewhere
        text = plain_text(units[mark].lines)
        if cell.marks == 1 < cell.labels and not all(
            overlap(framework().by_id[label_id].indicator, text)
            for label_id in labels[label : label + cell.labels]
        ):
            return False
        label, mark = label + cell.labels, mark + cell.marks
    return True


def _rows(part: Sequence[RowBlock], ledger: Ledger, *, closed: bool) -> list[RowBlock]:
    """A row for each cell of a part, with its marks and texts."""
    labels = [label for row in part for label in row.labels]
    origins = [row for row in part for _ in row.labels]
    marks = _marks(part)
    blocks = [tuple(block) for block in blocks_of(part[-1].stream)]
    result: list[RowBlock] = []
    label = mark = 0
    for cell in _cells(part):
        own = range(mark, mark + cell.marks)
        found = tuple(
            Segment(marks[at], blocks[at], certain=cell.labels > 1, torn=not closed and at + 1 == len(marks))
            for at in own
        )
        result.append(
            replace(
                origins[label],
                labels=tuple(labels[label : label + cell.labels]),
                stream=tuple(item for at in own for item in (marks[at], *blocks[at])),
                mended=found,
                settled=True,
            )
        )
        label, mark = label + cell.labels, mark + cell.marks
    ledger.claim([item.fragment for block in blocks for item in block], "finding")
    ledger.claim([item.fragment for item in marks], "mark")
    return result
