"""Paragraphs that a dump printed apart from the statement that they belong to.

Tools that collect lines to blocks by the space around them, as `pdftotext` does, print the second paragraph of a finding
as a block of its own, which often comes behind another row of the page. A block like that has no mark, and nothing in the
dump tells whose it is; nor can any statement of the page be trusted to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ggsr_extract.extractors.factsheet.entries import Entry
from ggsr_extract.extractors.factsheet.phrases import is_header_row
from ggsr_extract.extractors.factsheet.rows import Item, RowBlock

_SENTENCE_END = re.compile(r"[.?!:;…][)\]’'”\"*]*\s*$")
_REMARK = re.compile(r"\s*let\s+op\b", re.IGNORECASE)
_HEADER_CELL = re.compile(r"20\d\d(\W+\w+){0,6}$")


@dataclass(frozen=True, slots=True)
class Strays:
    """The pages that hold a paragraph, and those that hold a remark, whose statement cannot be told."""

    paragraphs: frozenset[int] = frozenset()
    remarks: frozenset[int] = frozenset()


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
    flat = [row for row in rows if row.cells is None]
    marked = any(item.mark for row in flat for item in row.stream)
    return Strays(
        frozenset(row.page for row in flat if _paragraph(row, marked=marked)) | loose,
        frozenset(row.page for row in flat if any(map(_is_remark, _blocks(row)))),
    )


def unordered(row: RowBlock, before: RowBlock | None, after: RowBlock | None) -> bool:
    """Whether a dump that prints cells apart does not tell the order of a row's texts, or how many rows share one.

    Marks of several columns that stand together have their texts in any order behind them; without marks, rows of one
    criterion may be a block with one text of several paragraphs.
    """
    if len(row.columns) > 1:
        return any(first.mark and item.mark for first, item in pairwise(row.stream))
    criterion = row.labels[0].indicator_id.rsplit(".", 1)[0]
    beside = [other for other in (before, after) if other is not None]
    alike = any(other.labels[0].indicator_id.rsplit(".", 1)[0] == criterion for other in beside)
    return alike and not any(item.mark for item in row.stream)


def _is_remark(item: Item) -> bool:
    return bool(_REMARK.match(item.fragment.text))


def _blocks(row: RowBlock) -> list[Item]:
    """The lines behind another line of text with which a block of whole sentences begins."""
    return [
        item
        for before, item in pairwise(row.stream)
        if item.gap
        and not item.mark
        and not before.mark
        and _SENTENCE_END.search(before.fragment.text)
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
    return loose or header or len(found) > listed
