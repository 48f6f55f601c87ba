"""Indicators that are printed with the framework's numbers before them."""

from __future__ import annotations

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.tables import table_rows
from ggsr_extract.extractors.layout.wording import begins_indicator
from ggsr_extract.models.framework import framework
from ggsr_extract.models.provenance import Box
from ggsr_extract.models.source import Cell, Line, TableBlock, TableRow


def cell(*texts: str, mark: str | None = None) -> Cell:
    lines = [
        Line(number + 1, 1, text, 100 * number, Box(1, 0.0, 12.0 * number, 50.0, 12.0 * number + 9), mark)
        for number, text in enumerate(texts)
    ]
    return Cell(tuple(lines), tuple(range(len(lines))))


def test_numbers_before_wordings_are_no_part_of_them() -> None:
    wording = {item.indicator_id: item.indicator for item in framework().indicators}
    ids = ("3.1.1", "3.1.2", "3.1.5")
    printed = cell(*(f"{id_} {wording[id_]}" for id_ in ids))
    header = (cell("Indicatoren"), cell("Bevindingen"))
    (block,) = table_rows([TableBlock(header, (TableRow((printed, cell("√", mark="√"))),))], Ledger())
    assert tuple(label.indicator_id for label in block.labels) == ids
    assert all(begins_indicator(line.text) for line in printed.lines)
