"""Layout of tables whose columns stand in another order than criteria, indicators, findings with their marks."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.tables import table_rows
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import TableBlock, Word

from tests.layout.words import header, line, marks, page, tables, texts, wording

FACTS = (
    ("1.1.1", "√", "Ieder kent de gezinnen."),
    ("1.1.2", "X", "Er zijn geen cijfers."),
    ("1.2.2", "√", "Er wordt gemeld."),
)


def made(names: dict[str, float], at: dict[str, float]) -> TableBlock:
    """A table of three rows: its header cells, and where criteria, indicators, marks, findings and numbers begin."""
    words: list[Word] = header(60, tuple(names), tuple(names.values()))
    for number, (id_, mark, text) in enumerate(FACTS):
        top = 80.0 + 60 * number
        words += wording(id_, at["indicator"], top) + line(at["mark"], top, mark, mark=mark)
        words += line(at["finding"], top, text)
        if "criterion" in at and number != 1:
            words += line(at["criterion"], top, ("GGSR zijn in", "", "De aanpak bereikt")[number])
        if "number" in at:
            words += line(at["number"], top, str(number + 1))
    (table,) = tables(layout([page(1, words)]))
    return table


@pytest.mark.parametrize(
    ("names", "at"),
    [
        ({"Indicatoren": 80, "Bevindingen": 300}, {"mark": 60, "indicator": 80, "finding": 300}),
        (
            {"Criteria": 80, "Indicatoren": 180, "Bevindingen": 300},
            {"mark": 60, "criterion": 80, "indicator": 180, "finding": 300},
        ),
        (
            {"Indicatoren": 60, "Criteria": 180, "Bevindingen": 300},
            {"mark": 300, "criterion": 180, "indicator": 60, "finding": 314},
        ),
        (
            {"Nr.": 60, "Indicatoren": 90, "Bevindingen": 300},
            {"number": 60, "indicator": 90, "mark": 300, "finding": 314},
        ),
        (
            {"Indicatoren": 60, "Bevindingen": 300},
            {"number": 60, "indicator": 72, "mark": 300, "finding": 314},
        ),
        ({"Criteria en indicatoren": 60, "Bevindingen": 300}, {"indicator": 60, "mark": 300, "finding": 314}),
    ],
)
def test_marks_and_findings_are_found_in_any_order_of_the_columns(
    names: dict[str, float], at: dict[str, float]
) -> None:
    table = made(names, at)
    assert [(marks(row), texts(row)) for row in table.rows] == [([mark], text) for _, mark, text in FACTS]
    blocks = table_rows([table], Ledger())
    assert [block.labels[0].indicator_id for block in blocks] == [id_ for id_, _, _ in FACTS]
