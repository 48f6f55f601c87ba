"""Rows of flat text to which a dump gave the end of the row before, or left a heading's words among their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ggsr_extract.extractors.factsheet.dumps.soundness import continues
from ggsr_extract.extractors.factsheet.phrases import is_header_row
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import Item, RowBlock
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.rows.wording import NUMBER, labels, norm
from ggsr_extract.models.framework import criterion_id, framework

_YEAR = re.compile(r"20\d\d")


def regroup(rows: Sequence[RowBlock], ledger: Ledger) -> list[RowBlock]:
    """Put back what a dump moved into the next row: the end of a finding, or the whole of a block.

    Where indicator and finding stand side by side on the same lines, a finding that goes on beside the next indicator is
    that of a block, and so is an indicator with nothing beside it. Where they stand apart, the finding's end was only
    printed too late.
    """
    beside = lines_shared(rows)
    result: list[RowBlock] = []
    for row in rows:
        if not shares_line(row):
            row = replace(row, stream=_without_leftovers(row.stream, ledger))
        before = result[-1] if result else None
        taken_up = before is not None and takes_up(before, row)
        if before is None or not lone_column(before, row) or not (taken_up or (beside and not row.stream)):
            result.append(row)
        elif beside and criterion_of(before) == criterion_of(row):
            result[-1] = replace(
                before, labels=(*before.labels, *row.labels), stream=(*before.stream, *row.stream)
            )
        elif taken_up:
            cut = _end_of_rest(row.stream)
            result[-1] = replace(before, stream=(*before.stream, *row.stream[:cut]))
            result.append(replace(row, stream=row.stream[cut:]))
        else:
            result.append(row)
    return result


def lone_column(before: RowBlock, row: RowBlock) -> bool:
    """Whether two rows of flat text have one column of findings."""
    return before.cells is None and row.cells is None and len(before.columns) == len(row.columns) == 1


def takes_up(before: RowBlock, row: RowBlock) -> bool:
    """Whether a row begins with the rest of the sentence in which the row before ends."""
    if not before.stream or not row.stream:
        return False
    last, first = before.stream[-1], row.stream[0]
    if last.mark or first.mark or ended(last.fragment.text):
        return False
    return continues(first.fragment.text)


def criterion_of(row: RowBlock) -> str:
    """The number of the criterion that a row's last indicator belongs to."""
    return criterion_id(row.labels[-1].indicator_id)


def lines_shared(rows: Sequence[RowBlock]) -> bool:
    """Whether a dump prints the columns of a row on the same lines, with nothing but a space between."""
    return sum(map(shares_line, rows)) > 0.2 * len(rows)


def shares_line(row: RowBlock) -> bool:
    """Whether words of an indicator and of a finding stand on one line with nothing but a space between."""
    ends = {fragment.line.start: fragment.end for label in row.labels for fragment in label.fragments}
    marked = None
    for item in row.stream:
        line = item.fragment.line
        end = ends.get(line.start)
        if item.mark is not None:
            marked = line.start
            continue
        if end is None or marked == line.start:
            # elsewhere, or behind a mark
            continue
        between = line.text[end : item.fragment.begin + 2]
        return "\t" not in between and "|" not in between and not between.startswith("  ")
    return False


def _end_of_rest(stream: Sequence[Item]) -> int:
    """How many items are the rest of a sentence: up to a mark, or to the first line that ends it."""
    for index, item in enumerate(stream):
        if item.mark:
            return index
        if ended(item.fragment.text):
            return index + 1
    return len(stream)


def _without_leftovers(stream: tuple[Item, ...], ledger: Ledger) -> tuple[Item, ...]:
    """Without lines between sentences that are a theme's or criterion's name, or a part of one, or a header row's words."""
    kept: list[Item] = []
    for index, item in enumerate(stream):
        following = stream[index + 1] if index + 1 < len(stream) else None
        free = not kept or kept[-1].mark or ended(kept[-1].fragment.text)
        free = free and (
            following is None or following.mark is not None or not continues(following.fragment.text)
        )
        if item.mark is None and free and is_heading(item.fragment.text):
            ledger.claim([item.fragment], "criterion")
        else:
            kept.append(item)
    return tuple(kept) if len(kept) < len(stream) else stream


@cache
def _heading_words() -> tuple[str, ...]:
    """The themes' and criteria's names as runs of words with spaces around."""
    criteria = [" ".join(label.words) for label in labels() if not label.is_indicator]
    themes = [" ".join(map(norm, name.split())) for name in framework().themes.values()]
    return tuple(f" {name} " for name in (*criteria, *themes))


def is_heading(text: str) -> bool:
    """Whether a line is a theme's or criterion's name, or a part of one, or a header row's words or a number."""
    if ended(text) or len(text) > 60:
        return False
    words = " ".join(word for word in map(norm, text.split()) if word)
    if _YEAR.fullmatch(words) or NUMBER.fullmatch(text.strip()):
        return True
    return bool(words) and (is_header_row(text) or any(f" {words} " in name for name in _heading_words()))
