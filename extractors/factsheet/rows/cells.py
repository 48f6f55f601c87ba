"""The lines of table cells as fragments and items: those of many cells at once, as tables hold nearly all lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from ggsr_extract.extractors.factsheet.rows.rowblock import Item
from ggsr_extract.models.bulk import in_bulk, tuples_in_bulk
from ggsr_extract.models.source import Cell, Fragment, Line


def whole(lines: Sequence[Line]) -> list[Fragment]:
    """Each line from end to end."""
    ends = [len(line.text) for line in lines]
    return tuples_in_bulk(Fragment, lines, [0] * len(lines), ends)


def whole_cells(cells: Sequence[Cell]) -> list[list[Fragment]]:
    """The lines of each cell from end to end."""
    made = iter(whole(list(chain.from_iterable([cell.lines for cell in cells]))))
    return [list(islice(made, len(cell.lines))) for cell in cells]


def cell_items(cells: Sequence[Cell]) -> list[list[Item]]:
    """The marks and lines of each findings cell."""
    lines = list(chain.from_iterable([cell.lines for cell in cells]))
    marks = [line.mark for line in lines]
    gaps = [index in cell.paragraphs for cell in cells for index in range(len(cell.lines))]
    remarks = [index in cell.remarks for cell in cells for index in range(len(cell.lines))]
    made = iter(in_bulk(Item, whole(lines), marks, gaps, remarks))
    return [list(islice(made, len(cell.lines))) for cell in cells]
