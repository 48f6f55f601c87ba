"""Statements of a row to the columns of the years, where flat text lost those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ggsr_extract.extractors.factsheet.rows.rowblock import CONFLICT, Item, RowBlock, Segment
from ggsr_extract.extractors.factsheet.rows.segments import (
    MarkOrder,
    paragraphs,
    plain_text,
)
from ggsr_extract.models.verdicts import IMPROVE, MEETS


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """What a column of findings is about: the year and the approach's position (None when it cannot be told)."""

    year: int
    approach: int | None


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


def deal_columns(
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
        return [(unknown, untold(found)), (late[0], untold(()))]
    if len(found) == 1:
        segment = found[0]
        meets = segment.mark is not None and segment.mark.mark == MEETS
        many = len(paragraphs(segment.lines)) > 1
        if many and not meets and order is MarkOrder.AFTER and not later_empty:
            # where no other row leaves the later year's cell empty, a cross behind two paragraphs may be that year's
            return [(unknown, untold(found)), (late[0], untold(()))]
        if (segment.torn or torn) and not meets:
            # its text may hold that of the later year, which has no mark, or that may stand elsewhere
            return [(unknown, segment), (late[0], untold(()))]
        if meets and len(paragraphs(segment.lines)) > 1:
            # its last paragraph may be the later year's, without a mark
            return [(late[0], untold(found))]
        return [(late[0] if meets else unknown, segment)]
    if not found:
        return [(unknown, Segment(None, ())), (late[0], Segment(None, ()))]
    if len(found) < len(columns):
        last = found[-1]
        # a second X before what may be the text of two columns is the later year's or not
        told = not last.torn and (not later_empty or looks_back(last, late[0].year))
        told = told or last.mark is None or last.mark.mark == MEETS
        return [(unknown, part) for part in found[:-1]] + [(late[0], last if told else untold([last]))]
    return [(unknown, untold(found)), (late[0], untold(()))]


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


def untold(found: Sequence[Segment]) -> Segment:
    """A statement of which neither mark nor text can be told; its lines are kept in view."""
    marks = [segment.mark for segment in found if segment.mark]
    lines = tuple(item for segment in found for item in segment.lines)
    return Segment(Item(marks[0].fragment, CONFLICT) if marks else None, lines, certain=False, torn=True)
