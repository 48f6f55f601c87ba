"""Tables of the layout to row blocks: the indicators of each row are found in its own cell."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.align import FlatLine, align
from ggsr_extract.extractors.factsheet.conclusions import cell_items
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows import Column, Item, PrintedLabel, RowBlock
from ggsr_extract.extractors.factsheet.wording import norm
from ggsr_extract.models.framework import framework
from ggsr_extract.models.source import Cell, Fragment, Line, TableBlock, TableRow
from rapidfuzz import fuzz, process


def is_conclusions(table: TableBlock) -> bool:
    """Whether a table holds conclusions, not findings."""
    return any(
        phrases.GOOD.match(_text(cell).strip()) or phrases.BETTER.match(_text(cell).strip())
        for cell in table.header
    )


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines)


def _roles(table: TableBlock) -> tuple[int | None, int, list[tuple[int, Column]]]:
    """Positions of the criterion column (if any) and the indicator column, and the columns of findings."""
    header = [_text(cell).casefold() for cell in table.header]
    years = [
        (index, Column(year, name))
        for index, cell in enumerate(table.header)
        for year, name in phrases.header_columns(_text(cell) + " ")[:1]
    ]
    indicator = next(
        (index for index, text in enumerate(header) if text.strip().startswith("indicator")),
        0 if years else 1,
    )
    if years:
        return None, indicator, years
    criterion = 0 if indicator > 0 else None
    return criterion, indicator, [(len(header) - 1, Column(2013))]


def table_rows(tables: Sequence[TableBlock], ledger: Ledger) -> list[RowBlock]:
    """Row blocks of all findings tables of one approach; each indicator at most once."""
    places: list[tuple[TableBlock, TableRow, int]] = []
    lines: list[FlatLine] = []
    owners: list[tuple[int, Line]] = []
    for table in tables:
        criterion, indicator, _ = _roles(table)
        for row in table.rows:
            number = len(places)
            places.append((table, row, indicator))
            if criterion is not None:
                _claim(row.cells[criterion], ledger, "criterion")
            for index, line in enumerate(row.cells[indicator].lines):
                lines.append(FlatLine(line.text, len(line.text), index == 0, False))
                owners.append((number, line))
    found: list[list[tuple[str, list[Fragment]]]] = [[] for _ in places]
    open_labels: dict[str, list[Fragment]] = {}
    for (number, line), chunks in zip(owners, align(lines).chunks, strict=True):
        for chunk in chunks:
            if chunk.label_id.count(".") != 2:
                continue
            fragment = Fragment(line, chunk.begin, chunk.end)
            if chunk.starts:
                open_labels[chunk.label_id] = [fragment]
                found[number].append((chunk.label_id, open_labels[chunk.label_id]))
            elif chunk.label_id in open_labels:
                open_labels[chunk.label_id].append(fragment)
    used = set(open_labels)
    result: list[RowBlock] = []
    for (table, row, indicator), labels in zip(places, found, strict=True):
        _claim(row.cells[indicator], ledger, "indicator")
        columns = _roles(table)[2]
        cells = [cell_items(row.cells[index]) for index, _ in columns]
        if not labels and any(item.mark for cell in cells for item in cell):
            labels = _guess(row.cells[indicator], used)
        if not labels:
            _append(result, cells)
            continue
        printed = tuple(PrintedLabel(id_, tuple(fragments)) for id_, fragments in labels)
        result.append(RowBlock(printed, tuple(column for _, column in columns), tuple(map(tuple, cells))))
    return result


def _guess(cell: Cell, used: set[str]) -> list[tuple[str, list[Fragment]]]:
    """A wording that follows no indicator word by word: the one that is most like it, when it is like one at all."""
    text = " ".join(map(norm, _text(cell).split()))
    choices = {
        item.indicator_id: " ".join(map(norm, item.indicator.split()))
        for item in framework().indicators
        if item.indicator_id not in used
    }
    best = process.extractOne(text, choices, scorer=fuzz.token_set_ratio, score_cutoff=70) if text else None
    if best is None:
        return []
    used.add(best[2])
    return [(best[2], [Fragment(line, 0, len(line.text)) for line in cell.lines])]


def _append(result: list[RowBlock], cells: Sequence[Sequence[Item]]) -> None:
    """A row without an indicator goes on with the row before it (broken over a page)."""
    if not result or result[-1].cells is None or len(result[-1].cells) != len(cells):
        return
    last = result[-1]
    joined = tuple((*before, *more) for before, more in zip(last.cells or (), cells, strict=True))
    result[-1] = RowBlock(last.labels, last.columns, joined)


def _claim(cell: Cell, ledger: Ledger, role: str) -> None:
    ledger.claim([Fragment(line, 0, len(line.text)) for line in cell.lines], role)
