"""Layout of pages set in two columns, with tables of their own in each."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import PagedDocument, TextBlock, Word

from tests.layout.words import finding, header, line, marks, page, rows, tables, texts, wording

LEFTS = (60.0, 180.0)
OVER = 320.0  # points from one column to the other
NAMES = ("Indicatoren", "Bevindingen")


def right(words: list[Word]) -> list[Word]:
    return [word._replace(x0=word.x0 + OVER, x1=word.x1 + OVER) for word in words]


def two_columns() -> PagedDocument:
    return layout([replace(page(1, _words()), width=640.0)])


def _words() -> list[Word]:
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
    return words + right(rest)


def test_columns_of_a_page_are_read_one_after_the_other() -> None:
    found = two_columns()
    assert [marks(row) for row in rows(found)] == [["√"], ["X"], ["√"], ["X"]]
    assert texts(rows(found)[1]) == "Er zijn geen cijfers bekend."
    headings = [block.lines[0].text for block in found.blocks if isinstance(block, TextBlock)]
    assert headings[-1] == "Gezin centraal"
    assert headings[0].endswith("in twee kolommen")


def test_a_heading_stands_left_of_the_padded_cells_below_it() -> None:
    words = _words()
    words = [w._replace(x0=w.x0 - 6, x1=w.x1 - 6) if w.text in ("Gezin", "centraal") else w for w in words]
    found = layout([replace(page(1, words), width=640.0)])
    assert [block.lines[0].text for block in found.blocks if isinstance(block, TextBlock)][-1] == (
        "Gezin centraal"
    )
    assert [marks(row) for row in rows(found)] == [["√"], ["X"], ["√"], ["X"]]


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


def test_no_header_row_stands_in_the_right_column() -> None:
    words = header(60, NAMES, LEFTS)
    rest: list[Word] = []
    for place, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1", "2.1.2")):
        top = 80 + 100 * place
        words += wording(id_, 60, top) + finding(top, "√", f"Dit geldt ook voor {place}.", 180)
        rest += wording(id_, 60, top) + finding(top, "X", f"Dat ontbreekt bij {place}.", 180)
    found = rows(layout([replace(page(1, words + right(rest)), width=640.0)]))
    assert [marks(row) for row in found] == [["√"]] * 4 + [["X"]] * 4
    assert [texts(row) for row in found[3:5]] == ["Dit geldt ook voor 3.", "Dat ontbreekt bij 0."]


def test_years_over_the_full_width_are_no_columns_of_the_page() -> None:
    lefts = (60.0, 180.0, 400.0)
    words = header(60, ("Indicator", "2013", "2014"), lefts)
    for place, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1")):
        top = 80 + 60 * place
        words += wording(id_, 60, top) + finding(top, "X", "Dit ontbreekt.", 180)
        words += finding(top, "√", "Nu wel.", 400)
    found = rows(layout([replace(page(1, words), width=640.0)]))
    assert [[marks(row, column) for column in (1, 2)] for row in found] == [[["X"], ["√"]]] * 3


def test_a_themes_name_stands_over_the_criteria() -> None:
    lefts = (40.0, 110.0, 220.0)
    words = header(60, ("Toeleiding", "Indicatoren", "Bevindingen"), lefts)
    words += (
        line(40, 80, "GGSR in beeld") + wording("1.1.1", 110, 80) + finding(80, "√", "Iedereen weet.", 220)
    )
    rest = header(60, ("Continu", "Indicatoren", "Bevindingen"), lefts)
    rest += line(40, 80, "Flexibel") + wording("5.2.1", 110, 80) + finding(80, "X", "Er is geen tijd.", 220)
    found = rows(layout([replace(page(1, words + right(rest)), width=640.0)]))
    assert [texts(row) for row in found] == ["Iedereen weet.", "Er is geen tijd."]
    assert texts(found[1], 0).startswith("Flexibel")


def test_the_year_that_stands_in_the_white_space_heads_a_column_of_the_table() -> None:
    lefts = (60.0, 180.0, 380.0)
    words = header(60, ("Indicator", "2013", "2014"), lefts)
    for place, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1", "2.1.2")):
        top = 80 + 90 * place
        words += wording(id_, 60, top) + finding(top, "X", "Dit ontbreekt nog.", 180)
        words += line(390, top, "√", mark="√") + line(420, top, "Dit is nu geregeld.")
    found = rows(layout([replace(page(1, words), width=640.0)]))
    assert [[marks(row, column) for column in (1, 2)] for row in found] == [[["X"], ["√"]]] * 4


def test_a_column_of_few_criteria_is_no_white_space_between_columns() -> None:
    lefts = (40.0, 110.0, 220.0)
    words = header(60, ("Criteria", "Indicatoren", "Bevindingen"), lefts)
    rest: list[Word] = []
    for place, id_ in enumerate(
        ("1.1.1", "1.1.2", "3.1.1", "3.1.4", "3.1.5", "3.1.6", "3.2.2", "3.4.1", "4.1.1", "4.2.2", "4.3.1")
    ):
        top = 80 + 65 * place
        words += wording(id_, 110, top) + finding(top, "√", f"Dit geldt ook {place}.", 220)
        rest += wording(id_, 110, top) + finding(top, "X", f"Dat is er niet {place}.", 220)
        if place in (0, 2, 8):
            words += line(40, top, "Planmatig")
            rest += line(40, top, "Flexibel")
    found = rows(layout([replace(page(1, words + right(rest)), width=640.0)]))
    assert [marks(row) for row in found] == [["√"]] * 11 + [["X"]] * 11
    assert [texts(row, 0) for row in found if texts(row, 0)] == ["Planmatig"] * 3 + ["Flexibel"] * 3


def test_columns_begin_after_a_page_of_running_text_behind_conclusions() -> None:
    """The conclusions' table over the full width does not go on there, though no heading over the full width says so."""
    ended = line(40, 60, "Wat gaat goed?") + line(360, 60, "Wat kan beter?")
    ended += line(40, 80, "De buurt doet mee.") + line(360, 80, "Er is geen nazorg.")
    text = "Het wijkteam kent alle gezinnen van de buurt en komt daar elke week op bezoek met de school en de buren"
    prose = [word for n in range(6) for word in line(40, 60 + 12.0 * n, text)]
    words = [word for word in _words() if word.top > 50]
    heading = line(60, 40, "Bevindingen", "Arial-Bold") + right(line(60, 40, "Continu", "Arial-Bold"))
    pages = [page(1, _words()), page(2, ended), page(3, prose), page(4, heading + words)]
    found = layout([replace(each, width=640.0) for each in pages])
    headings = [block.lines[0].text for block in found.blocks if isinstance(block, TextBlock)]
    assert headings[-3:] == ["Bevindingen", "Continu", "Gezin centraal"]


def test_a_table_goes_on_in_both_columns_of_a_page_without_header_rows() -> None:
    lefts = (40.0, 110.0, 220.0)
    ids = ("1.1.1", "1.1.2", "3.1.1", "3.1.4")

    def column(first: int, sign: str) -> list[Word]:
        found: list[Word] = []
        for place, id_ in enumerate(ids):
            found += wording(id_, 110, 80 + 65 * place)
            found += finding(80 + 65 * place, sign, f"Dit geldt ook {first + place}.", 220)
        return found

    head = header(60, ("Criteria", "Indicatoren", "Bevindingen"), lefts) + line(40, 80, "Planmatig")
    first = head + column(0, "√") + right(head + column(4, "X"))
    second = line(40, 80, "Planmatig") + column(8, "√") + right(column(12, "X") + line(40, 80, "Flexibel"))
    found = rows(layout([replace(page(n, words), width=640.0) for n, words in ((1, first), (2, second))]))
    assert [marks(row) for row in found] == ([["√"]] * 4 + [["X"]] * 4) * 2
    assert [texts(row) for row in found] == [f"Dit geldt ook {place}." for place in range(16)]


def test_header_cells_may_be_centred_over_the_columns_of_a_page_s_column() -> None:
    """Few criteria stand below the first one, whose column looks like white space."""
    lefts = (40.0, 110.0, 220.0)
    words = header(60, ("Criteria", "Indicatoren", "Bevindingen"), (62, 130, 240))
    ids = ("1.1.1", "1.1.2", "3.1.1", "3.1.4", "3.1.5", "3.1.6", "3.2.2", "3.4.1", "4.1.1", "4.2.2", "4.3.1")
    for place, id_ in enumerate(ids):
        top = 80 + 65 * place
        words += wording(id_, lefts[1], top) + finding(top, "√", f"Dit geldt nu ook {place}.", lefts[2])
    words += line(40, 80, "Planmatig") + line(40, 340, "Flexibel") + line(40, 600, "Coördinatie")
    found = rows(layout([replace(page(1, words + right(words)), width=640.0)]))
    assert [texts(row) for row in found] == [f"Dit geldt nu ook {place}." for place in range(len(ids))] * 2


def test_columns_whose_findings_are_called_otherwise() -> None:
    def called(words: list[Word]) -> list[Word]:
        return [
            word._replace(text="Indicator" if word.text == NAMES[0] else "Toelichting")
            if word.text in NAMES
            else word
            for word in words
        ]

    found = layout([replace(page(1, called(_words())), width=640.0)])
    assert [marks(row) for row in rows(found)] == [["√"], ["X"], ["√"], ["X"]]


def test_marks_left_of_the_indicators_are_of_the_right_column_where_criteria_are_few() -> None:
    """No header row tells where it begins, and white space runs on from the gutter over the criteria and the marks."""
    words = header(60, ("Criteria", "Indicatoren", "Bevindingen"), (20.0, 110.0, 280.0))
    sides = (("1.1.1", "1.1.2", "1.2.1", "1.2.2"), "√"), (("2.1.1", "2.1.2", "2.1.3", "3.1.1"), "X")
    for column, (ids, sign) in enumerate(sides):
        beside = line(20, 90, "Planmatig") if column else []
        for n, id_ in enumerate(ids):
            top = 90 + 160 * n
            beside += line(95, top, sign, mark=sign) + wording(id_, 110, top)
            for k in range(12):
                beside += line(280, top + 11 * k, "Iedereen kent het loket.")
        words += [word._replace(x0=word.x0 + 440 * column, x1=word.x1 + 440 * column) for word in beside]
    found = rows(layout([replace(page(1, words), width=900.0)]))
    assert [marks(row) for row in found] == [["√"]] * 4 + [["X"]] * 4


def test_a_blank_page_beside_one_whose_right_column_alone_has_a_header_row() -> None:
    prose = [
        word for n in range(12) for word in line(40, 60 + 11 * n, "Zo is dat in de hele gemeente geregeld.")
    ]
    words = prose + right(header(60, NAMES, LEFTS) + wording("1.1.1", 60, 90))
    words += right(finding(90, "√", "Iedereen weet het.", 180))
    found = layout([replace(page(1, words), width=640.0), replace(page(2, []), width=640.0)])
    assert [marks(row) for row in rows(found)] == [["√"]]
