"""Cells that begin with the rest of the statement above: rows that white space parts, though they are of one block."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, ends_sentence
from ggsr_extract.extractors.layout.tables.markcolumns import opening
from ggsr_extract.extractors.layout.tables.seams import Grid

_APART = 1.2  # of the distance between lines: where more white space stands, a paragraph begins
_LEVEL = 0.3  # of the distance between lines that a mark and the line that it is level with stand apart


def without_rests(grid: Grid, cuts: Sequence[float], at_begin: bool) -> list[float]:
    """The heights between rows, but for those right below which another paragraph of the statement above stands.

    A row's first mark may be level with a later paragraph of its cell only where the ones above it are of another statement: a
    remark, which follows the statement that it is made to, and any text where marks stand level with the first lines of their
    texts (``at_begin``), as in the 2013 factsheets. Rulings part rows whatever stands below them.
    """
    columns = grid.columns
    if columns.kind != "findings" or columns.findings != 1:
        return list(cuts)
    texts, marks = grid.texts[columns.value], grid.marks[columns.value]
    rulings = {*grid.lines, *grid.finding_lines}
    kept: list[float] = []
    for cut, end in pairwise((*cuts, float("inf"))):
        some = [run for run in texts if cut < run.mid < end]
        above = any(run.mid < cut for run in marks)
        signs = [run.mid for run in marks if cut < run.mid < end]
        if cut in rulings or not above or not _is_rest(some, signs, grid.pitch, at_begin):
            kept.append(cut)
    return kept


def _is_rest(texts: Sequence[Run], marks: Sequence[float], pitch: float, at_begin: bool) -> bool:
    """Whether the first paragraph of a cell is one of the statement above; ``marks`` are the middles of the marks beside it."""
    if not texts or not marks or not (at_begin or texts[0].words[0] in opening(texts[0])):
        return False
    begins = [
        below.mid
        for above, below in pairwise(texts)
        if ends_sentence(above.text, below.text) and below.mid - above.mid > _APART * pitch
    ]
    return min(marks) - texts[0].mid > _APART * pitch and any(
        abs(middle - min(marks)) < _LEVEL * pitch for middle in begins
    )
