"""Tables whose findings stand in the column of their indicators, below the wording.

Programs that make PDFs of web pages lose the edges of cells that hold a table of their own: the first finding of a row
then stands below its indicator, every other one column too far to the left, and the last column is empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.layout.lines import Run, run_of
from ggsr_extract.extractors.layout.tables.seams import Grid
from ggsr_extract.extractors.layout.wording import CROSSES
from ggsr_extract.models.verdicts import MARKS


def unstack(grids: Sequence[Grid]) -> None:
    """Give such findings columns of their own, in place.

    In the parts of tables below one form of header row, what begins at the marks or right of them is no wording.
    """
    pools: dict[int, list[Grid]] = {}
    for grid in grids:
        if grid.columns.value and not (grid.columns.remarks or grid.texts[-1] or grid.marks[-1]):
            pools.setdefault(id(grid.columns), []).append(grid)
    for pool in pools.values():
        signs = [[run.x0 for run in _mixed(grid) if _sign(run)] for grid in pool]
        known = [min(some) for some in signs if some]
        for grid, some in zip(pool, signs, strict=True):
            if known:
                _unstack(grid, min(some or known) - 1)


def _mixed(grid: Grid) -> list[Run]:
    return grid.texts[grid.columns.indicator]


def _unstack(grid: Grid, edge: float) -> None:
    texts, own = [], []
    for run in _mixed(grid):
        mark = _sign(run)
        if mark:
            own.append(run_of(run.words[:1], mark))
            texts += [run_of(run.words[1:])] if len(run.words) > 1 else []
        elif run.x0 > edge:
            texts.append(run)
    at = grid.columns.indicator
    grid.texts[at:] = [[run for run in _mixed(grid) if run.x0 <= edge], texts, *grid.texts[at + 1 : -1]]
    grid.marks[at:] = [[], own, *grid.marks[at + 1 : -1]]


def _sign(run: Run) -> str | None:
    """The mark that a line begins with; no wording begins with a letter x."""
    word = run.words[0]
    return "X" if word.text in CROSSES else word.mark if word.mark in MARKS else None
