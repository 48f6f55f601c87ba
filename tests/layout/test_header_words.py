"""Header rows whose cells take several lines, break words, or hold more than a column's name and its year."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ggsr_extract.extractors.factsheet.rows.tables import year_columns
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Fill, TableBlock, Word

from tests.layout.words import (
    BOLD,
    FINDINGS,
    finding,
    header,
    line,
    marks,
    page,
    rows,
    tables,
    texts,
    wording,
)

FOLLOW = (60.0, 180.0, 300.0, 420.0)


def printed(table: TableBlock) -> list[str]:
    return [" ".join(text.text for text in cell.lines) for cell in table.header]


def below(top: float) -> list[Word]:
    words = wording("1.1.2", 60, top) + finding(top, "X", "Er zijn geen cijfers.", 180)
    return words + finding(top, "X", "Niemand telt.", 300) + finding(top, "√", "Er zijn nu cijfers.", 420)


def columns(table: TableBlock) -> list[tuple[int, str | None]]:
    return [(column.year, column.name) for _, column in year_columns(table)]


def test_words_of_a_header_row_may_be_broken() -> None:
    words = header(60, ("Crite-", "Indica-", "Bevin-")) + header(71, ("ria", "toren", "dingen"))
    words += wording("1.1.2", 180, 90) + finding(90, "X", "Er zijn geen cijfers.")
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == ["Crite- ria", "Indica- toren", "Bevin- dingen"]
    assert [marks(row) for row in table.rows] == [["X"]]


def test_bold_lines_below_a_header_row_are_more_of_it() -> None:
    words = header(60, FINDINGS) + header(71, ("uit het kader", "van het kader", "van STJ"))
    words += (
        line(60, 86, "GGSR zijn in", BOLD) + wording("1.1.2", 180, 86) + finding(86, "X", "Niemand telt.")
    )
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == ["Criteria uit het kader", "Indicatoren van het kader", "Bevindingen van STJ"]
    assert len(table.rows) == 1


def test_a_year_may_stand_over_the_names_of_two_columns() -> None:
    words = header(60, ("Indicator", "2013", "2014"), (60, 180, 420))
    words += header(76, ("Rust in Huis", "Buurtwerk"), (180, 300)) + below(100)
    (table,) = tables(layout([page(1, words)]))
    assert columns(table) == [(2013, "Rust in Huis"), (2013, "Buurtwerk"), (2014, None)]
    assert [marks(table.rows[0], column) for column in (1, 2, 3)] == [["X"], ["X"], ["√"]]


def test_a_year_may_stand_behind_a_name_or_another_word() -> None:
    words = header(60, ("Indicator", "Aanpak Buurtwerk", "Aanpak Rust (2013)", "Oordeel 2014"), FOLLOW)
    words += header(71, ("(2013)",), (180,)) + below(90)
    (table,) = tables(layout([page(1, words)]))
    assert columns(table) == [(2013, "Buurtwerk"), (2013, "Rust"), (2014, None)]


def test_a_header_row_at_the_top_of_each_page_is_no_running_header() -> None:
    """Though words of it that name no column return there."""
    names = ("Indicator", "Oordeel 2013", "Oordeel 2014")
    lefts = (60.0, 180.0, 420.0)
    pages = []
    for number, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1"), start=1):
        words = header(60, names, lefts) + wording(id_, 60, 80) + finding(80, "X", "Nog niet.", 180)
        pages.append(page(number, words + finding(80, "√", "Nu wel.", 420)))
    found = layout(pages)
    assert [printed(table) for table in tables(found)] == [list(names)] * 3
    assert len(rows(found)) == 3


def test_a_word_may_stand_before_that_of_the_findings() -> None:
    words = header(60, ("Indicatoren", "Toelichting bevindingen"), (60, 320))
    words += wording("1.1.2", 60, 90) + finding(90, "X", "Er zijn geen cijfers.")
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == ["Indicatoren", "Toelichting bevindingen"]


def test_ends_of_words_that_are_too_long_for_their_header_cells() -> None:
    lefts = (60.0, 110.0, 290.0, 320.0)
    words = header(60, ("Criteri", "Indicatoren", "Sco", "Bevindingen"), lefts)
    words += line(60, 74, "a", BOLD) + line(290, 74, "re", BOLD)
    words += wording("1.1.2", 110, 95) + line(292, 95, "X", mark="X") + line(320, 95, "Er zijn geen cijfers.")
    (table,) = tables(layout([page(1, words)]))
    assert sorted(" ".join(printed(table)).split()) == [
        "Bevindingen",
        "Criteri",
        "Indicatoren",
        "Sco",
        "a",
        "re",
    ]
    assert [marks(row) for row in table.rows] == [["X"]]
    assert [text.text for text in table.rows[0].cells[-1].lines if not text.mark] == ["Er zijn geen cijfers."]


def test_a_theme_below_the_header_row_of_all_themes() -> None:
    words = header(60, FINDINGS)
    for top, theme, ids in (
        (80, "Toeleiding", ("1.1.1", "1.1.2")),
        (260, "Gezin centraal", ("2.1.2",)),
    ):
        words += line(60, top, theme, BOLD)
        for place, id_ in enumerate(ids):
            y = top + 15 + 75 * place
            words += wording(id_, 180, y) + finding(y, "√", f"Dit staat bij {id_} beschreven.")
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["√"]] * 3


def test_a_themes_name_over_the_criteria_names_their_column() -> None:
    words = header(60, ("Gezin centraal", "Indicatoren", "Bevindingen"))
    words += line(60, 80, "De aanpak stelt het") + line(60, 91, "gezin centraal") + wording("2.1.1", 180, 80)
    words += finding(80, "√", "Dat staat in het plan.")
    (table,) = tables(layout([page(1, words)]))
    assert table.indicator == 1
    assert [" ".join(text.text for text in cell.lines) for cell in table.rows[0].cells][:1] == [
        "De aanpak stelt het gezin centraal"
    ]


def test_a_column_of_themes_is_one_also_where_its_theme_stands_on_the_page_before() -> None:
    top = header(60, ("Thema", "Indicatoren", "Bevindingen"))
    first = top + line(60, 80, "Toeleiding") + wording("1.1.1", 180, 80) + finding(80, "√", "Dat is zo.")
    second = top + wording("1.1.2", 180, 80) + finding(80, "X", "Er zijn geen cijfers.")
    found = tables(layout([page(1, first), page(2, second)]))
    assert [printed(table)[0] for table in found] == ["Thema", "Thema"]
    assert [table.indicator for table in found] == [1, 1]


def test_an_article_on_a_line_of_its_own_begins_the_wording() -> None:
    words = header(60, FINDINGS)
    for place, (id_, text) in enumerate(
        (("3.1.3", "netwerkpartners hebben"), ("3.1.5", "netwerkpartners evalueren"))
    ):
        top = 80 + 66 * place
        words += line(180, top, "De") + line(180, top + 11, text) + line(180, top + 22, "dit zo gemaakt")
        words += finding(top, "X", f"Bij {id_} ontbreekt dat.") + line(334, top + 11, "Dat is jammer.")
    assert [marks(row) for row in rows(layout([page(1, words)]))] == [["X"], ["X"]]


def test_headings_broken_without_a_hyphen() -> None:
    words = (
        header(60, ("Criteri", "Indicat", "Bevindingen"))
        + line(60, 71, "a", BOLD)
        + line(180, 71, "oren", BOLD)
    )
    words += wording("1.1.2", 180, 90) + finding(90, "X", "Er zijn geen cijfers.")
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == ["Criteri a", "Indicat oren", "Bevindingen"]
    assert [marks(row) for row in table.rows] == [["X"]]


def test_years_may_stand_in_a_row_of_their_own_above_all_other_names() -> None:
    words = header(60, ("2013", "2014"), (180, 420))
    words += header(84, ("Indicator", "Rust in Huis", "Buurtwerk"), FOLLOW[:3]) + below(110)
    (table,) = tables(layout([page(1, words)]))
    assert columns(table) == [(2013, "Rust in Huis"), (2013, "Buurtwerk"), (2014, None)]
    assert [[marks(row, at) for at in (1, 2, 3)] for row in table.rows] == [[["X"], ["X"], ["√"]]]


def test_a_word_that_fills_its_header_cell_is_not_of_the_next_one() -> None:
    # the cell of the theme is as narrow as the letters that it holds, and broken without a hyphen
    for first, rest in (("Samenwerki", "ng"), ("Critebreed", "")):
        words = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "X", "Niemand telt.")
        words += line(135, 160, first, BOLD) + header(160, ("Indicatoren", "Bevindingen"), (184, 320))
        words += line(135, 171, rest, BOLD) + wording("4.1.1", 184, 190) + finding(190, "√", "Er is regie.")
        found = tables(layout([page(1, words)]))
        assert [[marks(row) for row in table.rows] for table in found] == [[["X"]], [["√"]]]


@pytest.mark.parametrize("parts", [("Crite", "ria"), ("Cri-", "te-", "ria")])
def test_a_broken_word_for_criteria_close_to_the_next_header_cell(parts: tuple[str, ...]) -> None:
    words = header(60, ("Indicatoren", "Bevindingen"), (86, 320))
    for number, part in enumerate(parts):
        words += line(60, 60 + 11 * number, part, BOLD)
    words += line(60, 100, "Plan-") + wording("3.1.1", 86, 100) + finding(100, "X", "Er is geen beleid.")
    words += line(60, 111, "matig") + wording("3.1.3", 86, 160) + finding(160, "√", "Er zijn doelen.")
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == [" ".join(parts), "Indicatoren", "Bevindingen"]
    assert [texts(row, 0) for row in table.rows] == ["Plan- matig", ""]


def test_words_of_a_justified_header_cell_are_one_name() -> None:
    words = header(60, ("Indicator", "2013 Rust in Huis", "2013", "2014"), FOLLOW)
    for x, text in ((335, "Eén"), (364, "Gezin")):
        words += line(x, 60, text, BOLD)
    words += line(300, 71, "Voorop", BOLD) + below(95)
    (table,) = tables(layout([page(1, words)]))
    assert columns(table) == [(2013, "Rust in Huis"), (2013, "Eén Gezin Voorop"), (2014, None)]


def test_a_word_that_lies_over_the_next_header_cell() -> None:
    words = line(60, 60, "Samenwerking", BOLD) + header(60, ("Indicatoren", "Bevindingen"), (100, 320))
    words += wording("4.1.1", 100, 80) + finding(80, "√", "Er is regie.") + line(60, 80, "Plan")
    second = line(60, 60, "Samenwerking", BOLD) + header(60, ("Indicatoren", "Bevindingen"), (100, 320))
    second += wording("4.2.1", 100, 80) + finding(80, "X", "Er is geen beleid.")
    found = tables(layout([page(1, words), page(2, second)]))
    assert [printed(table) for table in found] == 2 * [["Samenwerking", "Indicatoren", "Bevindingen"]]
    assert [[marks(row) for row in table.rows] for table in found] == [[["√"]], [["X"]]]


@pytest.mark.parametrize("left", [290.0, 300.0])
def test_marks_may_have_a_heading_of_their_own(left: float) -> None:
    """It stands nearer to the indicators' heading than to that of the findings, which is centred over them."""
    words = header(60, FINDINGS, (60, 200, 430)) + line(left, 60, "Voldoet?", BOLD)
    for number, id_ in enumerate(("1.1.1", "1.1.2", "4.2.2")):
        top = 80.0 + 60 * number
        words += (
            wording(id_, 180, top) + line(290, top, "√", mark="√") + line(345, top, f"Er zijn er {number}.")
        )
    found = layout([page(1, words)])
    assert printed(tables(found)[0])[1] == "Indicatoren"
    assert [marks(row) for row in rows(found)] == [["√"]] * 3
    assert texts(rows(found)[2], 1) == "Er zijn samenwerkingsafspraken gemaakt over de aanpak"


def test_a_year_left_of_the_centred_names_below_it_has_no_column_of_its_own() -> None:
    words = line(180, 60, "2013", BOLD) + line(420, 60, "2014", BOLD) + line(60, 72, "Indicator", BOLD)
    words += line(220, 72, "Rust Thuis", BOLD) + line(330, 72, "De Brug", BOLD)
    found = layout([page(1, words + below(100))])
    assert columns(tables(found)[0]) == [(2013, "Rust Thuis"), (2013, "De Brug"), (2014, None)]
    assert [marks(rows(found)[0], column) for column in (1, 2, 3)] == [["X"], ["X"], ["√"]]


@pytest.mark.parametrize("heading", ["Oordeel", "√ /X"])
def test_marks_left_of_the_indicators_may_have_a_heading(heading: str) -> None:
    """It stands close to the indicators' one, below which no mark stands; they are centred below it."""
    words = header(60, ("Criteria", "Indicatoren", "Bevindingen"), (60, 180, 330))
    words += line(134, 60, heading, BOLD)
    words = [word._replace(mark="√") if word.text == "√" else word for word in words]
    words += line(60, 75, "GGSR zijn in beeld", BOLD)
    for number, (id_, sign) in enumerate((("1.1.1", "√"), ("1.1.2", "X"), ("4.2.2", "√"))):
        top = 95.0 + 60 * number
        words += line(150, top, sign, mark=sign) + wording(id_, 180, top)
        words += line(330, top, f"Er zijn er {number}.")
    found = layout([page(1, words)])
    assert [marks(row) for row in rows(found) if marks(row)] == [["√"], ["X"], ["√"]]
    assert texts(rows(found)[-1], 1) == "Er zijn samenwerkingsafspraken gemaakt over de aanpak"


@pytest.mark.parametrize("shaded", [True, False])
def test_names_over_several_lines_end_at_the_bottom_of_their_header_row(shaded: bool) -> None:
    names = (("Bevindingen 2013", "Samen Sterk in de", "Buurt"), ("", "Bevindingen 2013", "Rust in Huis"))
    font = "Arial" if shaded else BOLD
    words = line(60, 82, "Indicator", font) + line(420, 82, "Bevindingen 2014", font)
    for x, parts in zip((180, 300), names, strict=True):
        words += [word for n, part in enumerate(parts) for word in line(x, 60 + 11 * n, part, font)]
    first = page(1, words + below(110))
    if shaded:
        first = replace(first, fills=(Fill(55, 56, 540, 95, (0.8, 0.8, 0.9)),))
    found = tables(layout([first]))
    assert columns(found[0]) == [(2013, "Samen Sterk in de Buurt"), (2013, "Rust in Huis"), (2014, None)]


def test_header_cells_that_are_shaded_one_by_one_are_as_high_as_their_text() -> None:
    words = line(60, 66, "Indicator") + line(180, 60, "2013 Een Gezin") + line(180, 72, "Voorop")
    words += line(300, 66, "2013 Rust in Huis") + line(420, 66, "2014")
    fills = [Fill(x, 64, x + 110, 77, (0.0, 0.0, 0.0)) for x in (60, 300, 420)]
    shaded = replace(page(1, words + below(100)), fills=(*fills, Fill(180, 58, 290, 83, (0.0, 0.0, 0.0))))
    (table,) = tables(layout([shaded]))
    assert columns(table) == [(2013, "Een Gezin Voorop"), (2013, "Rust in Huis"), (2014, None)]


def test_the_column_of_findings_may_be_called_anything() -> None:
    """What stands right of "Indicator" heads it, be it two words of which the first stands over the marks."""
    words = header(60, ("Criterium", "Indicator", "Oordeel", "Toelichting"), (60, 180, 316, 380))
    for number, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1")):
        top = 80.0 + 60 * number
        words += wording(id_, 180, top) + line(320, top, "√", mark="√")
        words += line(380, top, "Dat is geregeld") + line(380, top + 11, "en vastgelegd.")
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == ["Criterium", "Indicator", "Oordeel Toelichting"]
    assert [texts(row) for row in table.rows] == ["Dat is geregeld en vastgelegd."] * 3
    assert [marks(row) for row in table.rows] == [["√"]] * 3


def test_two_columns_of_text_without_a_year_are_no_findings() -> None:
    words = header(60, ("Indicator", "Toen", "Nu"), (60, 240, 400))
    for number, id_ in enumerate(("1.1.1", "1.1.2")):
        top = 80.0 + 60 * number
        for x in (240.0, 400.0):
            words += [word for n in (0, 11) for word in line(x, top + n, "Dat is iets.")]
        words += wording(id_, 60, top)
    assert tables(layout([page(1, words)])) == []


def test_criteria_may_stand_behind_the_findings() -> None:
    words = header(60, ("Indicator", "Bevindingen", "Criterium"), (60, 200, 420))
    words += wording("1.1.1", 60, 80) + finding(80, "√", "Dat is geregeld.", 200)
    words += line(420, 80, "GGSR zijn in beeld")
    words += wording("1.1.2", 60, 140) + finding(140, "X", "Niemand telt.", 200)
    found = rows(layout([page(1, words)]))
    assert [texts(row, 0) for row in found] == ["GGSR zijn in beeld", ""]
    assert [(marks(row), texts(row)) for row in found] == [
        (["√"], "Dat is geregeld."),
        (["X"], "Niemand telt."),
    ]


@pytest.mark.parametrize("first", ["√/", "√ /"])
def test_a_cell_that_names_both_marks_may_take_two_lines(first: str) -> None:
    words = header(60, ("Indicatoren", first, "Bevindingen"), (60, 220, 320)) + header(71, ("X",), (220,))
    for number in range(3):
        top = 90.0 + 60 * number
        words += wording("1.1.2", 60, top) + line(220, top, "√", mark="√") + line(320, top, "Dat is zo.")
    (table,) = tables(layout([page(1, words)]))
    assert [marks(row) for row in table.rows] == [["√"]] * 3


def test_header_cells_may_say_more_than_the_name_of_their_column() -> None:
    words = header(
        60, ("Indicatoren uit het kader", "Bevindingen van Samenwerkend Toezicht Jeugd"), (60, 320)
    )
    words += wording("1.1.2", 60, 90) + finding(90, "X", "Er zijn geen cijfers.")
    (table,) = tables(layout([page(1, words)]))
    assert [texts(row) for row in table.rows] == ["Er zijn geen cijfers."]


def test_a_header_row_that_ends_a_page_tells_nothing_of_how_much_others_hold() -> None:
    def named(top: float) -> list[Word]:
        return header(top, ("Indicatoren", "Bevindingen", "√ / X"), (60, 240, 480)) + line(
            240, top + 11, "van", BOLD
        )

    def rest(top: float, id_: str) -> list[Word]:
        return (
            line(240, top + 11, "STJ", BOLD)
            + wording(id_, 60, top + 40)
            + line(240, top + 40, "Dat is zo.")
            + line(480, top + 40, "√", mark="√")
        )

    first = named(60) + rest(71, "1.1.1") + line(60, 160, "Gezin centraal", BOLD) + named(180)
    second = named(60) + rest(71, "2.1.1")
    found = tables(layout([page(1, first), page(2, second)]))
    assert [texts(row) for row in found[-1].rows] == ["Dat is zo."]


def test_criteria_may_stand_between_indicators_and_findings_that_are_called_otherwise() -> None:
    words = header(60, ("Indicator", "Criterium", "Toelichting"), (60, 200, 340))
    words += (
        wording("1.1.2", 60, 80)
        + line(200, 80, "GGSR zijn in beeld")
        + finding(80, "X", "Niemand telt.", 340)
    )
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == ["Criterium", "Indicator", "Toelichting"]
    assert [texts(row) for row in table.rows] == ["Niemand telt."]


def test_criteria_close_behind_signs_over_marks() -> None:
    words = header(60, ("Indicator", "Toelichting", "√ / X", "Criterium"), (60, 200, 390, 418))
    for number, id_ in enumerate(("1.1.1", "1.1.2")):
        top = 80.0 + 60 * number
        words += wording(id_, 60, top) + line(200, top, "Dat is geregeld.") + line(392, top, "√", mark="√")
    words += line(418, 80, "GGSR zijn in beeld")
    (table,) = tables(layout([page(1, words)]))
    assert printed(table) == ["Criterium", "Indicator", "Toelichting √ / X"]
    assert [(marks(row), texts(row)) for row in table.rows] == [(["√"], "Dat is geregeld.")] * 2
