"""Remarks that stand in a column of their own, right of the findings that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.tables.markcolumns import opening
from ggsr_extract.extractors.layout.tables.parts import Part

_LEVEL = 0.5  # of a line's height


def join_remarks(parts: Sequence[Part]) -> None:
    """Put the remarks of each row into the cell of its findings, each below the statement that it begins beside."""
    for part in parts:
        if part.columns.remarks:
            for row in part.rows:
                *cells, statements, remarks = row.cells
                if part.columns.named:
                    _tell_openings(statements, remarks)
                row.cells = [*cells, _dealt(statements, remarks, part.pitch)]
            columns = part.columns
            part.columns = replace(
                columns,
                cuts=columns.cuts[:-1],
                edges=columns.edges[:-1],
                order=columns.order[:-1],
                remarks=False,
                named=False,
            )


def _tell_openings(statements: Sequence[Run], remarks: Sequence[Run]) -> None:
    """Say where remarks begin in a cell whose heading alone names them: at its top, and level with each further statement's mark."""
    if not remarks or any(opening(run) for run in remarks):
        return
    remarks[0].remark = True
    for mark in [run for run in statements if run.mark][1:]:
        for above, run in pairwise(remarks):
            if abs(run.mid - mark.mid) < _LEVEL * run.height and run.mid - above.mid > _LEVEL * run.height:
                run.remark = True


def _dealt(statements: list[Run], remarks: Sequence[Run], pitch: float) -> list[Run]:
    """The runs of a cell with the remarks beside it, each below the last statement that begins no lower than the remark."""
    marks = [at for at, run in enumerate(statements) if run.mark]
    if len(marks) < 2:
        return [*statements, *remarks]
    starts = [0, *marks[1:], len(statements)]
    tops = [min(run.mid for run in statements[a:b]) for a, b in pairwise(starts)]
    dealt: list[list[Run]] = [[] for _ in tops]
    place = 0
    for run in remarks:
        if run.remark or opening(run):
            place = max([at for at, top in enumerate(tops) if top <= run.mid + 0.5 * pitch], default=0)
        dealt[place].append(run)
    return [run for at, more in enumerate(dealt) for run in (*statements[starts[at] : starts[at + 1]], *more)]
