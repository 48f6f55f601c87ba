"""Paragraphs that a dump printed apart from the statement that they belong to.

Tools that collect lines to blocks by the space around them, as `pdftotext` does, print the second paragraph of a finding
as a block of its own, which often comes behind another row of the page. A block like that has no mark, and nothing in the
dump tells whose it is; nor can any statement before it on the page be trusted to be whole. Tools that keep the lines as
printed, with the hyphens at their ends, keep the paragraphs of a cell together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ggsr_extract.extractors.factsheet.phrases import is_header_row
from ggsr_extract.extractors.factsheet.rows.rowblock import Item, RowBlock, flat_rows
from ggsr_extract.extractors.factsheet.rows.segments import begins_remark, ended
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.models.framework import criterion_id

_BROKEN = re.compile(r"\w[-\u2010]\s*$")
_REST = re.compile(r"\s*(?!(?:en|of|en/of)\b)[a-z\u00e0-\u00ff]")
_FEW = 3
_OFTEN = 0.09
"""The share of lines that end in a broken word from which on a dump keeps them; one that joins them leaves hardly any."""
_HEADER_CELL = re.compile(r"20\d\d(\W+\w+){0,6}$")


@dataclass(frozen=True, slots=True)
class Strays:
    """The rows, by identity, that a paragraph may belong to, and those that a remark may, whose statement cannot be told."""

    paragraphs: frozenset[int] = frozenset()
    remarks: frozenset[int] = frozenset()
    pages: frozenset[int] = frozenset()
    """The pages that hold such a paragraph."""


def printed_apart(entries: Iterable[Entry]) -> bool:
    """Whether a dump prints the cells of a row as blocks of their own: it does so with the cells of a header row."""
    return any(
        entry.gap
        and is_header_row(before.text)
        and (is_header_row(entry.text) or _HEADER_CELL.match(entry.text))
        for before, entry in pairwise(entries)
    )


def strays(rows: Sequence[RowBlock], loose: frozenset[int]) -> Strays:
    """Where a dump that prints cells apart has blocks that no row can call its own; ``loose`` are pages with lines of no row."""
    flat = flat_rows(rows)
    marked = any(item.mark for row in flat for item in row.stream)
    kept = _hyphens_kept(flat)
    paragraphs: set[int] = set()
    remarks: set[int] = set()
    pages = set(loose)
    for page, run in groupby(flat, key=lambda row: row.page):
        own = list(run)
        stray = [row for row in own if _paragraph(row, marked=marked)]
        if stray:
            pages.add(page)
        if not kept or any(len(row.columns) > 1 for row in flat):
            paragraphs.update(map(id, _up_to(stray, own)))
        if any(_is_remark(item) for row in own for item in _blocks(row)):
            remarks.update(map(id, own))
        if page in loose:
            paragraphs.update(map(id, own))
    return Strays(frozenset(paragraphs), frozenset(remarks), frozenset(pages))


def _up_to(stray: Sequence[RowBlock], page: Sequence[RowBlock]) -> list[RowBlock]:
    """The rows of a page up to the last stray one, and those behind it that share a criterion with one."""
    if not stray:
        return []
    last = max(index for index, row in enumerate(page) if row is stray[-1])
    criteria = {_criterion(row) for row in stray}
    return [row for index, row in enumerate(page) if index <= last or _criterion(row) in criteria]


def _criterion(row: RowBlock) -> str:
    return criterion_id(row.labels[0].indicator_id)


def _hyphens_kept(rows: Sequence[RowBlock]) -> bool:
    """Whether a dump kept the printed lines: a good part of them end in the middle of a word, with its hyphen."""
    lines = broken = 0
    for row in rows:
        for before, item in pairwise(row.stream):
            if not before.mark and not item.mark and not item.gap:
                lines += 1
                broken += bool(_BROKEN.search(before.fragment.text)) and bool(_REST.match(item.fragment.text))
    return broken >= _FEW and broken > _OFTEN * lines


def unordered(row: RowBlock, before: RowBlock | None, after: RowBlock | None) -> bool:
    """Whether a dump that prints cells apart does not tell the order of a row's texts, or how many rows share one.

    Marks of several columns that stand together have their texts in any order behind them; without marks, rows of one
    criterion may be a block with one text of several paragraphs. An indicator behind one that follows it in the framework
    may be words of a finding that repeats its wording.
    """
    if len(row.columns) > 1:
        return any(first.mark and item.mark for first, item in pairwise(row.stream))
    around = [
        other for other in (before, row, after) if other is not None and _criterion(other) == _criterion(row)
    ]
    ids = [other.labels[-1].indicator_id for other in around]
    return ids != sorted(ids) or (len(around) > 1 and not any(item.mark for item in row.stream))


def _is_remark(item: Item) -> bool:
    return begins_remark(item.fragment.text)


def _blocks(row: RowBlock) -> list[Item]:
    """The lines behind another line of text with which a block of whole sentences begins."""
    return [
        item
        for before, item in pairwise(row.stream)
        if item.gap
        and not item.mark
        and not before.mark
        and ended(before.fragment.text)
        and not item.fragment.text.lstrip()[:1].islower()
    ]


def _paragraph(row: RowBlock, *, marked: bool) -> bool:
    """Whether a row has more blocks of text than marks, or one before its mark, or a cell of a header row."""
    found = [item for item in _blocks(row) if not _is_remark(item)]
    # marks that are listed together have their paragraphs behind them
    header = any(
        item.gap and not item.mark and _HEADER_CELL.match(item.fragment.text.strip()) for item in row.stream
    )
    listed = sum(bool(before.mark and item.mark) for before, item in pairwise(row.stream))
    loose = marked and bool(row.stream) and not row.stream[0].mark
    # a remark stands behind its statement: where it comes first, it is another's
    loose = loose or any(before.mark and _is_remark(item) for before, item in pairwise(row.stream))
    return loose or header or len(found) > listed
