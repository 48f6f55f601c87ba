"""Dumps that print the cells of their rows by where they end on the page, as some do that sort blocks of text.

A short finding then comes before an indicator of more lines, and stands behind the indicator above; of two years the shorter
text comes first. One row cannot show it. In many, it is seen: some rows have more marks than indicators or columns, or begin without a
mark, or the texts of each row grow longer from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.factsheet.dumps.regroup import lone_column, takes_up
from ggsr_extract.extractors.factsheet.dumps.torn import side_by_side
from ggsr_extract.extractors.factsheet.rows.rowblock import RowBlock, flat_rows
from ggsr_extract.extractors.factsheet.rows.segments import MarkOrder
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_SHARE, _LEAST = 0.3, 4
"""The share of rows that show it, and how many at least; a row with too many marks counts for two: one has lost what it has."""
_GROWING, _GROWING_WORSE = 8, 3
"""So many texts that are longer than the one before them, and none that is shorter, are no chance; the second where what was met before is none any more."""


def displaced(rows: Sequence[RowBlock], order: MarkOrder) -> bool:
    """Whether a dump has put cells of flat text beside the indicators or into the columns of others; ``rows`` may repeat."""
    flat = flat_rows(rows)
    late = sum(_late(row, order) for row in flat)
    middle = order is not MarkOrder.BEFORE or 2 * late > len(flat)
    if middle and all(len(row.columns) == 1 for row in flat):
        # marks that stand in the middle of their texts
        late = 0
    signs = late + 2 * sum(map(_too_many, flat))
    return signs >= max(_LEAST, _SHARE * len(flat)) or sorted_by_length(flat)


_WITHIN, _WITHIN_SHARE, _SURPLUS = 6, 0.2, 2
"""So many rows begin within a sentence of the one above, this share of all, and so many of those above have a mark too many."""


def centred(parts: Sequence[Sequence[RowBlock]]) -> bool:
    """Whether a dump prints rows line by line whose cells were centred: a long finding begins, with its mark, above its own indicator,
    behind the one above.

    ``parts`` are the rows as they were found.
    """
    pairs = [
        (row, following) for rows in parts for row, following in pairwise(rows) if lone_column(row, following)
    ]
    within = [row for row, following in pairs if takes_up(row, following)]
    return len(within) >= max(_WITHIN, _WITHIN_SHARE * len(pairs)) and sum(map(_too_many, within)) >= _SURPLUS


def _too_many(row: RowBlock) -> bool:
    room = len(row.columns) if len(row.columns) > 1 else len(row.labels)
    return sum(bool(item.mark) for item in row.stream) > room


def _late(row: RowBlock, order: MarkOrder) -> bool:
    """Whether text stands where the dump has a mark in other rows."""
    marks = [index for index, item in enumerate(row.stream) if item.mark]
    if not marks or _too_many(row):
        return False
    if order is MarkOrder.AFTER:
        return marks[-1] < len(row.stream) - 1
    return marks[0] > (0 if order is MarkOrder.BEFORE else 1)


def sorted_by_length(rows: Sequence[RowBlock]) -> bool:
    """Whether the texts of rows with columns of years grow so regularly that a dump has sorted them; ``rows`` may repeat."""
    flat = flat_rows(rows)
    growing = 0
    worse = False
    if any(side_by_side(row.stream) for row in flat):
        return False
    for row in flat:
        if len(row.columns) < 2 or not all(part.mark for part in row.mended or ()):
            continue
        for before, part in pairwise(row.mended or ()):
            if len(part.lines) < len(before.lines):
                return False
            growing += len(part.lines) > len(before.lines)
        worse |= worsened(row)
    return growing >= (_GROWING_WORSE if worse else _GROWING)


def worsened(row: RowBlock) -> bool:
    """Whether a row has a √ before an X, in columns of years and in cells printed one by one: what was to be improved hardly became worse."""
    marks = [part.mark for part in row.mended or () if part.mark]
    signs = [item.mark for item in marks]
    if MEETS not in signs or IMPROVE not in signs[signs.index(MEETS) :]:
        return False
    return all(item.gap for item in marks[1:])
