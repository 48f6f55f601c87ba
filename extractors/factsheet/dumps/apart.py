"""Pages of flat text whose columns a dump prints one after the other: all indicators, all marks, and then all texts.

As PDFs give them that are drawn column by column. What is sure is the order: with as many marks as indicators each has its
own. With fewer, some indicators share a mark as a block of one criterion, or have none, and the texts tell which: every way
to cut the texts at ends of sentences and to deal them and the marks out in order is weighed by the words that texts and
indicators have in common. A mark or a text is taken where every way that gives another is worse by far; the rest is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ggsr_extract.extractors.factsheet.dumps.bycells import by_cells
from ggsr_extract.extractors.factsheet.dumps.ways import FAR, Unit, Way, blocks_of, units_of, ways_of
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import CONFLICT, Item, RowBlock, Segment
from ggsr_extract.models.framework import criterion_id, theme_id
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_MOST, _MOST_UNITS = 20, 50
"""Indicators and units of a page beyond which the ways are too many to weigh."""


def columns_apart(rows: Sequence[RowBlock], ledger: Ledger, *, apart: bool) -> list[RowBlock]:
    """The rows, with those of a page, a table or a part of one dealt out whose columns stand one after the other.

    ``apart``: the dump prints each cell as a block of its own, so that tables whose cells are whole can be told.
    """
    result: list[RowBlock] = []
    pages = [list(run) for _, run in groupby(rows, key=lambda row: row.page)]
    for index, page in enumerate(pages):
        last = index + 1 == len(pages)
        after = None if last else pages[index + 1]
        for whole, group in by_cells(page, after, ledger) if apart else [(False, page)]:
            if whole:
                result.extend(group)
                continue
            for part in _groups(group):
                at_end = last or part[-1] is not page[-1]
                before = result[-1] if result and result[-1].page != part[0].page else None
                dealt = _dealt(part, ledger, before, last=at_end) if _in_turn(part) else None
                if dealt and part[0] is not page[0] and result:
                    result[-1] = _with_open_text(result[-1])
                result.extend(dealt or part)
    return result


def _with_open_text(row: RowBlock) -> RowBlock:
    """A row with one mark, the end of whose text may stand among those that are dealt out behind it."""
    marks = [item for item in row.stream if item.mark]
    if row.settled or len(row.labels) != 1 or len(marks) != 1:
        return row
    return replace(row, mended=(Segment(marks[0], row.stream[1:], certain=False, torn=True),), settled=True)


def _groups(page: Sequence[RowBlock]) -> list[list[RowBlock]]:
    """The rows of a page that are dealt out together: all of them, those of each table, or those up to each that has marks.

    The last only where all others have as many marks as indicators: nothing was moved from one to another.
    """
    if _in_turn(page):
        return [list(page)]
    result: list[list[RowBlock]] = []
    for _, run in groupby(page, key=lambda row: theme_id(row.labels[0].indicator_id)):
        table = list(run)
        parts: list[list[RowBlock]] = [[]]
        for row in table:
            parts[-1].append(row)
            if row.stream:
                parts.append([])
        parts = [part for part in parts if part]
        spare = [_spare(part) for part in parts]
        whole = _in_turn(table) or any(more is None for more in spare) or sum(map(bool, spare)) > 1
        result.extend([table] if whole else parts)
    return result


def _spare(part: Sequence[RowBlock]) -> int | None:
    """How many more indicators than marks some rows have; None where they have none, more, or text before the first."""
    marks = sum(bool(item.mark) for row in part for item in row.stream)
    labels = sum(len(row.labels) for row in part)
    return labels - marks if 0 < marks <= labels and part[-1].stream[0].mark else None


def _in_turn(page: Sequence[RowBlock]) -> bool:
    """Whether all indicators of some rows stand before all of their marks and texts, which begin with a mark."""
    if any(row.cells is not None or len(row.columns) > 1 or row.torn for row in page) or any(
        row.stream for row in page[:-1]
    ):
        return False
    stream = page[-1].stream
    labels = [label.indicator_id for row in page for label in row.labels]
    marks = [item.mark for item in stream if item.mark]
    return (
        len({criterion_id(label) for label in labels}) > 1
        and 1 < len(marks) <= len(labels) <= _MOST
        and labels == sorted(labels)
        and set(marks) <= {MEETS, IMPROVE}
        and stream[0].mark is not None
    )


def _dealt(
    page: Sequence[RowBlock], ledger: Ledger, before: RowBlock | None, *, last: bool
) -> list[RowBlock] | None:
    """Rows dealt out; ``before`` is the last one of the page before, ``last`` whether no text goes on behind them."""
    labels = [label for row in page for label in row.labels]
    origins = [row for row in page for _ in row.labels]
    marks = [item for item in page[-1].stream if item.mark]
    texts = [item for item in page[-1].stream if not item.mark]
    units = units_of(texts)
    if len(units) > _MOST_UNITS:
        return None
    blocks = blocks_of(page[-1].stream)
    # a text without a mark would be one more
    whole = len(blocks) == len(marks) >= sum(unit.short for unit in units)
    if whole:
        units = [Unit(tuple(block), short=True) for block in blocks]
    # the rest of a block that a page break cuts may have its marks there
    criteria = [criterion_id(label.indicator_id) for label in labels]
    cut = before is not None and criterion_id(before.labels[-1].indicator_id) == criteria[0]
    head = next((at for at, item in enumerate(criteria) if item != criteria[0]), 0) if cut else 0
    spare = head if whole else len(labels) if len(labels) > len(marks) else 0
    ways = ways_of([label.indicator_id for label in labels], len(marks), units, spare)
    if not ways:
        return None
    best = max(way.score for way in ways)
    result: list[RowBlock] = []
    at = 0
    while at < len(labels):
        own = [way for way in ways if way.first <= at < way.last]
        chosen = max(own, key=lambda way: way.score)
        signs = {_sign(marks, way) for way in own if way.score > best - FAR}
        mark = marks[chosen.mark if chosen.mark is not None else own[0].mark or 0]
        if signs == {None}:
            segment = Segment(None, (), certain=False, torn=True)
        elif len(signs) == 1:
            segment = Segment(mark, (), certain=False, torn=True)
        else:
            segment = Segment(replace(mark, mark=CONFLICT), (), certain=False, torn=True)
        covered = 1
        sure = (
            not any(way[1:] != chosen[1:] and way.score > best - FAR for way in own)
            and chosen.first == at
            and (last or chosen.last < len(labels))
        )
        if sure:
            lines = tuple(item for unit in units[chosen.begin : chosen.end] for item in unit.lines)
            segment = replace(segment, lines=lines, torn=False)
            covered = chosen.last - chosen.first
        stream = ((segment.mark,) if segment.mark else ()) + segment.lines
        result.append(
            replace(
                origins[at],
                labels=tuple(labels[at : at + covered]),
                stream=stream,
                mended=(segment,),
                settled=True,
            )
        )
        at += covered
    ledger.claim([item.fragment for item in texts], "finding")
    ledger.claim([item.fragment for item in marks], "mark")
    return result


def _sign(marks: Sequence[Item], way: Way) -> str | None:
    return None if way.mark is None else marks[way.mark].mark
