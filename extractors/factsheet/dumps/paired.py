"""Tables in which each mark has its text right behind it, and no cell is left over or lacking.

A dump that prints cells apart may print one late, among those of other rows. Where each row of a table has a mark and its text for each
column, or fewer of which the last is √ and so the later year's, none was moved: it would be lacking in its own row. What stands in
one column keeps its order, so none comes from behind the header row of another table. In follow-ups the header row tells
which cell is which, from left to right; but tools that sort cells by their middle or their end print a shorter one first, so unless the dump shows that
it does not, the second of two with the same mark must not be the longer one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from ggsr_extract.extractors.factsheet.dumps.displaced import sorted_by_length
from ggsr_extract.extractors.factsheet.dumps.soundness import continues, interrupted, run_on, sound, spliced
from ggsr_extract.extractors.factsheet.dumps.tablemarks import one_cell
from ggsr_extract.extractors.factsheet.dumps.yearheads import YEAR_CELL
from ggsr_extract.extractors.factsheet.rows.rowblock import Item, RowBlock, Segment
from ggsr_extract.extractors.factsheet.rows.segments import begins_remark, ended, ends_list
from ggsr_extract.extractors.factsheet.rows.wording import similarity
from ggsr_extract.extractors.factsheet.statements.columns import looks_back
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS
from ggsr_extract.models.factsheet import Statement
from ggsr_extract.models.framework import criterion_id, theme_id
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_LONGER = 1
"""By so many lines a cell may be longer than the one before it: sorted by their middles, those of two columns still come from left to right."""
_SHORTER = 8
"""A cell that is shorter by so many lines would come before the one beside it, were they sorted by their middles."""
_JOINED, _MANY = 2, 3
"""Lines of so many times the usual length, and how many of them are no chance."""
_ROOM = 0.6
"""The part of a cell's width within which a line and the next word leave room: there a line is broken only at a paragraph's end."""


def with_pairs(rows: Sequence[RowBlock]) -> list[RowBlock]:
    """The rows of one part, with the statements of those that all of their table tells."""
    result: list[RowBlock] = []
    ordered = _from_left_to_right(rows)
    for _, run in groupby(rows, key=lambda row: row.page):
        page = list(run)
        tables = [
            list(part) for _, part in groupby(page, key=lambda row: theme_id(row.labels[0].indicator_id))
        ]
        labels = [label.indicator_id for row in page for label in row.labels]
        for at, table in enumerate(tables):
            closed = labels == sorted(labels) and not any(map(_entered, tables[at + 1 :]))
            result.extend(_told(table, ordered=ordered) if closed else table)
    return result


def _told(table: Sequence[RowBlock], *, ordered: bool) -> list[RowBlock]:
    """The rows of a table, with the statements of those that it tells; ``ordered``: the dump prints cells from left to right."""
    found = [_paired(row) for row in table]
    if not all(found) or any(map(_cut_label, table, table[1:])):
        return list(table)
    # a third cell may be the second of a row that has but two
    fewest = min(len(own or ()) for own in found)
    return [
        replace(row, mended=own if len(row.columns) > 1 else row.mended, paired=True)
        if own and len(own) == fewest and one_cell(row) and (ordered or _in_order(row, own))
        else row
        for row, own in zip(table, found, strict=True)
    ]


def with_paired(
    result: Sequence[Statement],
    stated: Sequence[Statement],
    rows: Sequence[RowBlock],
    loose: Collection[int],
    moved: Collection[int],
) -> list[Statement]:
    """The statements of which what cannot be trusted was withheld, and those of rows that are told by their tables as they were ``stated``.

    ``loose``: the pages where texts stand among the tables that no row has; ``moved``: the rows, by identity, in one column beside which those of
    others may stand.
    """
    if sorted_by_length(rows):
        return list(result)
    return [
        own
        if row.paired
        and sound(own, row)
        and row.page not in loose
        and (len(row.columns) > 1 or id(row) not in moved)
        else item
        for item, own, row in zip(result, stated, rows, strict=True)
    ]


def _entered(table: Sequence[RowBlock]) -> bool:
    """Whether a paragraph of a table before may stand in a table: before its first mark or a cell of its header row, or as one more than its marks."""
    marks = begun = 0
    for row in table:
        for before, item in zip([None, *row.stream], row.stream, strict=False):
            if item.mark:
                marks += 1
                continue
            if item.gap and YEAR_CELL.fullmatch(item.fragment.text):
                return True
            opens = before is None or before.mark or (item.gap and ended(before.fragment.text))
            begun += bool(opens) and not continues(item.fragment.text)
    return begun > marks or bool(table[0].stream and not table[0].stream[0].mark)


def _paired(row: RowBlock) -> tuple[Segment, ...] | None:
    """A row's marks, each with the text behind it; None where it has not as many as it may, or where a text is not evidently whole."""
    if row.cells is not None or row.settled or row.torn or row.heads:
        return None
    found = _pairs(row)
    marks = [part.mark.mark for part in found if part.mark]
    full = len(found) == len(row.columns)
    if not full and not (1 < len(found) < len(row.columns) and marks[-1] == MEETS):
        return None
    met = marks.index(MEETS) if MEETS in marks else len(marks)
    if (
        {*marks[:met]} - {IMPROVE}
        or {*marks[met:]} - {MEETS}
        or not _label_apart(row)
        or any(map(_ragged, found))
    ):
        return None
    order = replace(
        row, stream=tuple(item for part in found if part.mark for item in (part.mark, *part.lines))
    )
    if run_on(order) or spliced(order) or interrupted(order):
        return None
    return found


def _pairs(row: RowBlock) -> tuple[Segment, ...]:
    """A row's marks, each with the block of lines behind it; none where that is not all.

    A dump may print the first lines of all cells, level with their marks, before what is left of each, in the same order.
    """
    found: list[Segment] = []
    rests: list[list[Item]] = []
    lines: list[list[Item]] = []
    before: Item | None = None
    for item in row.stream:
        if item.mark:
            if rests or (found and not lines[-1]):
                return ()
            found.append(Segment(item, ()))
            lines.append([])
        elif before is None:
            return ()
        elif before.mark:
            lines[-1].append(item)
        elif item.gap:
            rests.append([item])
        else:
            (rests or lines)[-1].append(item)
        before = item
    if (
        not found
        or not lines[-1]
        or any(continues(first.fragment.text) or begins_remark(first.fragment.text) for first, *_ in lines)
    ):
        return ()
    open_ = [own for own in lines if not _whole(own)]
    if len(open_) != len(rests) or not all(map(_whole, rests)):
        return ()
    for own, rest in zip(open_, rests, strict=True):
        own.extend(rest)
    return tuple(replace(part, lines=tuple(own)) for part, own in zip(found, lines, strict=True))


def _whole(lines: Sequence[Item]) -> bool:
    return ended(lines[-1].fragment.text) or ends_list(lines)


def _ragged(segment: Segment) -> bool:
    """Whether a line within a sentence leaves room for the next word, behind the first, beside which the mark may stand."""
    texts = [item.fragment.text.strip() for item in segment.lines]
    width = median(map(len, texts))
    return any(
        not ended(above)
        and above[-1:] not in HYPHENS
        and len(above) + 1 + len(below.split()[0]) < _ROOM * width
        for above, below in pairwise(texts[1:])
    )


def _label_apart(row: RowBlock) -> bool:
    """Whether no words of a row's indicators can stand among those of its findings: they are all there, or a gap stands between."""
    first = row.stream[0]
    printed = [" ".join(part.text.strip() for part in label.fragments) for label in row.labels]
    exact = all(
        similarity(text, label.indicator_id) >= 1 for text, label in zip(printed, row.labels, strict=True)
    )
    begin = first.fragment.line.start
    return exact or (
        first.gap and not any(part.line.start >= begin for label in row.labels for part in label.fragments)
    )


def _cut_label(row: RowBlock, after: RowBlock) -> bool:
    """Whether some indicators of a cell may stand behind what stands beside them: the next row begins with another of the criterion and has more."""
    return len(after.labels) > 1 and criterion_id(row.labels[-1].indicator_id) == criterion_id(
        after.labels[0].indicator_id
    )


def _from_left_to_right(rows: Sequence[RowBlock]) -> bool:
    """Whether a dump shows that it prints the cells of a row from left to right, whatever their length.

    A text is much longer than that of the later year behind it, or some lines are as long as two, because `pdftotext` joins them
    where it takes out hyphens. No row has a √ before an X: then the later year's cell came first.
    """
    marks = [[item.mark for item in row.stream if item.mark] for row in rows]
    if any(
        len(own) <= len(row.columns) and MEETS in own and IMPROVE in own[own.index(MEETS) :]
        for row, own in zip(rows, marks, strict=True)
    ):
        return False
    lengths = [len(item.fragment.text) for row in rows for item in row.stream if not item.mark]
    return sum(length > _JOINED * median(lengths) for length in lengths) >= _MANY or any(
        len(last.lines) >= len(part.lines) + _SHORTER and _sign(last) != _sign(part)
        for row in rows
        for last, part in pairwise(_paired(row) or ())
    )


def _in_order(row: RowBlock, found: Sequence[Segment]) -> bool:
    """Whether lengths do not speak against the order of a row's columns, nor marks or words tell that it is this one."""
    latest = max(column.year for column in row.columns)
    # what is left of cells behind the first lines of all is told by its place alone
    apart = sum(item.gap for before, item in pairwise(row.stream) if not before.mark and not item.mark) > 1
    return all(
        len(part.lines) <= len(last.lines) + _LONGER
        or (
            not apart
            and (
                _sign(part) != _sign(last)
                or (part is found[-1] and looks_back(part, latest) and not looks_back(last, latest))
            )
        )
        for last, part in pairwise(found)
    )


def _sign(part: Segment) -> str | None:
    return part.mark.mark if part.mark else None
