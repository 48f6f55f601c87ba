"""Layout: what stands in the side margins belongs to no line of the text."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import PagedDocument, TextBlock, Word

from tests.layout.words import FINDINGS, finding, header, line, marks, page, rows, texts, wording


def sheet() -> list[Word]:
    words = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    return words + wording("1.2.2", 180, 150) + finding(150, "X", "Scholen melden niets.")


def aside(document: PagedDocument) -> list[str]:
    blocks = [block for block in document.blocks if isinstance(block, TextBlock) and block.region == "header"]
    return [line.text for block in blocks for line in block.lines]


def test_a_line_along_the_edge_of_a_page() -> None:
    along = [
        Word(text, 20.0, bottom - 4.5 * len(text), 29.0, bottom, 9.0, "Arial")
        for text, bottom in (("Factsheet", 200.0), ("van", 157.0), ("Zandmeer", 141.0))
    ]
    found = layout([page(1, sheet() + along)])
    assert [marks(row) for row in rows(found)] == [["√"], ["X"]]
    assert [texts(row) for row in rows(found)] == ["De wijk kent de gezinnen.", "Scholen melden niets."]
    assert aside(found) == ["Factsheet van Zandmeer"]


@pytest.mark.parametrize("upwards", [True, False])
def test_a_line_along_the_edge_reads_as_what_stj_prints(upwards: bool) -> None:
    along = line(150, 20, "Uitkomsten toezichtonderzoek Zandmeer – Mei 2014")
    turned = [
        word._replace(
            x0=20.0,
            x1=29.0,
            top=800 - word.x1 if upwards else word.x0,
            bottom=800 - word.x0 if upwards else word.x1,
        )
        for word in along
    ]
    found = aside(layout([page(1, sheet() + turned)]))
    assert found == ["Uitkomsten toezichtonderzoek Zandmeer – Mei 2014"]


def test_numbers_of_lines() -> None:
    numbers = [Word(str(n), 24.0, 60.0 + 11 * n, 28.5, 69.0 + 11 * n, 9.0, "Arial") for n in range(0, 12, 3)]
    found = layout([page(1, sheet() + numbers)])
    assert [" ".join(line.text for line in row.cells[1].lines) for row in rows(found)] == [
        "De gemeente heeft zicht op de populatie GGSR",
        "Netwerkpartners en alle relevante partijen melden GGSR aan voor de aanpak",
    ]
    assert aside(found) == ["0", "3", "6", "9"]


def test_slanted_print_behind_a_table() -> None:
    stamps = [
        Word("Concept", x, y, x + 52.0, y + 34.0, 12.0, "Arial") for x, y in ((170.0, 70.0), (330.0, 140.0))
    ]
    found = layout([page(1, sheet() + stamps)])
    assert [texts(row) for row in rows(found)] == ["De wijk kent de gezinnen.", "Scholen melden niets."]
    assert aside(found) == ["Concept", "Concept"]


def test_numbers_of_pages_beside_the_text() -> None:
    # level with a row's words, and not where lines return with the same words
    pages = [page(n, sheet() + line(560, 152, f"{n}/3")) for n in (1, 2, 3)]
    found = layout(pages)
    assert [texts(row) for row in rows(found)] == ["De wijk kent de gezinnen.", "Scholen melden niets."] * 3
    assert aside(found) == ["1/3", "2/3", "3/3"]


def test_a_number_right_of_all_others_that_does_not_count_pages_is_text() -> None:
    counted = [page(n, sheet() + line(560, 150, text)) for n, text in ((1, "12"), (2, "31"))]
    assert texts(rows(layout(counted))[1]) == "Scholen melden niets. 12"


def test_a_page_number_beside_a_line_along_the_edge() -> None:
    along = [Word("Factsheet", 578.0, 120.0, 587.0, 160.0, 9.0, "Arial")]
    found = layout([page(n, sheet() + along + line(566, 152, f"{n}/3")) for n in (1, 2, 3)])
    assert [texts(row) for row in rows(found)] == ["De wijk kent de gezinnen.", "Scholen melden niets."] * 3
    assert sorted(aside(found)) == ["1/3", "2/3", "3/3"] + ["Factsheet"] * 3


def test_numbers_of_sheets_that_are_read_page_by_page() -> None:
    # a number on every other page goes up by one
    pages = [page(n, sheet() + (line(560, 152, f"{n // 2}/3") if n % 2 == 0 else [])) for n in range(1, 7)]
    assert [texts(row) for row in rows(layout(pages))] == [
        "De wijk kent de gezinnen.",
        "Scholen melden niets.",
    ] * 6
