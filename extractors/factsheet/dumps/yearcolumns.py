"""Follow-ups whose columns a dump prints one after the other: on each page all indicators, and then for each column its marks and its texts.

As PDFs give them that are drawn column by column. The cell of the header row stands above the texts of each table, so which texts are of
which column and table is told, and so is how many marks a column has. Which indicator has which of them is told by the order where
there is one for each; else every way to deal them out is weighed as in ``apart``, and what other ways tell otherwise is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise, product

from ggsr_extract.extractors.factsheet.dumps.ways import FAR, Unit, Way, units_of, ways_of
from ggsr_extract.extractors.factsheet.dumps.yearheads import YEAR_CELL
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import (
    CONFLICT,
    Column,
    Item,
    PrintedLabel,
    RowBlock,
    Segment,
)
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.rows.wording import norm
from ggsr_extract.models.framework import theme_id
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_MOST_UNITS = 30
"""Units of a table beyond which the ways are too many to weigh."""


@dataclass(slots=True)
class _Printed:
    """A column of a page as the dump has it: its marks, and the lines of each table under the header cells of the column."""

    marks: list[Item] = field(default_factory=list)
    heads: list[Item] = field(default_factory=list)
    tables: list[list[Item]] = field(default_factory=list)


def years_in_turn(rows: Sequence[RowBlock], ledger: Ledger) -> list[RowBlock]:
    """The rows, with those of pages whose columns stand one after the other dealt out: a row for each indicator and column."""
    result: list[RowBlock] = []
    for _, run in groupby(rows, key=lambda row: row.page):
        page = list(run)
        result.extend(_dealt(page, ledger) or page)
    return result


def _dealt(page: Sequence[RowBlock], ledger: Ledger) -> list[RowBlock] | None:
    columns = page[-1].columns
    if (
        len({column.year for column in columns}) < 2
        or any(row.cells is not None or row.columns != columns for row in page)
        or any(row.stream for row in page[:-1])
        or not page[-1].stream
    ):
        return None
    tables = [
        list(run)
        for _, run in groupby(
            [(label, row) for row in page for label in row.labels],
            key=lambda pair: theme_id(pair[0].indicator_id),
        )
    ]
    printed = _printed(page[-1].stream, columns, len(tables))
    if printed is None:
        return None
    found: dict[int, list[RowBlock]] = {}
    early = min(column.year for column in columns)
    alone = sum(column.year == early for column in columns) == 1
    for position, (column, part) in enumerate(zip(columns, printed, strict=True)):
        labels = [[label for label, _ in table] for table in tables]
        dealt = _column(labels, part, every=alone and column.year == early)
        if dealt is None:
            return None
        owners = [row for table in tables for _, row in table]
        for (at, size), segment in dealt.items():
            flat = [label for table in labels for label in table]
            mark = (segment.mark,) if segment.mark else ()
            found.setdefault(at, []).append(
                replace(
                    owners[at],
                    labels=tuple(flat[at : at + size]),
                    only=position,
                    stream=(*mark, *segment.lines),
                    mended=(segment,),
                    heads=frozenset(),
                    settled=True,
                )
            )
    for part in printed:
        ledger.claim([item.fragment for item in part.heads], "table_header")
        ledger.claim([item.fragment for table in part.tables for item in table], "finding")
        ledger.claim([item.fragment for item in part.marks], "mark")
    return [row for at in sorted(found) for row in found[at]]


def _printed(stream: Sequence[Item], columns: Sequence[Column], tables: int) -> list[_Printed] | None:
    """The columns of a page; None where they do not stand one after the other, each with a header cell for each table."""
    names = {norm(column.name) for column in columns if column.name}
    result: list[_Printed] = []
    for before, item in zip([None, *stream], stream, strict=False):
        text = item.fragment.text
        match = YEAR_CELL.fullmatch(text) if not item.mark else None
        if item.mark:
            if not result or result[-1].heads:
                result.append(_Printed())
            result[-1].marks.append(item)
        elif match and (not match[2] or norm(match[2]) in names) and _free(before):
            if not result or (result[-1].tables and len(result[-1].tables) == tables):
                return None
            result[-1].heads.append(item)
            result[-1].tables.append([])
        elif not result or not result[-1].tables:
            return None
        elif not result[-1].tables[-1] and norm(text) in names:
            result[-1].heads.append(item)
        else:
            result[-1].tables[-1].append(item)
    if len(result) != len(columns) or any(len(part.tables) != tables for part in result):
        return None
    for column, part in zip(columns, result, strict=True):
        head = " ".join(item.fragment.text for item in part.heads[:2])
        match = YEAR_CELL.match(head)
        if not match or int(match[1]) != column.year or {mark.mark for mark in part.marks} - {MEETS, IMPROVE}:
            return None
        if column.name and norm(column.name) not in norm(head):
            return None
    return result


def _free(before: Item | None) -> bool:
    """Whether a line may be a header cell: no sentence is open before it."""
    text = before.fragment.text if before else ""
    return (
        before is None
        or before.mark is not None
        or ended(text)
        or bool(YEAR_CELL.fullmatch(text))
        or text.istitle()
    )


def _column(
    labels: Sequence[Sequence[PrintedLabel]], part: _Printed, *, every: bool
) -> dict[tuple[int, int], Segment] | None:
    """The statements of a column, by the first of the indicators that they cover and how many; ``every``: none has an empty cell."""
    count = sum(map(len, labels))
    marks = part.marks
    if not 0 < len(marks) <= count:
        return None
    full = every or len(marks) == count
    units = [units_of(table) for table in part.tables]
    if any(len(table) > _MOST_UNITS for table in units):
        return None
    near = list(
        _near(
            [[label.indicator_id for label in table] for table in labels], len(marks), units, spare=not full
        )
    )
    lines = [item for table in units for unit in table for item in unit.lines]
    flat = [unit for table in units for unit in table]
    result: dict[tuple[int, int], Segment] = {}
    at = 0
    while at < count:
        own = [way for way in near if way.first <= at < way.last]
        signs = {None if way.mark is None else marks[way.mark].mark for way in own}
        kinds = {mark.mark for mark in marks}
        if len({way[1:] for way in own}) == 1 and own[0].first == at:
            way = own[0]
            if way.mark is not None:
                text = tuple(item for unit in flat[way.begin : way.end] for item in unit.lines)
                sure = _whole(text)
                result[at, way.last - at] = Segment(marks[way.mark], text if sure else (), torn=not sure)
            at = way.last
            continue
        if signs != {None}:
            told = signs if signs else kinds if full else {None}
            mark = marks[min(at, len(marks) - 1)]
            (sign,) = told if len(told) == 1 else (None,)
            if len(marks) == count:
                mark, sign = marks[at], marks[at].mark
            result[at, 1] = Segment(replace(mark, mark=sign or CONFLICT), (), certain=False, torn=True)
        at += 1
    return result if lines or not part.tables else None


def _near(
    labels: Sequence[Sequence[str]], marks: int, units: Sequence[Sequence[Unit]], *, spare: bool
) -> Iterator[Way]:
    """The ways that are not worse by far than the best, counted over the whole page; each table has as many marks as texts."""
    options: list[dict[int, list[Way]]] = []
    for ids, table in zip(labels, units, strict=True):
        options.append({})
        for own in range(len(ids) + 1) if table else (0,):
            ways = ways_of(list(ids), own, table, len(ids) if spare else 0) if own or not table else []
            if ways:
                options[-1][own] = ways
    best = [{own: max(way.score for way in ways) for own, ways in option.items()} for option in options]
    shares = [share for share in product(*best) if sum(share) == marks]
    totals = {share: sum(scores[own] for scores, own in zip(best, share, strict=True)) for share in shares}
    if not totals:
        return
    top = max(totals.values())
    label = unit = 0
    for at, (ids, table) in enumerate(zip(labels, units, strict=True)):
        seen: set[tuple[int, int, int | None, int, int]] = set()
        for share, total in totals.items():
            ahead = sum(share[:at])
            for way in options[at][share[at]]:
                if total - best[at][share[at]] + way.score <= top - FAR:
                    continue
                moved = way._replace(
                    first=way.first + label,
                    last=way.last + label,
                    mark=None if way.mark is None else way.mark + ahead,
                    begin=way.begin + unit,
                    end=way.end + unit,
                )
                if moved[1:] not in seen:
                    seen.add(moved[1:])
                    yield moved
        label, unit = label + len(ids), unit + len(table)


def _whole(lines: Sequence[Item]) -> bool:
    """Whether lines are whole and follow each other: none of their words was taken for an indicator's."""
    return (
        bool(lines)
        and ended(lines[-1].fragment.text)
        and all(not item.fragment.line.text[: item.fragment.begin].strip() for item in lines)
        and all(
            item.fragment.line.number == before.fragment.line.number + 1 for before, item in pairwise(lines)
        )
    )
