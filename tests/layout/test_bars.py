"""Layout: criteria whose names stand over the columns, above the rows of their indicators."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout

from tests.layout.words import (
    BOLD,
    FINDINGS,
    finding,
    header,
    level,
    line,
    marks,
    page,
    rows,
    texts,
    wording,
)


def test_a_criterion_over_two_columns_is_no_indicator() -> None:
    words = header(60, ("Nr.", "Indicatoren", "Bevindingen"), (60.0, 90.0, 320.0))
    words += line(60, 80, "4.1.2") + wording("4.1.2", 90, 80) + finding(80, "√", "Dan beslist de wethouder.")
    words += line(60, 150, "Benodigde partijen werken mee aan de aanpak")
    words += line(60, 170, "4.2.1") + wording("4.2.1", 90, 170) + finding(170, "X", "Enkele doen niet mee.")
    found = rows(layout([page(1, words)]))
    assert [texts(row) for row in found if texts(row)] == [
        "Dan beslist de wethouder.",
        "Enkele doen niet mee.",
    ]
    assert "Benodigde partijen werken mee aan de aanpak" in " ".join(texts(row, 0) for row in found)
    assert "partijen werken" not in " ".join(texts(row, 1) for row in found)


def test_a_text_that_begins_above_its_indicator_is_no_end_of_the_row_before() -> None:
    words = header(60, FINDINGS) + wording("3.1.1", 180, 80) + finding(80, "X", "Er is geen beleid.")
    words += wording("3.1.2", 180, 118)
    text = (
        "De resultaten staan in het",
        "stelsel van de partners en",
        "worden daar ook besproken.",
        "Dat gaat goed.",
    )
    words += finding(178, "√", text[0]) + [
        word for at, part in enumerate(text[1:], 1) for word in line(334, 178 + 11 * at, part)
    ]
    words += wording("3.1.4", 180, 189)
    for top, id_ in ((238, "3.2.2"), (287, "3.2.3"), (347, "3.4.2")):
        words += wording(id_, 180, top) + finding(top, "√", "Dat is geregeld.")
    found = rows(layout([page(1, words)]))
    assert texts(found[0]) == "Er is geen beleid."
    assert texts(found[1]) == " ".join(text)


def test_a_criterion_level_with_nothing_but_a_mark_is_none_over_the_columns() -> None:
    # cells that are centred: the criterion and the mark share the row's middle with no line of the other cells
    words = header(60, FINDINGS)
    for top, id_, name, mark in ((80, "3.3.1", "Samenhangend", "√"), (140, "3.4.1", "Vasthoudend", "X")):
        words += line(60, top + 16, name) + wording(id_, 180, top) + line(320, top + 16, mark, mark=mark)
        words += line(334, top + 10, "Er is voor elk gezin") + line(334, top + 21, "één plan.")
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["√"], ["X"]]
    assert [texts(row, 0) for row in found] == ["Samenhangend", "Vasthoudend"]


def test_no_row_goes_on_below_the_criterion_of_the_next_one() -> None:
    lefts = (60.0, 320.0)
    first = header(60, FINDINGS[1:], lefts) + wording("1.1.2", 60, 80) + finding(80, "√", "Er zijn cijfers.")
    first += (
        header(160, FINDINGS[1:], lefts) + wording("4.1.1", 60, 180) + finding(180, "X", "Regie ontbreekt.")
    )
    first += line(60, 240, "Benodigde partijen werken mee aan de aanpak")
    second = header(60, FINDINGS[1:], lefts) + wording("4.2.1", 60, 80) + finding(80, None, "Allen doen mee.")
    second += wording("4.2.2", 60, 140) + finding(140, "√", "Er is een convenant.")
    rules = [level(75), level(120), level(175)]
    found = rows(layout([page(1, first, rules), page(2, second, [level(75), level(130), level(180)])]))
    assert [texts(row) for row in found if texts(row)] == [
        "Er zijn cijfers.",
        "Regie ontbreekt.",
        "Allen doen mee.",
        "Er is een convenant.",
    ]


def test_a_numbered_criterion_over_the_columns_is_one_as_well() -> None:
    words = header(60, FINDINGS[1:], (60.0, 320.0)) + line(60, 80, "1. GGSR zijn in beeld")
    words += wording("1.1.2", 60, 95) + finding(95, "√", "Er zijn cijfers.")
    words += line(60, 145, "2. De aanpak bereikt alle gezinnen waarvoor dit nodig is")
    words += wording("1.2.1", 60, 160) + finding(160, "X", "Er is geen nummer.")
    found = rows(layout([page(1, words)]))
    assert [texts(row) for row in found if texts(row)] == ["Er zijn cijfers.", "Er is geen nummer."]
    assert "waarvoor dit nodig is" in " ".join(texts(row, 0) for row in found)


def test_a_criterion_over_the_columns_right_of_a_theme_s() -> None:
    words = header(60, ("Thema", "Indicatoren", "Bevindingen"))
    words += line(60, 80, "Toeleiding") + line(180, 80, "GGSR zijn in beeld")
    words += wording("1.1.2", 180, 95) + finding(95, "√", "Er zijn cijfers.")
    words += line(180, 145, "De aanpak bereikt alle gezinnen waarvoor dit nodig is")
    words += wording("1.2.1", 180, 160) + finding(160, "X", "Er is geen nummer.")
    words += line(60, 230, "Gezin")
    words += line(180, 230, "De aanpak stelt het gezin en zijn sociale netwerk centraal") + line(
        60, 241, "centraal"
    )
    words += wording("2.1.1", 180, 245) + finding(245, "√", "Dat is zo.")
    found = rows(layout([page(1, words)]))
    assert [texts(row) for row in found if texts(row)] == [
        "Er zijn cijfers.", "Er is geen nummer.", "Dat is zo.",
    ]  # fmt: skip


def test_a_row_that_begins_below_a_theme_at_a_page_s_end_is_of_the_table() -> None:
    # cells at the bottom of their rows: its indicator is on the next page, and one below the theme begins under its text
    first = header(60, FINDINGS) + line(60, 80, "Toeleiding", BOLD) + line(334, 100, "Niemand houdt bij")
    first += line(334, 111, "hoeveel gezinnen er zijn") + wording("1.1.2", 180, 111)
    for n in range(5):
        first += line(334, 122 + 11 * n, "en waar zij nu wonen" if n < 4 else "in de wijk.")
    first += wording("1.2.1", 180, 190) + finding(190, "√", "Er is een nummer.")
    first += line(60, 750, "Aanpak", BOLD) + finding(770, "X", "Er is geen beleid en")
    second = line(334, 60, "geen plan.") + wording("3.1.1", 180, 60)
    second += wording("3.1.3", 180, 120) + finding(120, "√", "Er zijn doelen.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert texts(found[0]).startswith("Niemand houdt bij hoeveel gezinnen er zijn en waar")
    assert [(marks(row), texts(row)) for row in found[-2:]] == [
        (["X"], "Er is geen beleid en geen plan."),
        (["√"], "Er zijn doelen."),
    ]
