"""Layout of tables with a column of their own for what "LET OP" says."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.about.municipalities import load
from ggsr_extract.extractors.factsheet.parse import parse_pages
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Word

from tests.layout.words import finding, header, level, line, marks, page, rows, tables, texts, wording

NAMES, LEFTS = ("Indicatoren", "Bevindingen", "Opmerkingen"), (60.0, 180.0, 360.0)


def said(top: float, *lines: str, x: float = 360.0) -> list[Word]:
    return [word for n, text in enumerate(lines) for word in line(x, top + 11 * n, text)]


def told(top: float, sign: str, *lines: str) -> list[Word]:
    return finding(top, sign, lines[0], 180) + said(top + 11, *lines[1:], x=194)


@pytest.mark.parametrize("names", [NAMES, NAMES[:2]])
def test_a_remark_in_a_column_of_its_own_stands_below_its_statement(names: tuple[str, ...]) -> None:
    words = header(72, names, LEFTS[: len(names)])
    words += wording("1.1.1", 60, 90) + told(90, "√", "Iedereen weet het en", "noemt dezelfde groep.")
    words += said(90, "LET OP: De school", "weet het nog niet.")
    words += wording("1.1.2", 60, 150) + told(150, "X", "Er zijn geen cijfers", "en die komen niet.")
    found = layout([page(1, words)])
    assert [texts(row) for row in rows(found)] == [
        "Iedereen weet het en noemt dezelfde groep. LET OP: De school weet het nog niet.",
        "Er zijn geen cijfers en die komen niet.",
    ]
    assert [len(table.header) for table in tables(found)] == [2]


def test_remarks_beside_a_block_stand_below_the_statements_that_they_begin_beside() -> None:
    words = header(60, NAMES, LEFTS) + wording("3.1.1", 60, 90) + wording("3.1.2", 60, 123)
    words += told(90, "√", "Het beleid ligt vast", "in een nota.") + said(90, "LET OP: De nota", "is oud.")
    words += told(123, "X", "Een visie ontbreekt", "nog altijd.") + said(
        123, "LET OP: Dit geldt", "voor 2013."
    )
    words += wording("3.1.3", 60, 170) + told(170, "√", "De doelen staan", "in het plan.")
    rules = [level(y) for y in (84, 164, 220)]
    row = rows(layout([page(1, words, rules)]))[0]
    assert marks(row) == ["√", "X"]
    assert texts(row) == (
        "Het beleid ligt vast in een nota. LET OP: De nota is oud. "
        "Een visie ontbreekt nog altijd. LET OP: Dit geldt voor 2013."
    )


def test_remarks_within_the_findings_make_no_column() -> None:
    words = header(60, NAMES[:2], LEFTS[:2])
    words += wording("1.1.1", 60, 90) + finding(90, "√", "Iedereen weet het. LET OP: De school", 180)
    words += line(194, 101, "weet het nog niet, zo zeggen de partners zelf.")
    words += wording("1.1.2", 60, 150) + finding(150, "X", "Er zijn geen cijfers over deze groep.", 180)
    found = [texts(row) for row in rows(layout([page(1, words)]))]
    assert found[0].startswith("Iedereen weet het. LET OP: De school weet het nog niet")


def test_texts_that_stand_far_right_of_their_marks_make_no_column_of_remarks() -> None:
    words = header(60, NAMES[:2], (60.0, 240.0)) + wording("3.1.1", 60, 90) + wording("3.1.2", 60, 123)
    told = (90, "√", "Er is beleid.", "De nota is oud."), (150, "X", "Nee,", "Dit geldt nog.")
    for top, sign, text, remark in told:
        words += line(240, top, sign, mark=sign) + said(top, text, "al langer zo.", x=320)
        words += said(top + 36, f"LET OP: {remark}", x=320)
    row = rows(layout([page(1, words, [level(y) for y in (84, 210)])]))[0]
    said_by = " ".join(each.text for each in row.cells[-1].lines)
    assert said_by == (
        "√ Er is beleid. al langer zo. LET OP: De nota is oud. X Nee, al langer zo. LET OP: Dit geldt nog."
    )


@pytest.mark.parametrize("swapped", [False, True])
def test_the_heading_of_a_column_says_that_it_holds_remarks(swapped: bool) -> None:
    """Its cells need no words that say so, and a dash there means that there is none."""
    lefts = (60.0, 230.0, 320.0, 460.0) if swapped else (180.0, 60.0, 320.0, 460.0)
    words = header(72, ("Indicatoren", "Criteria", "Bevindingen", "Opmerkingen"), lefts)
    first = lefts[0]
    for at, (id_, sign, text, remark) in enumerate(
        (("1.1.1", "√", "Iedereen weet het.", "Een school nog niet."), ("1.1.2", "X", "Geen cijfers.", "-"))
    ):
        top = 90 + 60 * at
        words += wording(id_, first, top) + finding(top, sign, text) + said(top, remark, x=460)
    found = layout([page(1, words)])
    assert [[cell.remarks for cell in row.cells][-1] for row in rows(found)] == [(2,), (2,)]
    statements = parse_pages(found, load(None)).statements
    assert [(item.text, [remark.text for remark in item.remarks]) for item in statements] == [
        ("Iedereen weet het.", ["Een school nog niet."]),
        ("Geen cijfers.", []),
    ]
