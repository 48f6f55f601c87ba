"""Marks of follow-ups whose rows a dump tore, told by all marks of a table.

Tools that print cells apart print the rows of a table, and the cells of a column, from the top down, but may print a cell late.
Where behind each indicator of a table stand as many marks as its row may have, none was moved. A table with no other
mark than X needs no order at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ggsr_extract.extractors.factsheet.dumps.soundness import FOUND
from ggsr_extract.extractors.factsheet.dumps.withheld import without_mark, without_text
from ggsr_extract.extractors.factsheet.rows.rowblock import PrintedLabel, RowBlock, flat_rows
from ggsr_extract.extractors.layout.textmarks import holds_mark
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Statement
from ggsr_extract.models.framework import criterion_id, theme_id
from ggsr_extract.models.verdicts import IMPROVE, MEETS


def with_marks_of_tables(
    result: Sequence[Statement], stated: Sequence[Statement], rows: Sequence[RowBlock], *, apart: bool
) -> list[Statement]:
    """The statements of a follow-up, with the marks that its tables tell.

    ``result`` are those of which what cannot be trusted was withheld, ``stated`` the same as they were read, ``rows`` the
    row of each. ``apart``: the dump prints each cell as a block of its own, and so in an order of its own.
    """
    left = list(result)
    torn = apart and left != list(stated)
    # cells that are sorted, not laid apart, change rows where one has too many marks
    mixed = {row.page for row in rows if row.cells is None and len(_marks(row)) > len(row.columns) > 1}
    behind = {id(row) for before, row in pairwise(flat_rows(rows)) if _over_page(before)}
    latest = max((item.year for item in stated), default=0)
    for table in _tables(rows, _of_two_years):
        indices = [index for index, row in enumerate(rows) if any(row is other for other in table)]
        if any(match.score < FOUND for index in indices for match in stated[index].indicators):
            continue
        if any(map(_elsewhere, table)):
            continue
        if not apart and (
            any(row.stream and not row.stream[0].mark for row in table) or id(table[0]) in behind
        ):
            # a statement may have no mark, or that of the row before
            continue
        if torn and any(MEETS in _marks(row)[:-1] for row in table):
            left = [
                without_mark(without_text(item)) if index in indices else item
                for index, item in enumerate(left)
            ]
            continue
        told = dict(_regular(table, stated, rows, indices)) or dict(_alike(table, rows, indices, stated))
        for index, mark in told.items():
            if not apart and table[0].page in mixed and stated[index].year == latest:
                continue
            if left[index].mark is None:
                left[index] = _with_mark(left[index], mark)
    return left


def _tables(rows: Sequence[RowBlock], chosen: Callable[[RowBlock], bool]) -> list[list[RowBlock]]:
    """Runs of the chosen flat rows, by page and theme; ``rows`` may repeat."""
    every = list({id(row): row for row in rows}.values())
    return [
        list(run)
        for (takes, *_), run in groupby(
            every,
            key=lambda row: (
                row.cells is None and chosen(row),
                row.page,
                theme_id(row.labels[0].indicator_id),
            ),
        )
        if takes
    ]


def with_crosses_of_pages(result: Sequence[Statement], rows: Sequence[RowBlock]) -> list[Statement]:
    """The statements of a follow-up, with X for the earlier year of the indicators of pages that show no other mark.

    On such a page all indicators stand before all cells, of which none goes on over another page. Each indicator has a cell of the earlier year.
    """
    left = list(result)
    for _, run in groupby(flat_rows(rows), key=lambda row: row.page):
        page = list(run)
        last = page[-1]
        marks = _marks(last)
        if (
            not all(map(_of_two_years, page))
            or any(row.stream for row in page[:-1])
            or last.heads
            or set(marks) != {IMPROVE}
            or len(marks) < sum(len(row.labels) for row in page)
        ):
            continue
        own = {id(row) for row in page}
        latest = max(column.year for column in last.columns)
        for index, (item, row) in enumerate(zip(left, rows, strict=True)):
            found = all(match.score >= FOUND for match in item.indicators)
            if id(row) in own and item.year < latest and item.mark is None and found:
                left[index] = _with_mark(item, IMPROVE)
    return left


def torn_tables(rows: Sequence[RowBlock]) -> frozenset[int]:
    """The rows, by identity, of tables of two years that a dump tore, and that have more marks than the earlier year's.

    It shows where a row has marks and no text, nothing at all, or more marks than columns.
    """
    result: set[int] = set()
    for table in _tables(rows, _of_two_years):
        torn = any(
            all(item.mark for item in row.stream) or len(_marks(row)) > len(row.columns) for row in table
        )
        if torn and sum(len(_marks(row)) for row in table) > len(table):
            result.update(map(id, table))
    return frozenset(result)


def full_tables(rows: Sequence[RowBlock]) -> frozenset[int]:
    """The rows, by identity, of tables of several columns with as many marks as cells: no row can have more than one in each column."""
    return frozenset(
        id(row)
        for table in _tables(rows, _of_two_years)
        if sum(len(_marks(row)) for row in table) == sum(len(row.columns) * len(row.labels) for row in table)
        for row in table
    )


def _of_two_years(row: RowBlock) -> bool:
    return len({column.year for column in row.columns}) > 1 and not row.settled


def _of_one_column(row: RowBlock) -> bool:
    return len(row.columns) == 1 and not row.settled


def _elsewhere(row: RowBlock) -> bool:
    """Whether marks stand before the indicators of their row, as where a dump gives findings first, on another page or within a text."""
    first = row.labels[0].fragments[0].line.start
    if holds_mark(" ".join(item.fragment.text for item in row.stream if not item.mark)):
        return True
    return _over_page(row) or any(item.fragment.line.start < first for item in row.stream if item.mark)


def _over_page(row: RowBlock) -> bool:
    """Whether marks of a row stand on a page behind its own."""
    last = min(row.heads, default=None)
    return last is not None and any(item.mark and item.fragment.line.start >= last for item in row.stream)


def _marks(row: RowBlock) -> list[str]:
    return [item.mark for item in row.stream if item.mark]


def _regular(
    table: Sequence[RowBlock], stated: Sequence[Statement], rows: Sequence[RowBlock], indices: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """The marks of a table in which each row has as many as it may: one for each column, or one less, with √ but last.

    In a table with one column for each year, the later year's mark of a row behind one that has none may be that row's.
    """
    if not all(map(_regular_row, table)):
        return
    late = True
    for row in table:
        marks, narrow = _marks(row), len(row.columns) == 2
        # two crosses behind several indicators may be those of two rows in the earlier year
        open_ = len(marks) < 2 or (marks[-1] != MEETS and not one_cell(row))
        late = late and not (narrow and open_)
        latest = max(column.year for column in row.columns)
        own = [index for index in indices if rows[index] is row]
        early = [index for index in own if stated[index].year < latest]
        # a cell cut in two would be taken for those of two columns
        if len(early) < len(marks) or narrow:
            yield from ((index, marks[0]) for index in early)
        # two crosses may be those of both columns of the earlier year
        if late and (len(marks) == len(row.columns) or marks[-1] == MEETS):
            yield from ((index, marks[-1]) for index in own if index not in early)


def one_cell(row: RowBlock) -> bool:
    """Whether a row's indicators are one, or two on lines right below each other."""
    lines = [fragment.line.number for label in row.labels for fragment in label.fragments]
    return len(row.labels) == 1 or (len(row.labels) == 2 and lines[-1] - lines[0] < len(lines))


def _regular_row(row: RowBlock) -> bool:
    marks = _marks(row)
    criteria = {criterion_id(label.indicator_id) for label in row.labels}
    return (
        len(criteria) == 1
        and bool(marks)
        and (len(row.labels) == 1 or len(row.columns) == len(marks) == 2)
        and len(row.columns) - 1 <= len(marks) <= len(row.columns)
        and set(marks[:-1]) <= {IMPROVE}
        and (marks[-1] == IMPROVE or (marks[-1] == MEETS and len(marks) > 1))
    )


def _alike(
    table: Sequence[RowBlock], rows: Sequence[RowBlock], indices: Sequence[int], stated: Sequence[Statement]
) -> Iterator[tuple[int, str]]:
    """The marks of a table in which all are X: those of the earlier year, and of the later where there are two for each indicator."""
    marks = [mark for row in table for mark in _marks(row)]
    labels = sum(len(row.labels) for row in table)
    full = bool(full_tables(table))
    if (
        set(marks) != {IMPROVE}
        or len(marks) < labels
        or not (full or all(len(row.columns) == 2 for row in table))
    ):
        return
    for index in indices:
        latest = max(column.year for column in rows[index].columns)
        if stated[index].year < latest or full:
            yield index, IMPROVE


def _with_mark(item: Statement, mark: str) -> Statement:
    kept = tuple(check for check in item.checks if check.code not in _WITHOUT)
    check = Check(
        "column_inferred",
        "The dump tore this row; its mark is told by those of all rows of its table.",
        "finding",
    )
    return replace(
        item, mark=mark, checks=kept if any(c.code == check.code for c in kept) else (*kept, check)
    )


_WITHOUT = ("mark_uncertain", "mark_missing", "mark_conflict")


def marks_behind(rows: Sequence[RowBlock]) -> dict[tuple[int, str], str]:
    """The marks of findings in one column that are told where behind all indicators of a table their marks stand, by line and id of each indicator.

    As many as indicators: each its own, in order. Fewer, but all of one kind: that, whichever of them covers an indicator.
    ``rows`` are as the dump has them.
    """
    told: dict[tuple[int, str], str] = {}
    # a row without a mark has it elsewhere on its page
    short = {row.page for row in rows if row.cells is None and not _marks(row)}
    for table in _tables(rows, _of_one_column):
        if table[0].page in short or not all(map(_marked_behind, table)) or any(map(_elsewhere, table)):
            continue
        for row in table:
            marks = _marks(row)
            criteria = {criterion_id(label.indicator_id) for label in row.labels}
            if len(marks) == len(row.labels):
                own = marks
            elif len(set(marks)) == 1 and len(marks) > 1 == len(criteria):
                own = marks[:1] * len(row.labels)
            else:
                continue
            told.update(zip(map(_place, row.labels), own, strict=True))
    return told


def with_marks_behind(
    result: Sequence[Statement],
    rows: Sequence[RowBlock],
    told: Mapping[tuple[int, str], str],
    cut: frozenset[int],
) -> list[Statement]:
    """The statements, with those of the marks that ``marks_behind`` tells that were withheld or not read.

    ``cut``: the rows, by identity, of blocks that a page break cuts, whose marks may be those of more indicators.
    """
    left = list(result)
    told = {**marks_behind(list({id(row): row for row in rows}.values())), **told}
    for index, (item, row) in enumerate(zip(result, rows, strict=True)):
        covered = {match.indicator_id for match in item.indicators}
        marks = {told.get(_place(label)) for label in row.labels if label.indicator_id in covered}
        (mark,) = marks if len(marks) == 1 else (None,)
        if (
            item.mark is None
            and mark
            and id(row) not in cut
            and all(match.score >= FOUND for match in item.indicators)
        ):
            left[index] = _with_mark(item, mark)
    return left


def _place(label: PrintedLabel) -> tuple[int, str]:
    return label.fragments[0].line.start, label.indicator_id


def _marked_behind(row: RowBlock) -> bool:
    """Whether behind a row's indicators stand as many marks, or fewer where they may be a block."""
    marks = _marks(row)
    block = len({criterion_id(label.indicator_id) for label in row.labels}) == 1
    return (
        0 < len(marks) <= len(row.labels)
        and (block or len(marks) == len(row.labels))
        and set(marks) <= {MEETS, IMPROVE}
    )
