"""Layout: criteria whose names stand over the columns, above the rows of their indicators."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout

from tests.test_layout_breaks import FINDINGS, finding, header, line, page, rows, texts, wording


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
