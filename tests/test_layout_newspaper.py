"""Layout of pages set in two columns, with tables of their own in each."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import PagedDocument, TextBlock, Word

from tests.test_layout_breaks import finding, header, line, marks, page, rows, tables, texts, wording

LEFTS = (60.0, 180.0)
OVER = 320.0  # points from one column to the other
NAMES = ("Indicatoren", "Bevindingen")


def right(words: list[Word]) -> list[Word]:
    return [word._replace(x0=word.x0 + OVER, x1=word.x1 + OVER) for word in words]


def two_columns() -> PagedDocument:
    """A line over the full width; a table that goes on in the right column; another below it there."""
    words = line(
        60,
        40,
        "Deze tabel geeft de bevindingen van het onderzoek naar de aanpak van de gemeente in twee kolommen",
    )
    words += header(60, NAMES, LEFTS) + wording("1.1.1", 60, 80) + finding(80, "√", "Iedereen weet het.", 180)
    words += wording("1.1.2", 60, 130) + finding(130, "X", "Er zijn geen", 180)
    rest = (
        line(194, 64, "cijfers bekend.")
        + wording("1.2.1", 60, 90)
        + finding(90, "√", "Het loket is bekend.", 180)
    )
    rest += line(56, 146, "Gezin centraal", "Arial-Bold") + header(160, NAMES, LEFTS)
    rest += wording("2.1.1", 60, 180) + finding(180, "X", "Dat gebeurt te weinig.", 180)
    return layout([replace(page(1, words + right(rest)), width=640.0)])


def test_columns_of_a_page_are_read_one_after_the_other() -> None:
    found = two_columns()
    assert [marks(row) for row in rows(found)] == [["√"], ["X"], ["√"], ["X"]]
    assert texts(rows(found)[1]) == "Er zijn geen cijfers bekend."
    headings = [block.lines[0].text for block in found.blocks if isinstance(block, TextBlock)]
    assert headings[-1] == "Gezin centraal"
    assert headings[0].endswith("in twee kolommen")


def test_what_stands_in_the_right_column_keeps_its_place() -> None:
    box = rows(two_columns())[3].cells[-1].lines[0].box
    assert box is not None
    assert box.x0 == 180 + OVER


def test_a_table_over_the_full_width_is_none_of_two_columns() -> None:
    """The right half of its header row names no indicators."""
    lefts = (60.0, 200.0, 400.0)
    words = header(60, ("Indicatoren", "2013", "2014"), lefts) + wording("1.1.2", 60, 80)
    words += finding(80, "X", "Er zijn geen cijfers.", 200) + finding(80, "√", "Er zijn nu cijfers.", 400)
    (table,) = tables(layout([page(1, words)]))
    assert [marks(table.rows[0], column) for column in (1, 2)] == [["X"], ["√"]]
