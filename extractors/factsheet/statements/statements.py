"""Row blocks to statements: which mark and which text belong to which indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import CONFLICT, Item, PrintedLabel, RowBlock, Segment
from ggsr_extract.extractors.factsheet.rows.segments import (
    MarkOrder,
    one_paragraph,
    segments,
)
from ggsr_extract.extractors.factsheet.rows.wording import similarity
from ggsr_extract.extractors.factsheet.statements.blocks import assign, parted, several_criteria, unmarked
from ggsr_extract.extractors.factsheet.statements.columns import ColumnOf, deal_columns, untold
from ggsr_extract.extractors.factsheet.statements.doubts import doubts
from ggsr_extract.extractors.factsheet.statements.remarks import claim_remarks, joined, split_remarks
from ggsr_extract.extractors.language.words.joining import join, join_text
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.extractors.layout.textmarks import holds_mark
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import IndicatorMatch, Remark, Statement
from ggsr_extract.models.framework import framework
from ggsr_extract.models.provenance import Anchor, MappedText
from ggsr_extract.models.verdicts import IMPROVE, MEETS


@dataclass(slots=True)
class Context:
    """What making statements needs besides the row: the words of the document, the ledger and the dump's habits."""

    vocabulary: Vocabulary
    ledger: Ledger
    order: MarkOrder = MarkOrder.BEFORE
    present: int | None = 0
    """The approach whose table is being read, by its position."""
    later_empty: bool = False
    """Whether the later year's cell is empty in some row of the table."""
    torn: frozenset[int] = frozenset()
    """The rows, by identity, of tables that a dump tore: what a row lacks may stand elsewhere."""
    full: frozenset[int] = frozenset()
    """Those of tables with a mark for each cell: none is empty."""


def _matches(labels: Sequence[PrintedLabel], context: Context) -> tuple[IndicatorMatch, ...]:
    result = []
    for label in labels:
        printed = join_text(label.fragments, context.vocabulary)
        result.append(IndicatorMatch(label.indicator_id, printed, similarity(printed, label.indicator_id)))
    return tuple(result)


def statements(row: RowBlock, columns: Sequence[ColumnOf], context: Context, first: int) -> list[Statement]:
    """All statements of a row, one or more per column that is not empty.

    ``columns`` stand beside ``row.columns``; ``first`` is the position that the first statement gets in its factsheet, so
    that lines can point to it.
    """
    matches = _matches(row.labels, context)
    cells = row.cells
    if row.only is not None:
        columns = (columns[row.only],)
    if cells is None and len(columns) == 1:
        cells = (row.stream,)
    # a mark that no statement gets is kept in view
    context.ledger.claim([item.fragment for item in row.stream if item.mark], "mark", ("finding", first))
    if cells is None:
        if id(row) in context.full and len(row.mended or ()) != len(columns):
            return _of_full_row(row.mended or (), matches, columns, context, first)
        return _of_stream(row.mended or (), matches, columns, context, first, torn=id(row) in context.torn)
    wordings = framework().by_id
    hints = [wordings[label.indicator_id].indicator for label in row.labels]
    result: list[Statement] = []
    for column, cell in zip(columns, cells, strict=True):
        if not cell and len(columns) > 1:
            continue
        parts = list(row.mended) if row.mended is not None else segments(cell, context.order, hints)
        if row.cells is None and len(matches) > 1 and parts and not parts[0].mark:
            # where a dump lost its marks, nothing tells how many statements a block has
            parts = [replace(parts[0], torn=not one_paragraph(parts[0].lines))]
        dealt = unmarked(matches, parts, cell, hints, context.order) or assign(matches, parts, hints)
        if len(dealt) == 1 < len(matches) and row.cells is not None and len(columns) == 1:
            dealt = parted(row.labels, matches, dealt[0][1]) or dealt
        for covered, segment, assignment in dealt:
            result.append(_statement(covered, column, segment, assignment, context, first + len(result)))
    return result


def _of_stream(
    found: Sequence[Segment],
    matches: tuple[IndicatorMatch, ...],
    columns: Sequence[ColumnOf],
    context: Context,
    first: int,
    *,
    torn: bool,
) -> list[Statement]:
    """The statements of a row with several columns whose text runs on, as in flat text."""
    if several_criteria(matches) and len(found) != len(columns):
        early = columns[0] if len(columns) == 2 else ColumnOf(columns[0].year, None)
        return _of_full_row(found, matches, (early, columns[-1]), context, first)
    if len(found) > 1 and found[0].mark is None and found[0].lines and _goes_on(found[0].lines[0]):
        # the rest of another row's sentence is none of this row's cells
        _keep(found[:1], context, first)
        found = [replace(part, torn=True) for part in found[1:]]
    assignment = "own" if len(matches) == 1 else "shared"
    result = [
        _statement(matches, column, segment, assignment, context, first + index)
        for index, (column, segment) in enumerate(
            deal_columns(found, columns, context.order, later_empty=context.later_empty, torn=torn)
        )
    ]
    several_years = len({column.year for column in columns}) > 1
    last = found[-1].mark if found else None
    # a second X may be that of another column of the earlier year
    again = 1 < len(found) < len(columns) and last is not None and last.mark != MEETS
    if several_years and (len(found) == 1 or again):
        check = Check(
            "column_inferred",
            "Fewer statements than columns of two years: the year was worked out from marks and order.",
            "finding",
        )
        told = len(result) - 1 if again else 0
        result[told:] = [replace(item, checks=(*item.checks, check)) for item in result[told:]]
    return result


def _goes_on(item: Item) -> bool:
    """Whether a line goes on with a sentence: it begins with a small letter."""
    return item.fragment.text.lstrip()[:1].islower()


def _of_full_row(
    found: Sequence[Segment],
    matches: tuple[IndicatorMatch, ...],
    columns: Sequence[ColumnOf],
    context: Context,
    first: int,
) -> list[Statement]:
    """A statement for each indicator and column of which nothing is told but that it is there."""
    pairs = [((match,), column) for match in matches for column in columns]
    result = [
        _statement(part, column, untold(()), "own", context, first + index)
        for index, (part, column) in enumerate(pairs)
    ]
    _keep(found, context, first)
    return result


def _keep(found: Sequence[Segment], context: Context, position: int) -> None:
    """Claim the lines of statements that cannot be told apart for the first of their indicators."""
    for segment in found:
        context.ledger.claim([item.fragment for item in segment.lines], "finding", ("finding", position))
        if segment.mark:
            context.ledger.claim([segment.mark.fragment], "mark", ("finding", position))


def _statement(
    matches: tuple[IndicatorMatch, ...],
    column: ColumnOf,
    segment: Segment,
    assignment: str,
    context: Context,
    position: int,
) -> Statement:
    owner = ("finding", position)
    fragments = [item.fragment for item in segment.lines]
    text = join(fragments, context.vocabulary)
    if holds_mark(text.text):
        # texts of two columns or rows run through each other
        conflict = replace(segment.mark, mark=CONFLICT) if segment.mark else None
        segment = replace(segment, mark=conflict, torn=True)
    context.ledger.claim(fragments, "finding", owner)
    places, mark = [text.anchor()], None
    if segment.mark is not None:
        context.ledger.claim([segment.mark.fragment], "mark", owner)
        places.insert(0, segment.mark.fragment.anchor)
        mark = segment.mark.mark if segment.mark.mark in (MEETS, IMPROVE) else None
    anchor = Anchor.merge(places)
    page = anchor.page if places[0].page is None else places[0].page
    kept, notes = _text_and_remarks(segment, text, context, owner)
    checks = doubts(matches, segment, assignment, explained=bool(kept or notes), text=text.text)
    return Statement(
        matches,
        column.approach,
        column.year,
        mark,
        kept,
        notes,
        assignment,
        anchor,
        page,
        checks,
        context.present,
    )


def _text_and_remarks(
    segment: Segment, text: MappedText, context: Context, owner: tuple[str, int]
) -> tuple[str, tuple[Remark, ...]]:
    """A statement's text without its remarks, and these; ``text`` is what its lines were joined to."""
    starts = [at for at, item in enumerate(segment.lines) if item.remark]
    if starts and not segment.torn:
        return _beside(segment, starts, context, owner)
    fragments = [item.fragment for item in segment.lines]
    body, remarks = split_remarks("" if segment.torn else text.text)
    if remarks:
        claim_remarks(fragments, text, context.ledger, owner)
    kept = joined([text.text[begin:end].strip() for begin, end in body])
    return kept, tuple([Remark(text.text[begin:end], text.anchor(begin, end)) for begin, end in remarks])


def _beside(
    segment: Segment, starts: Sequence[int], context: Context, owner: tuple[str, int]
) -> tuple[str, tuple[Remark, ...]]:
    """The same where remarks stand in a column of their own and begin at the lines ``starts``; a dash there means none."""
    fragments = [item.fragment for item in segment.lines]
    text = join(fragments[: starts[0]], context.vocabulary)
    notes: list[Remark] = []
    for begin, end in pairwise([*starts, len(fragments)]):
        remark = join(fragments[begin:end], context.vocabulary)
        if any(char.isalnum() for char in remark.text):
            context.ledger.claim(fragments[begin:end], "remark", (*owner, len(notes)))
            notes.append(Remark(remark.text, remark.anchor()))
    return text.text.strip(), tuple(notes)
