"""Blocks in dumps that print by place: which of a criterion's indicators share a mark, where the dump does not say it.

A block is several indicators beside one cell, in which one or more marks stand, each with its text. A dump that prints line
by line, or cell by cell, as they stand on the page, shows where a block begins, beside its first indicator, but not where it
ends; and inside a block, a mark may by chance stand beside any of its indicators. What is sure is the order. With as many
marks as indicators in a criterion, each has its own. With fewer, an indicator has one of those that the order leaves to it:
where they agree, its mark is known, and where its place and the wording agree as well, its text is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import (
    CONFLICT,
    Item,
    PrintedLabel,
    RowBlock,
    Segment,
    flat_rows,
)
from ggsr_extract.extractors.factsheet.rows.segments import (
    MarkOrder,
    deal,
    ended,
    one_paragraph,
    plain_text,
    segments,
)
from ggsr_extract.models.framework import criterion_id, framework


def deal_blocks(rows: Sequence[RowBlock], ledger: Ledger, *, beside: bool) -> list[RowBlock]:
    """The rows of a dump that prints by place, with the blocks of each criterion dealt out anew where they need it.

    ``beside``: line by line, with the columns on the same lines; otherwise cell by cell.
    """
    result: list[RowBlock] = []
    for _, run in groupby(rows, key=_kind):
        group = list(run)
        plain = all(map(_plain, group))
        marks = sum(bool(item.mark) for row in group for item in row.stream)
        labels = sum(len(row.labels) for row in group)
        flat = all(row.cells is None and len(row.columns) == 1 and _one_criterion(row) for row in group)
        result.extend(
            group if plain or not flat or not 0 < marks <= labels else _dealt(group, ledger, beside=beside)
        )
    return result


def joined_columns(rows: Sequence[RowBlock]) -> list[RowBlock]:
    """The rows, with those of a page put together whose columns a dump prints one after the other: all indicators, as many
    marks, and then the texts.
    """
    result: list[RowBlock] = []
    for _, run in groupby(rows, key=lambda row: row.page):
        pending: list[RowBlock] = []
        for row in run:
            pending.append(row)
            if row.cells is not None or row.stream:
                result.extend(_in_columns(pending))
                pending = []
        result.extend(pending)
    return result


def _in_columns(group: Sequence[RowBlock]) -> Sequence[RowBlock]:
    """Rows of which only the last has anything beside its indicators, as one where all marks are listed beside it."""
    labels = tuple(label for row in group for label in row.labels)
    stream = group[-1].stream
    marks = sum(bool(item.mark) for item in stream)
    listed = all(item.mark for item in stream[:marks])
    single = all(row.cells is None and len(row.columns) == 1 for row in group)
    if len(group) == 1 or not single or not listed or marks != len(labels):
        return group
    return [replace(group[0], labels=labels, stream=stream)]


def listed(row: RowBlock) -> bool:
    """Whether a row is a block of one criterion whose marks stand together before its texts: where one ends may not be told, but nothing is torn."""
    marks = sum(bool(item.mark) for item in row.stream)
    return (
        _one_criterion(row) and 1 < marks <= len(row.labels) and all(item.mark for item in row.stream[:marks])
    )


def cut_blocks(rows: Sequence[RowBlock]) -> frozenset[int]:
    """The rows, by identity, that are the rest of a block which a page break cut: beside its first indicators stand more marks than texts."""
    flat = flat_rows(rows)
    return frozenset(
        id(row)
        for before, row in pairwise(flat)
        if row.page != before.page
        and _kind(before) == _kind(row)
        and len(row.labels) != sum(bool(item.mark) for item in row.stream)
        and listed(before)
        and one_paragraph([item for item in before.stream if not item.mark])
    )


def halved_blocks(rows: Sequence[RowBlock], order: MarkOrder) -> list[tuple[RowBlock, RowBlock]]:
    """Rows of a criterion on both sides of a page break, where what stands before the first mark of the second goes on with the first: a block of both."""
    if order is MarkOrder.AFTER:
        return []
    lead = 1 if order is MarkOrder.SECOND else 0
    return [
        (before, row)
        for before, row in pairwise(flat_rows(rows))
        if row.page != before.page
        and _kind(before) == _kind(row)
        and len(row.columns) == 1
        and any(item.mark for item in before.stream)
        and next((index for index, item in enumerate(row.stream) if item.mark), 0) > lead
    ]


def _one_criterion(row: RowBlock) -> bool:
    return len({criterion_id(label.indicator_id) for label in row.labels}) == 1


def _plain(row: RowBlock) -> bool:
    """Whether a row is one indicator with one mark, which stands before its text."""
    marks = sum(bool(item.mark) for item in row.stream)
    return len(row.labels) == marks == 1 and row.stream[0].mark is not None


def _kind(row: RowBlock) -> tuple[str, bool]:
    return criterion_id(row.labels[0].indicator_id), row.cells is None


def _dealt(group: Sequence[RowBlock], ledger: Ledger, *, beside: bool) -> list[RowBlock]:
    labels = [label for row in group for label in row.labels]
    stream = [item for row in group for item in row.stream]
    if not stream[0].mark:
        return list(group)
    found = segments(stream, MarkOrder.BEFORE)
    count = len(labels)
    if len(found) == count and _even(group) and not beside and _contrary(group):
        # cells printed one by one, not in order: place and order are both told only where they agree
        kinds = {segment.mark.mark for segment in found if segment.mark}
        own = [segment.mark if len(kinds) == 1 else None for segment in found]
        at = 0
        for row in group:
            marks = [item for item in row.stream if item.mark]
            ordered = found[at].mark
            if len(row.labels) == len(marks) == 1 and ordered and marks[0].mark == ordered.mark:
                own[at] = marks[0]
            at += len(row.labels)
        ledger.claim([item.fragment for item in stream], "finding")
        return [
            _row(
                group,
                [label],
                Segment(mark or Item(stream[0].fragment, CONFLICT), (), certain=False, torn=True),
            )
            for label, mark in zip(labels, own, strict=True)
        ]
    if len(found) == count and _even(group):
        return [_row(group, [label], segment) for label, segment in zip(labels, found, strict=True)]
    if len(found) == count:
        # no row goes beyond its page: as many marks as indicators in all is chance
        return list(group)
    hints = [framework().by_id[label.indicator_id].indicator for label in labels]
    starts = deal(hints, [plain_text(segment.lines) for segment in found])
    worded = [sum(start <= index for start in starts) - 1 for index in range(count)]
    places = _places(group, beside=beside)
    agreed = [place.mark == word for place, word in zip(places, worded, strict=True)]
    torn: set[int | None] = {place.before for place in places if place.lone}
    for place, word, agree in zip(places, worded, agreed, strict=True):
        if not agree:
            torn |= {word, place.mark}
    result: list[RowBlock] = []
    kept: set[int] = set()
    index = 0
    while index < count:
        mark = worded[index]
        last = index + 1
        while agreed[index] and last < count and worded[last] == mark and agreed[last]:
            last += 1
        if agreed[index] and mark not in torn:
            result.append(_row(group, labels[index:last], found[mark]))
            kept.add(mark)
        else:
            result.extend(
                _row(group, [labels[at]], _unsure(found, at, count, places)) for at in range(index, last)
            )
        index = last
    for at, segment in enumerate(found):
        if at not in kept:
            ledger.claim([item.fragment for item in segment.lines], "finding")
            if segment.mark:
                ledger.claim([segment.mark.fragment], "mark")
    return result


def _contrary(group: Sequence[RowBlock]) -> bool:
    """Whether an indicator with one mark beside it would have another by the order of all."""
    labels = marks = 0
    for row in group:
        own = sum(bool(item.mark) for item in row.stream)
        if len(row.labels) == own == 1 and labels != marks:
            return True
        labels, marks = labels + len(row.labels), marks + own
    return False


def _even(group: Sequence[RowBlock]) -> bool:
    """Whether each page of a run of rows has as many marks as indicators."""
    pages = [list(rows) for _, rows in groupby(group, key=lambda row: row.page)]
    return all(
        sum(len(row.labels) for row in rows) == sum(bool(item.mark) for row in rows for item in row.stream)
        for rows in pages
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an indicator stands: the mark that its place gives it (None where it gives none), and the last one before it.

    ``lone``: beside it begins a text without a mark, which may be a statement without a mark or more of the block before.
    """

    mark: int | None
    before: int
    lone: bool = False


def _places(group: Sequence[RowBlock], *, beside: bool) -> list[_Place]:
    """Per indicator, its place. Where cells are printed one by one, the first of several before a mark may be of the block before."""
    result: list[_Place] = []
    seen = 0
    goes_on = False
    for row in group:
        marks = sum(bool(item.mark) for item in row.stream)
        lines = [item for item in row.stream if not item.mark]
        lone = not marks and bool(lines)
        own = seen if marks == 1 else None
        if not marks and (not lines or (goes_on and lines[0].fragment.text.lstrip()[:1].islower())):
            own, lone = seen - 1, False
        first = None if result and not beside else own
        result.extend(
            _Place(own if at == len(row.labels) - 1 else first, seen - 1, lone)
            for at in range(len(row.labels))
        )
        seen += marks
        if lines:
            goes_on = not ended(lines[-1].fragment.text)
    return result


def _unsure(found: Sequence[Segment], index: int, count: int, places: Sequence[_Place]) -> Segment:
    """An indicator's statement where only the order is known: its mark when all that the order leaves agree, no text."""
    spare = count - len(found)
    options = [segment.mark for segment in found[max(0, index - spare) : index + 1] if segment.mark]
    kinds = {item.mark for item in options}
    if places[index].lone or len(kinds) > 1:
        return Segment(Item(options[0].fragment, CONFLICT), (), certain=False, torn=True)
    return Segment(options[0], (), certain=False, torn=True)


def _row(group: Sequence[RowBlock], labels: Sequence[PrintedLabel], segment: Segment) -> RowBlock:
    mark = (segment.mark,) if segment.mark else ()
    origin = next(row for row in group if labels[0] in row.labels)
    return replace(origin, labels=tuple(labels), stream=(*mark, *segment.lines), mended=(segment,))
