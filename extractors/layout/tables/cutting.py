"""The rows of all parts of tables, with what parts of one form tell about each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.tables.centred import centred_cuts, is_level, placing
from ggsr_extract.extractors.layout.tables.marks import marks_begin_texts
from ggsr_extract.extractors.layout.tables.parts import Part
from ggsr_extract.extractors.layout.tables.rows import cut_rows, fill_grids, is_closed
from ggsr_extract.extractors.layout.tables.seams import (
    Grid,
    Seam,
    find_seams,
    is_ruled,
    parts_marks,
    row_gap,
    usual_pitch,
)
from ggsr_extract.extractors.layout.wordtable import WordTable

_BLOCKS = 0.3  # of the rows have several marks, at most
_FEW = 2  # marks that a cell of findings may have; rows with several that tell nothing


def _is_boxed(grids: Sequence[Grid], seams: Sequence[Sequence[Seam]], level: bool) -> bool:
    """Whether each part of a table is one row between rulings: a line closes most, and no mark shows another row within.

    Where marks are not ``level`` with the beginning of their rows, more of them than a cell mostly has do: one in a follow-up.
    """
    several = any(
        seam.above and (seam.begins or parts_marks(grid, seam))
        for grid, some in zip(grids, seams, strict=True)
        for seam in some
    )
    if not level:
        few = 1 if grids[0].columns.kind == "followup" else _FEW
        several = several or any(len(marks) > few for grid in grids for marks in grid.marks)
    return not several and 2 * sum(map(is_closed, grids)) > len(grids)


def _hold_several(grids: Sequence[Grid]) -> bool:
    """Whether many stretches between rulings have several marks in a column: the rulings part criteria, and no rows."""
    single = several = 0
    for grid in grids:
        for low, high in pairwise([grid.top - 1e3, *grid.lines, grid.bottom + 1e3]):
            most = max(sum(low < mark.mid < high for mark in marks) for marks in grid.marks)
            single, several = single + (most == 1), several + (most > 1)
    return several > max(_FEW, _BLOCKS * (single + several))


def _join_first(part: Part) -> None:
    """Put the first row of a table below another on its page to the row below where it has no indicator: it is no rest of a row
    of the page before, but the first of several texts beside indicators that are centred.
    """
    if len(part.rows) > 1 and part.columns.indicator < part.columns.value:
        above, below = part.rows[:2]
        if not above.cells[part.columns.indicator] and any(below.cells[part.columns.indicator]):
            below.cells = [[*upper, *lower] for upper, lower in zip(above.cells, below.cells, strict=True)]
            del part.rows[0]


def cut_all(parts: Sequence[Part], first: set[int], last: set[int], words: WordTable) -> None:
    """Work out the rows of all parts, with what parts of one form tell about each other.

    ``first`` and ``last`` are the identities of what may go on from the page before, and of what ends a page.
    """
    grids: list[Grid] = []
    for part in parts:
        top = part.header.bottom if part.header else (part.bands[0].top - 2 if part.bands else 0.0)
        bottom = max((band.bottom for band in part.bands), default=top)
        grids.append(Grid(part.page, part.columns, top, bottom))
    fill_grids(grids, [part.bands for part in parts], words)
    pools: dict[tuple[object, ...], list[int]] = {}
    steps: dict[float, list[float]] = {}
    for number, part in enumerate(parts):
        pools.setdefault((part.columns.kind, part.columns.count), []).append(number)
        steps.setdefault(grids[number].size, []).extend(grids[number].steps)
    for numbers in pools.values():
        seams = [find_seams(grids[number]) for number in numbers]
        pool = [grids[number] for number in numbers]
        level = pool[0].columns.value == 0 or is_level(pool)
        # where most run over all columns, those over the findings alone lie beside a cell of several indicators
        if level and sum(len(grid.finding_lines) - len(grid.lines) for grid in pool) > 0:
            for grid in pool:
                grid.lines = sorted([*grid.lines, *grid.finding_lines])
        gap = row_gap(pool, seams)
        ruled = is_ruled(pool, seams) or _is_boxed(pool, seams, level)
        pitch = usual_pitch(steps[pool[0].size], 0.0)
        ruled = ruled and (level or not _hold_several(pool))
        place = None if level else placing(pool)
        at_begin = marks_begin_texts(pool)
        for number, some in zip(numbers, seams, strict=True):
            parts[number].pitch = grids[number].pitch
            known = None
            if place is not None:
                # where cells are centred or at the bottom, only rulings tell rows without looking at all their cells
                resumed, open_end = id(parts[number]) in first, id(parts[number]) in last
                known = (
                    grids[number].lines
                    if ruled
                    else centred_cuts(grids[number], some, gap, place, resumed=resumed, open_end=open_end)
                )
            at_end = place is not None and place.below is not None
            centred = place is not None and place.below is None and not place.inline
            ends_page = id(parts[number]) in last
            parts[number].rows = cut_rows(
                grids[number], some, ruled, gap, pitch, known, at_end, at_begin, centred, ends_page
            )
            if number and parts[number].header and parts[number - 1].page is parts[number].page:
                _join_first(parts[number])
        ends = [number for number in numbers if id(parts[number]) not in last and parts[number].bands]
        if ruled and ends and all(is_closed(grids[number]) for number in ends):
            for number in numbers:
                parts[number].open_end = id(parts[number]) in last and not is_closed(grids[number])
