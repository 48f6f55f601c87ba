"""Rows of nothing but an indicator's wording: where white space alone parts them, they are of the block above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.tables.extents import Part, Prose
from ggsr_extract.extractors.layout.tables.rows import DraftRow


def join_wordings(pages: Sequence[Sequence[Part | Prose]]) -> None:
    """Put a row without any finding into the row above.

    Every row has a finding, but the indicators of a block may take more room than the text that they share, and stand as far
    apart as rows do.
    """
    for part in chain.from_iterable(pages):
        if not isinstance(part, Part) or part.columns.kind == "conclusions":
            continue
        indicator = part.columns.indicator
        kept: list[DraftRow] = []
        for row in part.rows:
            if kept and not row.parted and _is_wording(row.cells, indicator):
                kept[-1].cells[indicator] += row.cells[indicator]
            else:
                kept.append(row)
        part.rows = kept


def _is_wording(cells: Sequence[Sequence[Run]], indicator: int) -> bool:
    return bool(cells[indicator]) and sum(map(bool, cells)) == 1
