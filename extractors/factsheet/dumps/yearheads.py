"""Follow-ups whose header rows a dump tore apart: their columns, as the whole document tells them.

All tables of a follow-up have the same columns: the years before, each with its approach where there are several, and the
present year. A dump that prints cells apart may put indicators or marks between the cells of a header row, or leave it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import Column, RegionLine
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.rows.wording import norm
from ggsr_extract.extractors.factsheet.sections.parts import Part
from ggsr_extract.extractors.layout.textmarks import find_marks
from ggsr_extract.models.source import Fragment

YEAR_CELL = re.compile(r"\s*(20\d\d)\b[\s:.]*(.*?)\s*")
"""A header cell of a follow-up: a year, and what names its approach."""


def with_whole_headers(parts: Sequence[Part], earlier: Sequence[str], ledger: Ledger) -> list[Part]:
    """The parts of a follow-up, with the columns of all years for each line of its flat tables, and without torn pieces of header rows.

    ``earlier``: the approaches of the years before that the heading names. Nothing changes where no header row was torn.
    """
    printed = Counter(line.columns for part in parts for line in part.region)
    names = {norm(name) for name in earlier}
    if all(_whole(columns, names) for columns in printed):
        return list(parts)
    pieces = {id(part): _pieces(part.region, names) for part in parts}
    loose = [] if any(pieces.values()) else [cell for part in parts for cell in _cells(part.region, names)]
    columns = _columns(
        printed, [*loose, *(piece for found in pieces.values() for piece in found.values())], earlier
    )
    if columns is None:
        return list(parts)
    result = []
    for part in parts:
        torn = pieces[id(part)]
        ledger.claim([_all_of(part.region[index]) for index in torn], "table_header")
        region = [
            line if _whole(line.columns, names) else replace(line, columns=columns)
            for index, line in enumerate(part.region)
            if index not in torn
        ]
        result.append(replace(part, region=region))
    return result


def _whole(columns: Sequence[Column], names: set[str]) -> bool:
    """Whether a header row has columns of two years, and those of all approaches of the earlier one that have ``names``."""
    latest = max(column.year for column in columns)
    early = [norm(column.name or "") for column in columns if column.year < latest]
    # a name may hold "en", at which the heading's list was cut
    return bool(early) and (
        len(early) >= len(names) or all(any(name in have for have in early) for name in names)
    )


def _pieces(region: Sequence[RegionLine], names: set[str]) -> dict[int, Column]:
    """The lines that are cells of a header row, with their columns: a year alone or with an approach's name, between gaps."""
    found: dict[int, Column] = {}
    for index, line in enumerate(region):
        match = YEAR_CELL.fullmatch(line.line.text)
        if not match or not (line.gap or line.page_break):
            continue
        year, name = int(match[1]), match[2]
        ends = index + 1 == len(region) or region[index + 1].gap or region[index + 1].page_break
        if name and norm(name) not in names:
            continue
        if ends:
            found[index] = Column(year, name or None)
        elif not name and norm(region[index + 1].line.text) in names:
            found[index] = Column(year, region[index + 1].line.text.strip())
            found[index + 1] = found[index]
    return found


def _cells(region: Sequence[RegionLine], names: set[str]) -> list[Column]:
    """The columns of header cells without gaps around, as dumps print them that give column after column: behind marks or whole sentences."""
    found: list[Column] = []
    texts = [line.line.text.strip() for line in region]
    for before, text, after in zip(texts, texts[1:], [*texts[2:], ""], strict=False):
        match = YEAR_CELL.fullmatch(text)
        if not match or (match[2] and norm(match[2]) not in names):
            continue
        if ended(before) or find_marks(before) or norm(before) in names:
            found.append(Column(int(match[1]), match[2] or (after if norm(after) in names else None)))
    return found


def _columns(
    printed: Counter[tuple[Column, ...]], pieces: Sequence[Column], earlier: Sequence[str]
) -> tuple[Column, ...] | None:
    """The columns of all tables: as the fullest header row has them, else put together from the pieces; None where no present year is found."""
    whole = [columns for columns in printed if _whole(columns, {norm(name) for name in earlier})]
    if whole:
        return max(whole, key=lambda columns: (len(columns), printed[columns]))
    every = [*(column for columns in printed for column in columns), *pieces]
    seen: dict[tuple[int, str], Column] = {}
    for column in every:
        # the same name may be printed with other spaces
        seen.setdefault((column.year, norm(column.name or "")), column)
    latest = max(column.year for column in seen.values())
    early = [column for column in seen.values() if column.year < latest]
    if not early:
        return None
    named = [column for column in early if column.name]
    if len(earlier) > 1 and len({norm(column.name or "") for column in named}) != len(earlier):
        # which of them stands first is not told
        named = [Column(early[0].year)] * len(earlier)
    return (*(named or early[:1]), Column(latest))


def _all_of(line: RegionLine) -> Fragment:
    return Fragment(line.line, 0, len(line.line.text))
