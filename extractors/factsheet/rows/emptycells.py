"""Indicators of flat text whose cell is empty: they are no block with the one that comes next, and have not its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ggsr_extract.extractors.factsheet.rows.rowblock import RowBlock
from ggsr_extract.extractors.factsheet.rows.segments import overlap, plain_text
from ggsr_extract.models.framework import framework, theme_id

_ORDERLY = 0.9
"""So many rows of a dump that keeps them together have their marks before their texts."""


def with_empty_cells(parts: Sequence[Sequence[RowBlock]]) -> list[list[RowBlock]]:
    """The rows of a document's parts, with rows of their own for indicators whose cell is empty.

    Where the indicators of blocks are printed without a gap, those with one between, or of two themes, and but one mark behind
    them are no block: the last of them has the mark. Where no block shows that, the explanation does that takes up words of the
    last alone. Only a dump that keeps its rows together tells either.
    """
    kinds = [_parted(row) for rows in parts for row in rows]
    if any(any(parted) and not all(parted) for parted in kinds):
        return [list(rows) for rows in parts]
    tight = any(parted and not any(parted) for parted in kinds)
    return [_split(rows, tight=tight) for rows in parts]


def _split(rows: Sequence[RowBlock], *, tight: bool) -> list[RowBlock]:
    apart = [row for row in rows if any(_parted(row))]
    printed = [row for row in rows if row.stream]
    if any(sum(bool(item.mark) for item in row.stream) > 1 or not _consecutive(row) for row in apart) or sum(
        map(_in_order, printed)
    ) < _ORDERLY * len(printed):
        return list(rows)
    result: list[RowBlock] = []
    for row in rows:
        if any(_parted(row)) and len(row.columns) == 1 and (tight or _of_last(row)):
            result.extend(replace(row, labels=(label,), stream=()) for label in row.labels[:-1])
            result.append(replace(row, labels=row.labels[-1:]))
        else:
            result.append(row)
    return result


def _parted(row: RowBlock) -> list[bool]:
    """Whether a gap, or the end of a theme, stands before each label of a row of flat text but the first."""
    if row.cells is not None:
        return []
    themes = [theme_id(label.indicator_id) for label in row.labels]
    return [
        label.gap or theme != before
        for label, theme, before in zip(row.labels[1:], themes[1:], themes, strict=False)
    ]


def _of_last(row: RowBlock) -> bool:
    """Whether the text of a row has words of its last indicator and of no other."""
    text = plain_text([item for item in row.stream if not item.mark])
    *others, last = (framework().by_id[label.indicator_id].indicator for label in row.labels)
    return overlap(last, text) > 0 and not any(overlap(other, text) for other in others)


def _consecutive(row: RowBlock) -> bool:
    """Whether a row's indicators follow each other in the framework."""
    order = [indicator.indicator_id for indicator in framework().indicators]
    first = order.index(row.labels[0].indicator_id)
    return [label.indicator_id for label in row.labels] == order[first : first + len(row.labels)]


def _in_order(row: RowBlock) -> bool:
    """Whether a row begins with a mark behind its indicators, and has no more marks than them."""
    marks = sum(bool(item.mark) for item in row.stream)
    return 0 < marks <= len(row.labels) and row.stream[0].mark is not None
