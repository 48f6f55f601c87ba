"""Row blocks to statements: which mark and which text belong to which indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import CONFLICT, Item, PrintedLabel, RowBlock, Segment
from ggsr_extract.extractors.factsheet.rows.segments import (
    MarkOrder,
    deal,
    ended,
    one_paragraph,
    overlap,
    paragraphs,
    plain_text,
    segments,
    told_apart,
)
from ggsr_extract.extractors.factsheet.rows.wording import similarity
from ggsr_extract.extractors.factsheet.statements.doubts import doubts
from ggsr_extract.extractors.factsheet.statements.remarks import claim_remarks, joined, split_remarks
from ggsr_extract.extractors.language.words.joining import join
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.extractors.layout.textmarks import holds_mark
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import IndicatorMatch, Remark, Statement
from ggsr_extract.models.framework import criterion_id, framework
from ggsr_extract.models.provenance import Anchor
from ggsr_extract.models.verdicts import IMPROVE, MEETS


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """What a column of findings is about: the year and the approach's position (None when it cannot be told)."""

    year: int
    approach: int | None


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
        printed = join(label.fragments, context.vocabulary).text
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
        dealt = _unmarked(matches, parts, cell, hints, context.order) or _assign(matches, parts, hints)
        if len(dealt) == 1 < len(matches) and row.cells is not None and len(columns) == 1:
            dealt = _parted(row.labels, matches, dealt[0][1]) or dealt
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
    if _several_criteria(matches) and len(found) != len(columns):
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
            _deal_columns(found, columns, context.order, later_empty=context.later_empty, torn=torn)
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
        _statement(part, column, _unknown(()), "own", context, first + index)
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


def leaves_later_empty(rows: Sequence[RowBlock]) -> bool:
    """Whether some row of flat text in columns of two years has an X alone: nothing is printed for the later year."""
    return any(
        row.cells is None
        and row.only is None
        and len({column.year for column in row.columns}) > 1
        and [(part.mark.mark if part.mark else None, part.torn) for part in row.mended or ()]
        == [(IMPROVE, False)]
        for row in rows
    )


def _deal_columns(
    found: Sequence[Segment],
    columns: Sequence[ColumnOf],
    order: MarkOrder,
    *,
    later_empty: bool,
    torn: bool = False,
) -> list[tuple[ColumnOf, Segment]]:
    """Segments of a follow-up's row to its columns, where flat text lost them.

    As in the 2015 follow-ups, the columns go from the earlier year to the later. As many statements as columns: each its
    own. Fewer: the last is the later year's and the others stand in earlier columns that cannot be told apart; where other
    rows leave the later year's cell empty, a last X may be of an earlier column. A single X is what was to be improved in the
    earlier year; a single √ can only be the later year's.
    """
    years = sorted({column.year for column in columns})
    late = [column for column in columns if column.year == years[-1]]
    early = [column for column in columns if column.year != years[-1]]
    if len(found) == len(columns):
        return list(zip(columns, found, strict=True))
    marked = [segment for segment in found if segment.mark]
    if len(marked) == len(columns):
        # a text of another row stands before the first mark
        return [(column, replace(part, torn=True)) for column, part in zip(columns, marked, strict=True)]
    if not early:
        return [(late[min(index, len(late) - 1)], segment) for index, segment in enumerate(found)]
    unknown = early[0] if len(early) == 1 else ColumnOf(early[0].year, None)
    if len(found) == 1 and found[0].mark is None:
        # without marks nothing tells where the statement of one year ends and that of the next begins
        return [(unknown, _unknown(found)), (late[0], _unknown(()))]
    if len(found) == 1:
        segment = found[0]
        meets = segment.mark is not None and segment.mark.mark == MEETS
        many = len(paragraphs(segment.lines)) > 1
        if many and not meets and order is MarkOrder.AFTER and not later_empty:
            # where no other row leaves the later year's cell empty, a cross behind two paragraphs may be that year's
            return [(unknown, _unknown(found)), (late[0], _unknown(()))]
        if (segment.torn or torn) and not meets:
            # its text may hold that of the later year, which has no mark, or that may stand elsewhere
            return [(unknown, segment), (late[0], _unknown(()))]
        if meets and len(paragraphs(segment.lines)) > 1:
            # its last paragraph may be the later year's, without a mark
            return [(late[0], _unknown(found))]
        return [(late[0] if meets else unknown, segment)]
    if not found:
        return [(unknown, Segment(None, ())), (late[0], Segment(None, ()))]
    if len(found) < len(columns):
        last = found[-1]
        # a second X before what may be the text of two columns is the later year's or not
        told = not last.torn and (not later_empty or looks_back(last, late[0].year))
        told = told or last.mark is None or last.mark.mark == MEETS
        return [(unknown, part) for part in found[:-1]] + [(late[0], last if told else _unknown([last]))]
    return [(unknown, _unknown(found)), (late[0], _unknown(()))]


_SINCE = re.compile(
    r"(?<!op )\bdit (?:verbeter)?punt\b|\bverbeterpunt|\bvoortgang\b|\bverander(?:d|ing)|\bopgepakt\b|\bnog (?:steeds|niets)\b|"
    r"\binmiddels\b|\bsindsdien\b|^\W*hierin\b|\boplossing is\b",
    re.IGNORECASE,
)
"""Words that look back at what was to be improved, or at the time since."""


def looks_back(segment: Segment, year: int) -> bool:
    """Whether a statement tells what became of something, or of a year and the next: it was not written the year before."""
    text = plain_text(segment.lines)
    of_year = re.search(rf"\b{year + 1}\b|\b{year}\s+(?:is|zijn|heeft|hebben|werd|werden)\b", text)
    return bool(of_year or _SINCE.search(text))


_LARGEST_BLOCK = 4
"""Indicators that STJ prints as one block, at most."""


def _assign(
    matches: tuple[IndicatorMatch, ...], found: list[Segment], hints: Sequence[str]
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]]:
    """Which indicators each segment covers, and how that is known."""
    count = len(matches)
    if not found:
        return [(matches, Segment(None, ()), "own" if count == 1 else "shared")]
    if len(found) == 1 and not _several_criteria(matches):
        return [(matches, found[0], "own" if count == 1 else "shared")]
    if len(found) == count and all(segment.certain for segment in found) and not _listed(matches, found):
        return [((match,), segment, "own") for match, segment in zip(matches, found, strict=True)]
    if len(found) == count and _several_criteria(matches):
        # as many marks as indicators, in their order; only the texts were torn from them
        return [
            ((match,), replace(segment, torn=True), "own")
            for match, segment in zip(matches, found, strict=True)
        ]
    if _several_criteria(matches):
        # a block never goes beyond its criterion: the dump printed the columns of several rows one after the other
        return [
            ((match,), _unknown(found if index == 0 else ()), "own") for index, match in enumerate(matches)
        ]
    if len(found) == count:
        # as many marks as indicators, but which of the texts are whose is not told
        return [
            ((match,), replace(segment, torn=segment.torn or not segment.certain), "own")
            for match, segment in zip(matches, found, strict=True)
        ]
    if len(found) > count:
        return [(matches, _merge(found), "own" if count == 1 else "shared")]
    if count > _LARGEST_BLOCK and all(segment.mark and _on_page(segment.mark) for segment in found):
        # two blocks without a line or white space between them: whose marks are fewer cannot be told
        return _told(matches, found, hints)
    texts = [plain_text(segment.lines) for segment in found]
    starts = [*deal(hints, texts), count]
    return [
        (
            matches[starts[index] : starts[index + 1]],
            replace(segment, torn=segment.torn or not segment.certain),
            "inferred",
        )
        for index, segment in enumerate(found)
    ]


def _told(
    matches: tuple[IndicatorMatch, ...], found: Sequence[Segment], hints: Sequence[str]
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]]:
    """What the wording tells of two blocks in one; of the rest only marks on which all that may cover it agree."""
    may = told_apart(hints, [plain_text(segment.lines) for segment in found])
    kept = {parts[0] for parts in may if len(parts) == 1}
    result: list[tuple[tuple[IndicatorMatch, ...], Segment, str]] = []
    for parts, group in groupby(range(len(matches)), key=may.__getitem__):
        covered = tuple([matches[at] for at in group])
        segment = found[parts[0]]
        if len(parts) > 1:
            segment = _merge(
                [replace(found[at], lines=() if at in kept else found[at].lines) for at in parts]
            )
            kept.update(parts)
        result.append((covered, segment, "inferred"))
    return result


def _unmarked(
    matches: tuple[IndicatorMatch, ...],
    found: Sequence[Segment],
    cell: Sequence[Item],
    hints: Sequence[str],
    order: MarkOrder,
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]] | None:
    """What a block may be that has a paragraph per indicator, but fewer marks: a mark may cover several indicators, or one be missing.

    Each indicator whose paragraph takes up its words gets what both would give it. None where the block can have but one reading.
    """
    count = len(matches)
    split = [paragraphs(segment.lines) for segment in found]
    texts = [plain_text(lines) for parts in split for lines in parts]
    if not 0 < len(found) < count == len(texts) or _several_criteria(matches):
        return None
    owners = [index for index, parts in enumerate(split) for _ in parts]
    starts = [*deal(hints, [plain_text(segment.lines) for segment in found]), count]
    covering = [index for index in range(len(found)) for _ in range(starts[index], starts[index + 1])]
    places = {id(item): at for at, item in enumerate(cell)}
    marked = set()
    for index, (segment, parts) in enumerate(zip(found, split, strict=True)):
        mark = places.get(id(segment.mark), -1)
        before = [places.get(id(lines[0]), mark) < mark for lines in parts]
        own = sum(before) - 1 if order is MarkOrder.AFTER else min(sum(before), len(parts) - 1)
        marked.add(owners.index(index) + max(own, 0))
    if not all(overlap(hints[at], texts[at]) for at in range(count) if at not in marked):
        return None
    result: list[tuple[tuple[IndicatorMatch, ...], Segment, str]] = []
    for at, match in enumerate(matches):
        segment = found[owners[at]]
        told = at in marked and covering[at] == owners[at]
        first = owners[at] not in owners[:at]
        part = replace(segment, torn=segment.torn or len(split[owners[at]]) > 1)
        result.append(((match,), part if told else _unknown([segment] if first else ()), "own"))
    return result


def _parted(
    labels: Sequence[PrintedLabel], matches: tuple[IndicatorMatch, ...], segment: Segment
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]] | None:
    """What a block may be instead that a dump prints with one mark: rows without a blank line between, of which the lower has none.

    There an indicator begins level with a sentence of the text, below a line with room for the first word of it.
    """
    lines = [item.fragment for item in segment.lines]
    widest = max([len(line.text) for line in lines], default=0)
    for at, label in enumerate(labels[1:], 1):
        number = label.fragments[0].line.number
        for above, line in pairwise(lines):
            if line.line.page is not None or line.line.number != number:
                continue
            full = len(above.text) + len(line.text.split()[0]) >= widest
            if not full and ended(above.text) and not line.text.strip()[:1].islower():
                whole = [(matches[:at], replace(segment, torn=True)), (matches[at:], _unknown(()))]
                return [(some, part, "own" if len(some) == 1 else "shared") for some, part in whole]
    return None


def _unknown(found: Sequence[Segment]) -> Segment:
    """A statement of which neither mark nor text can be told; its lines are kept in view."""
    marks = [segment.mark for segment in found if segment.mark]
    lines = tuple(item for segment in found for item in segment.lines)
    return Segment(Item(marks[0].fragment, CONFLICT) if marks else None, lines, certain=False, torn=True)


def _listed(matches: Sequence[IndicatorMatch], found: Sequence[Segment]) -> bool:
    """Whether a dump listed the indicators of several rows, then their marks, then texts without a gap between them."""
    return _several_criteria(matches) and not all(
        segment.lines and segment.lines[0].gap for segment in found[1:]
    )


def _on_page(item: Item) -> bool:
    return item.fragment.line.page is not None


def _several_criteria(matches: Sequence[IndicatorMatch]) -> bool:
    return len(matches) > 1 and len({criterion_id(match.indicator_id) for match in matches}) > 1


def _merge(found: Sequence[Segment]) -> Segment:
    """Marks that cannot be dealt out: one statement; its mark only where all marks agree, its text cannot be told."""
    kinds = {segment.mark.mark for segment in found if segment.mark}
    marks = [segment.mark for segment in found if segment.mark]
    lines = tuple(item for segment in found for item in segment.lines)
    if len(kinds) == 1:
        return Segment(marks[0], lines, certain=False, torn=True)
    return Segment(Item(marks[0].fragment, CONFLICT), lines, certain=False, torn=True)


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
    body, remarks = split_remarks("" if segment.torn else text.text)
    if remarks:
        claim_remarks(fragments, text, context.ledger, owner)
    kept = joined([text.text[begin:end].strip() for begin, end in body])
    notes = tuple([Remark(text.text[begin:end], text.anchor(begin, end)) for begin, end in remarks])
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
