"""Statements that a dump tore apart: the columns of a row printed in turns, a few lines of each.

As `pdftotext` does with the columns of a follow-up: the first lines of each cell come first, what is left of them later.
A piece that goes on with a sentence belongs to a statement that ends in the middle of one. Where only one can be meant it
is put there; where several can, their texts cannot be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ggsr_extract.extractors.factsheet.rows.rowblock import Column, Item, Segment
from ggsr_extract.extractors.factsheet.rows.segments import begins_remark, ended, ends_list, one_paragraph
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS, known


def _pieces(segment: Segment) -> list[list[Item]]:
    """The lines of a segment, cut at paragraph gaps."""
    pieces: list[list[Item]] = []
    for index, item in enumerate(segment.lines):
        if index == 0 or item.gap:
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _finished(piece: Sequence[Item]) -> bool:
    return ended(piece[-1].fragment.text) or ends_list(piece)


def _continues(piece: Sequence[Item]) -> bool:
    """Whether a piece goes on with a sentence: it begins with a small letter."""
    text = piece[0].fragment.text.lstrip(" \t\u00a0(‘'“\"")
    return text[:1].islower()


def _fits(before: Sequence[Item], piece: Sequence[Item]) -> bool:
    """Whether a broken word before is made whole by the piece's first word."""
    heads, tails = before[-1].fragment.text.split(), piece[0].fragment.text.split()
    if not (heads and tails and heads[-1][-1] in HYPHENS):
        return False
    last, first = heads[-1], tails[0]
    return known(re.split(r"[-/]", last[:-1])[-1] + first.strip(".,;:)")) or known(
        last[:-1].split("-")[-1] + first
    )


def side_by_side(stream: Sequence[Item]) -> bool:
    """Whether a dump printed the columns of a row on the same lines: two marks on one line, and more lines after it."""
    marked = [item.fragment.line.start for item in stream if item.mark]
    doubled = {line for line, marks in Counter(marked).items() if marks > 1}
    return bool(doubled) and any(not item.mark and item.fragment.line.start > min(doubled) for item in stream)


def mend(found: Sequence[Segment]) -> list[Segment]:
    """Put the pieces of a table's statements where they belong; mark those as torn that cannot be told.

    ``found`` are the statements of one table in the order of the dump.
    """
    split = [_pieces(segment) for segment in found]
    if not any(_continues(piece) for pieces in split for piece in pieces[1:]):
        return list(found)
    parts: list[list[list[Item]]] = [pieces[:1] for pieces in split]
    torn: set[int] = set()
    for index, pieces in enumerate(split):
        target = index
        for piece in pieces[1:]:
            open_ones = [at for at in range(index + 1) if parts[at] and not _finished(parts[at][-1])]
            if not _continues(piece) and (not open_ones or open_ones == [target]):
                parts[target].append(piece)
                continue
            fitting = [at for at in open_ones if _fits(parts[at][-1], piece)]
            if len(open_ones) == 1 and _continues(piece):
                target = open_ones[0]
            elif len(fitting) == 1:
                target = fitting[0]
            elif not open_ones:
                torn.add(index)
            else:
                torn.update(open_ones)
            parts[target].append(piece)
    torn.update(at for at in range(len(parts)) if parts[at] and torn and not _finished(parts[at][-1]))
    return [
        replace(
            segment,
            lines=tuple(item for piece in parts[at] for item in piece),
            torn=segment.torn or at in torn,
        )
        for at, segment in enumerate(found)
    ]


def _opens_cell(item: Item) -> bool:
    """Whether a gap stands before what may begin a cell: a remark never does."""
    return item.gap and not begins_remark(item.fragment.text)


def cells_at_gaps(streams: Sequence[Sequence[Item]], columns: int) -> bool:
    """Whether a dump of a table prints a gap before each cell and none within, as far as the marks of its rows show."""
    told = sum(bool(item.mark) for stream in streams for item in stream[1:])
    return told >= _SURE and all(
        len(by_gaps(stream)) <= columns
        and all(item.gap for item in stream[1:] if item.mark)
        and not any(item.gap for item in stream[1:] if not item.mark and marks >= columns)
        for stream in streams
        for marks in [sum(bool(item.mark) for item in stream)]
    )


def gaps_before_marks(streams: Sequence[Sequence[Item]]) -> bool:
    """Whether a dump of a table prints a gap before each cell, as far as the marks of its rows show."""
    inner = [item for stream in streams for item in stream[1:] if item.mark]
    return len(inner) >= _SURE and all(item.gap for item in inner)


def may_hold_unmarked(found: Sequence[Segment], columns: Sequence[Column], *, gaps: bool) -> bool:
    """Whether the last statement of a row of two years may hold that of the later year, which has no mark, as well.

    What was met is met in the later year, and nothing comes after it. ``gaps``: the dump prints a gap before each cell.
    """
    years = len({column.year for column in columns})
    last = found[-1] if found else None
    if years < 2 or last is None or last.mark is None or last.mark.mark == "√" or len(found) >= len(columns):
        return False
    if gaps:
        return any(_opens_cell(item) and _finished([before]) for before, item in pairwise(last.lines))
    return not one_paragraph(last.lines)


_SURE = 3
"""How many marks behind others must show it."""


def by_gaps(stream: Sequence[Item]) -> list[Segment]:
    """The cells of a row, cut at gaps; one may have no mark."""
    inner = [
        index
        for index, (before, item) in enumerate(pairwise(stream), start=1)
        if _opens_cell(item)
        and (item.mark or (not before.mark and _finished([before]) and not _continues([item])))
    ]
    edges = [0, *inner, len(stream)]
    cells = [stream[a:b] for a, b in pairwise(edges)]
    return [
        Segment(
            next((item for item in cell if item.mark), None), tuple(item for item in cell if not item.mark)
        )
        for cell in cells
    ]
