"""Layout of sheets that hold two pages side by side."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.layout import layout
from ggsr_extract.extractors.layout.page.sheets import halves
from ggsr_extract.models.source import Word

from tests.layout.words import BOLD, FINDINGS, finding, header, line, marks, page, rows, texts, wording

HALF = 595.0


def right(words: list[Word]) -> list[Word]:
    return [word._replace(x0=word.x0 + HALF, x1=word.x1 + HALF) for word in words]


def test_the_halves_of_a_sheet_are_read_one_after_the_other() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    first += wording("1.2.1", 180, 125) + finding(125, "X", "Er is geen loket,")
    second = line(334, 60, "en ook geen nummer.") + wording("1.2.2", 180, 83)
    second += finding(83, "√", "Scholen melden veel.")
    sheet = replace(page(1, first + right(second)), width=2 * HALF)
    found = layout([sheet])
    assert [marks(row) for row in rows(found)] == [["√"], ["X"], ["√"]]
    assert texts(rows(found)[1]) == "Er is geen loket, en ook geen nummer."
    boxes = [each.box for each in rows(found)[2].cells[-1].lines]
    assert all(box is not None and box.page == 1 and box.x0 > HALF for box in boxes)
    assert found.page_count == 1


def test_a_wide_page_with_one_table_is_one_page() -> None:
    lefts = (60.0, 330.0, 640.0)
    words = header(60, ("Indicatoren", "2013", "2014"), lefts) + wording("1.1.2", 60, 80)
    words += finding(80, "X", "Er zijn geen cijfers.", 330) + finding(80, "√", "Er zijn nu cijfers.", 640)
    found = rows(layout([replace(page(1, words), width=2 * HALF)]))
    assert [[marks(row, column) for column in (1, 2)] for row in found] == [[["X"], ["√"]]]


def test_the_columns_of_a_wide_page_stand_closer_than_its_margins() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    first += wording("1.2.1", 180, 125) + finding(125, "X", "Er is geen loket.")
    second = wording("1.2.2", 180, 60) + finding(60, "√", "Scholen melden veel.")
    second += wording("2.1.1", 180, 120) + finding(120, "X", "Dat is niet beschreven.")
    closer = [word._replace(x0=word.x0 - 45, x1=word.x1 - 45) for word in right(second)]
    found = rows(layout([replace(page(1, first + closer), width=2 * HALF)]))
    assert [marks(row) for row in found] == [["√"], ["X"], ["√"], ["X"]]
    box = found[2].cells[-1].lines[0].box
    assert box is not None
    assert box.x0 == HALF - 45 + 320


def test_a_heading_level_with_the_header_row_of_the_other_half_is_none_of_its_cells() -> None:
    heading = [
        Word("Bevindingen", 60.0, 58.0, 140.0, 74.0, 16.0, BOLD),
        *line(60, 90, "per indicator staan hier"),
    ]
    first = heading + header(140, FINDINGS) + wording("1.1.2", 180, 160) + finding(160, "√", "De wijk telt.")
    second = header(60, FINDINGS) + wording("1.2.2", 180, 83) + finding(83, "X", "Scholen melden niets.")
    assert halves([replace(page(1, first + right(second)), width=2 * HALF)]) is not None
