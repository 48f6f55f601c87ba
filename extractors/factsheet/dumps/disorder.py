"""Text dumps whose tables come in another order than they are read: what must be withheld.

A finding, as STJ prints it, is whole sentences: it begins with a capital, a digit or a quotation mark and ends with a
sentence. A dump that breaks a row shows it there. What belongs together beyond doubt is put together first (``regroup``);
where the dump tore its rows, a statement that is not evidently its own is withheld: mark and text are null and a check says
why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from types import MappingProxyType

from ggsr_extract.extractors.factsheet.dumps.blocks import cut_blocks, halved_blocks, listed
from ggsr_extract.extractors.factsheet.dumps.displaced import displaced, sorted_by_length, worsened
from ggsr_extract.extractors.factsheet.dumps.paired import with_paired
from ggsr_extract.extractors.factsheet.dumps.regroup import criterion_of, lines_shared, shares_line
from ggsr_extract.extractors.factsheet.dumps.soundness import (
    begun,
    broken_word,
    continues,
    entwined,
    holding_labels,
    interrupted,
    misplaced_labels,
    run_on,
    sound,
    spliced,
    stolen,
    years_alike,
)
from ggsr_extract.extractors.factsheet.dumps.strays import Strays, strays, unordered
from ggsr_extract.extractors.factsheet.dumps.tablemarks import (
    with_crosses_of_pages,
    with_marks_behind,
    with_marks_of_tables,
)
from ggsr_extract.extractors.factsheet.dumps.torn import side_by_side
from ggsr_extract.extractors.factsheet.dumps.withheld import (
    without_cut_sentences,
    without_mark,
    without_parts,
    without_remains,
    without_remarks,
    without_text,
)
from ggsr_extract.extractors.factsheet.rows.rowblock import RowBlock, flat_rows
from ggsr_extract.extractors.factsheet.rows.segments import MarkOrder, begins_remark, ended, paragraphs
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS
from ggsr_extract.models.factsheet import Statement
from ggsr_extract.models.framework import criterion_id, framework


def _label_lost(item: Statement, row: RowBlock) -> bool:
    """Whether so little of an indicator was found that another row may stand between."""
    return row.cells is None and any(match.score < 0.7 for match in item.indicators)


def _label_inexact(item: Statement, row: RowBlock) -> bool:
    """Whether words of an indicator and of the finding beside it may have been taken for each other."""
    return row.cells is None and shares_line(row) and any(match.score < 1 for match in item.indicators)


def withhold(
    stated: Sequence[Statement],
    rows: Sequence[RowBlock],
    order: MarkOrder,
    *,
    loose: frozenset[int],
    apart: bool = False,
    follow_up: bool = False,
    told: Mapping[tuple[int, str], str] = MappingProxyType({}),
    torn: bool = False,
    centred: bool = False,
) -> list[Statement]:
    """Withhold what cannot be trusted where the dump tore its rows; ``rows`` holds each statement's own.

    ``loose``: the pages where texts stand among the tables that no row has; ``apart``: the dump prints each cell as a block of its
    own; ``follow_up``: its tables have columns for two years; ``centred``: findings begin above their indicators. What was read with places on a page, and a dump that tore no row, are taken
    as they are, but for rows that meet within a sentence and for what is left where most rows were torn.
    """
    if any(item.anchor.boxes for item in stated):
        return without_remains(without_cut_sentences(stated))
    if all(row.cells is not None and row.settled for row in rows):
        return without_remains(without_cut_sentences(without_parts(stated, rows)))
    if any(row.settled for row in rows):
        open_ = [index for index, row in enumerate(rows) if not row.settled]
        if not open_:
            return list(stated)
        left = withhold(
            [stated[index] for index in open_],
            [rows[index] for index in open_],
            order,
            loose=loose,
            apart=apart,
            follow_up=follow_up,
            told=told,
            torn=True,
            centred=centred,
        )
        result = list(stated)
        for index, item in zip(open_, left, strict=True):
            result[index] = item
        return result
    if centred or displaced(rows, order):
        left = [
            item if row.cells is not None else without_mark(without_text(item))
            for item, row in zip(stated, rows, strict=True)
        ]
    else:
        left = _trusted(stated, rows, order, loose=loose, apart=apart, follow_up=follow_up, torn=torn)
    if follow_up:
        left = with_crosses_of_pages(left, rows)
        if order is not MarkOrder.AFTER and not sorted_by_length(rows):
            left = with_marks_of_tables(left, stated, rows, apart=apart)
    else:
        left = with_marks_behind(left, rows, told, _cut(rows, order))
    if any(row.paired for row in rows):
        left = with_paired(left, stated, rows, loose, _moved(rows, order, loose))
    return left


def _moved(rows: Sequence[RowBlock], order: MarkOrder, loose: frozenset[int]) -> frozenset[int]:
    """The rows, by identity, of which a part may stand elsewhere, or beside which a part of another may stand."""
    if displaced(rows, order):
        return frozenset(map(id, rows))
    found = strays(rows, loose)
    halves = frozenset(id(row) for pair in halved_blocks(rows, order) for row in pair)
    return cut_blocks(rows) | halves | found.paragraphs | found.remarks


def _trusted(
    stated: Sequence[Statement],
    rows: Sequence[RowBlock],
    order: MarkOrder,
    *,
    loose: frozenset[int],
    apart: bool,
    follow_up: bool,
    torn: bool,
) -> list[Statement]:
    """The statements of flat text with what cannot be trusted withheld, see ``withhold``."""
    stray_blocks = strays(rows, loose) if apart else Strays()
    jumbled = _jumbled(rows) if apart else frozenset()
    beside = lines_shared(rows)
    short = apart and any(len(row.columns) > 1 and not _counted(row) for row in rows)
    run_ons = {id(row): run_on(row) for row in rows if row.cells is None}
    mixed = sum(run_ons.values())
    shuffled = mixed > max(_FEW, _SHUFFLED * len(run_ons))
    lost = shuffled and not follow_up and _many_lost(rows)
    cut = _cut(rows, order)
    worse = frozenset(id(row) for row in flat_rows(rows) if len(row.columns) > 1 and worsened(row))
    # a few may have become worse; more are the dump's
    displacing = len(worse) > _FEW
    cut |= worse if displacing else frozenset()
    halved = halved_blocks(rows, order)
    halves = frozenset(id(row) for pair in halved for row in pair)
    holding = holding_labels(stated, rows)
    misplaced = misplaced_labels(stated, rows)
    crossing = _over_pages(rows)
    torn = torn or bool(loose) or short or mixed > 1 or _torn(stated, rows)
    flat = [row for row in flat_rows(rows) if any(item.mark for item in row.stream)]
    led = sum(map(_led, flat)) <= _FEW < len(flat)
    result = _withheld(stated, rows, order) if torn else list(stated)
    return [
        without_mark(without_text(item))
        if (beside and _label_lost(item, row))
        or (lost and row.cells is None)
        or id(row) in misplaced
        or id(row) in cut
        or row.torn
        else without_text(item)
        if id(row) in stray_blocks.paragraphs
        or id(row) in crossing
        or (displacing and row.cells is None and len(row.columns) > 1)
        or id(row) in halves
        or run_ons.get(id(row))
        or (shuffled and row.cells is None)
        or id(row) in jumbled
        or id(row) in holding
        or (row.page in stray_blocks.pages and any(match.score < 1 for match in item.indicators))
        or (beside and _label_inexact(item, row))
        or (led and order is MarkOrder.BEFORE and _led(row))
        or (apart and entwined(item, row))
        or (apart and years_alike(row))
        or (
            row.cells is None
            and (
                stolen(item, row)
                or broken_word(item.text)
                or spliced(row)
                or interrupted(row)
                or (follow_up and _years_lost(row))
            )
        )
        else without_remarks(item)
        if id(row) in stray_blocks.remarks
        else item
        for item, row in zip(result, rows, strict=True)
    ]


_SHUFFLED = 0.2
"""In so many of its rows a dump that shuffled its lines runs two sentences together."""
_FEW = 2


def _led(row: RowBlock) -> bool:
    """Whether words stand before the first mark of a row: where all other rows begin with theirs, those are of no finding."""
    return (
        row.cells is None
        and len(row.columns) == 1
        and bool(row.stream)
        and row.stream[0].mark is None
        and any(item.mark for item in row.stream)
    )


def _many_lost(rows: Sequence[RowBlock]) -> bool:
    """Whether indicators were not found in so many places that marks may stand beside those of other rows."""
    found = {label.indicator_id for row in rows for label in row.labels}
    return len(framework().indicators) - len(found) > _FEW


def _cut(rows: Sequence[RowBlock], order: MarkOrder) -> frozenset[int]:
    """The rows, by identity, of blocks that a page break cuts and that have marks of both kinds or more of them than texts."""
    halved = (pair for pair in halved_blocks(rows, order) if len(_kinds(pair)) > 1)
    return cut_blocks(rows) | frozenset(id(row) for pair in halved for row in pair)


def _kinds(pair: Sequence[RowBlock]) -> set[str]:
    """The marks beside some rows, each once."""
    return {item.mark for row in pair for item in row.stream if item.mark}


def _over_pages(rows: Sequence[RowBlock]) -> frozenset[int]:
    """The rows of several columns, by identity, in which a new sentence begins at the head of a page behind their marks.

    Which of the columns goes on there is not told, unless the dump shows by a mark behind a page's head that it prints
    the columns of a broken row one after the other.
    """
    broken = [row for row in flat_rows(rows) if len(row.columns) > 1 and _head(row) < len(row.stream)]
    if any(item.mark for row in broken for item in row.stream[_head(row) :]):
        return frozenset()
    return frozenset(id(row) for row in broken if not continues(row.stream[_head(row)].fragment.text))


def _head(row: RowBlock) -> int:
    """How many items stand before the first behind others that begins a page."""
    heads = (
        index for index, item in enumerate(row.stream) if index and item.fragment.line.start in row.heads
    )
    return next(heads, len(row.stream))


def _years_lost(row: RowBlock) -> bool:
    """Whether a follow-up's row shows neither marks nor columns of two years, so that its text may be that of both."""
    return len({column.year for column in row.columns}) == 1 and not any(item.mark for item in row.stream)


def _jumbled(rows: Sequence[RowBlock]) -> frozenset[int]:
    """The rows, by identity, whose texts a dump that prints cells apart has put in no order."""
    flat = flat_rows(rows)
    around = zip(flat, [None, *flat[:-1]], [*flat[1:], None], strict=True)
    return frozenset(id(row) for row, before, after in around if unordered(row, before, after))


def _withheld(stated: Sequence[Statement], rows: Sequence[RowBlock], order: MarkOrder) -> list[Statement]:
    """The statements of a torn dump, row by row."""
    unsound = [
        item for item, row in zip(stated, rows, strict=True) if row.cells is not None and not sound(item, row)
    ]
    groups = [
        list(group) for _, group in groupby(zip(stated, rows, strict=True), key=lambda pair: id(pair[1]))
    ]
    marked = not _marks_lost(rows)
    orderly = [_orderly(group[0][1], order) or (not marked and _alone(group[0][1])) for group in groups]
    stray = [not good or _second_paragraph(group[0][1]) for good, group in zip(orderly, groups, strict=True)]
    result: list[Statement] = []
    for index, group in enumerate(groups):
        row = group[0][1]
        items = [item for item, _ in group]
        if row.cells is not None:
            # the dump's columns do not stand where its spaces put them
            mixed = (len(row.columns) > 1 and len(unsound) > 1) or not all(sound(item, row) for item in items)
            if mixed and len(row.columns) > 1 and not all(item.mark for item in items):
                items = [without_mark(item) for item in items]  # nor do marks tell their columns
            result.extend(map(without_text, items) if mixed else items)
            continue
        # where a dump prints columns in turn, what a row lacks stands in a row near by
        near = range(max(0, index - 1), min(len(groups), index + 2))
        if len(row.columns) > 1:
            trusted = all(orderly[at] for at in near)
            if not trusted and all(_counted(groups[at][0][1]) for at in near):
                # as many marks as columns, here and near by: marks on one line are printed from left to right
                result.extend(map(without_text, items))
                continue
        elif marked and any(_same_block(row, groups[at][0][1]) for at in near):
            trusted = not any(stray[at] for at in near if criterion_of(groups[at][0][1]) == criterion_of(row))
        else:
            trusted = orderly[index]
        settled = _settled(items, row, trusted)
        if marked and not shares_line(row) and any(stray[at] for at in near):
            settled = [without_text(item) for item in settled]
        result.extend(settled)
    return result


def _same_block(row: RowBlock, other: RowBlock) -> bool:
    """Whether two rows are of one criterion and one of them is a block, whose marks are listed beside several indicators."""
    return criterion_of(row) == criterion_of(other) and len(row.labels) + len(other.labels) > 2


def _torn(stated: Sequence[Statement], rows: Sequence[RowBlock]) -> bool:
    """Whether a dump shows that it tore rows apart: broken sentences, split criteria, rows without anything beside others."""
    texts = [item.text for item in stated if item.text]
    if not all(map(begun, stated, rows)) or sum(not ended(text) for text in texts) > 1:
        return True
    if any(map(broken_word, texts)):
        return True
    if any(map(stolen, stated, rows)):
        return True
    for item, row in zip(stated, rows, strict=True):
        # a lone row of a follow-up whose marks are missing says nothing about the others
        unmarked = row.cells is None and sum(bool(part.mark) for part in row.stream) < len(row.columns) > 1
        # nor does a block that may lack one of its marks
        unmarked = unmarked or (row.cells is None and _short_of_marks(row))
        tear = not item.text and any(check.code in _TEARS for check in item.checks)
        if tear and not unmarked and not listed(row):
            return True
    if any(_torn_row(row) for row in rows if row.cells is None) and not _marks_lost(rows):
        return True
    return _criteria_split(stated)


def _short_of_marks(row: RowBlock) -> bool:
    """Whether a block has a paragraph for each of its indicators, but fewer marks."""
    marks = sum(bool(item.mark) for item in row.stream)
    texts = [item for item in row.stream if not item.mark]
    starts = sum(item.gap for item in row.stream[1:])
    return 0 < marks < len(row.labels) and len(row.labels) in (len(paragraphs(texts)), starts + 1)


def _alone(row: RowBlock) -> bool:
    """Whether a row is one indicator in one column, so that its text is one statement also where its mark was lost."""
    return len(row.labels) == 1 and len(row.columns) == 1


def _marks_lost(rows: Sequence[RowBlock]) -> bool:
    """Whether a dump has hardly any mark at all, so that rows without one say nothing about its order."""
    flat = [row for row in rows if row.cells is None]
    return sum(bool(item.mark) for row in flat for item in row.stream) < 0.1 * len(flat)


_TEARS = ("text_uncertain", "mark_conflict", "mark_surplus")


def _torn_row(row: RowBlock) -> bool:
    if len(row.columns) > 1:
        return not row.stream or len(row.mended or ()) > len(row.columns)
    return len(row.labels) > 1 and not any(item.mark for item in row.stream)


def _criteria_split(stated: Sequence[Statement]) -> bool:
    """Whether a criterion's indicators stand apart, with those of another criterion between."""
    runs = [(item.present, criterion_id(match.indicator_id)) for item in stated for match in item.indicators]
    order = [run for run, _ in groupby(runs)]
    return len(set(order)) < len(order)


def _settled(items: list[Statement], row: RowBlock, orderly: bool) -> list[Statement]:
    """The statements of one row of a torn dump, with what is not evidently theirs withheld."""
    years = len({column.year for column in row.columns})
    if side_by_side(row.stream) and years <= len(row.mended or ()) <= len(row.columns) and _beside_first(row):
        # the row's lines stayed together, so its marks are its own, one per column; only the texts were mixed
        return [without_text(item) for item in items]
    if not orderly:
        return [without_mark(without_text(item)) for item in items]
    if all(sound(item, row) for item in items) and not _second_paragraph(row) and not _mixed(items, row):
        return items
    marks = sum(bool(item.mark) for item in row.stream)
    in_columns = len({criterion_id(label.indicator_id) for label in row.labels}) > 1
    if (len(items) > 1 or len(row.columns) > 1) and not (in_columns and marks == len(row.labels)):
        return [without_mark(without_text(item)) for item in items]
    return [without_text(item) for item in items]


def _beside_first(row: RowBlock) -> bool:
    """Whether a row's marks stand on the line of its first indicator: beside a further one, that may be the first of its row."""
    first = row.labels[0].fragments[0].line.start
    return len(row.labels) == 1 or any(item.mark and item.fragment.line.start == first for item in row.stream)


def _mixed(items: Sequence[Statement], row: RowBlock) -> bool:
    """Whether words of the indicator and of the finding may have been taken for each other."""
    if any(item.mark and not item.text and not item.remarks for item in items):
        return True
    if not any(item.mark for item in row.stream) and shares_line(row):
        return True
    return shares_line(row) and any(
        match.score < 0.95 or match.printed[-1:] in HYPHENS for item in items for match in item.indicators
    )


def _orderly(row: RowBlock, order: MarkOrder) -> bool:
    """Whether the marks and texts beside a row's indicators come as they are printed: a mark and its text for each."""
    if len(row.columns) > 1:
        found = row.mended or ()
        years = len({column.year for column in row.columns})
        return years <= len(found) <= len(row.columns) and all(item.mark and item.lines for item in found)
    marks = [index for index, item in enumerate(row.stream) if item.mark]
    if not marks or len(marks) > len(row.labels) or len(marks) == len(row.stream):
        return False
    if order is MarkOrder.AFTER:
        return marks[-1] == len(row.stream) - 1
    return marks[0] == (0 if order is MarkOrder.BEFORE else min(1, len(row.stream) - 1))


def _counted(row: RowBlock) -> bool:
    """Whether a row of a follow-up has a mark for each of its years, and none more than columns."""
    marks = sum(bool(item.mark) for item in row.stream)
    return row.cells is not None or len({column.year for column in row.columns}) <= marks <= len(row.columns)


def _second_paragraph(row: RowBlock) -> bool:
    """Whether a paragraph begins within the only statement of a row: it may be another row's."""
    texts = [item for item in row.stream if not item.mark]
    if len(row.labels) > 1 or len(row.columns) > 1:
        return False
    return any(
        item.gap and ended(before.fragment.text) and not begins_remark(item.fragment.text)
        for before, item in pairwise(texts)
    )
