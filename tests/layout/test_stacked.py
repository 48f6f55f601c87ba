"""Layout of tables whose findings stand below their indicators, in the indicators' own column."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout

from tests.layout.words import finding, header, line, marks, page, rows, texts, wording

LEFTS = (60.0, 300.0, 500.0)
YEARS = ("Indicatoren", "2013", "2014")


def test_findings_below_their_indicators_take_the_columns_at_their_right() -> None:
    words = header(60, YEARS, LEFTS)
    words += wording("1.1.2", 60, 80) + finding(126, "X", "Er zijn geen cijfers.", 66)
    words += finding(90, "√", "Er zijn nu cijfers.", 300)
    words += wording("1.2.1", 60, 180) + finding(226, "X", "Er is geen loket.", 66)
    words += finding(190, "√", "Er is nu een loket.", 300)
    words = [word._replace(mark=None) if word.text == "X" else word for word in words]
    found = rows(layout([page(1, words)]))
    assert [[marks(row, column) for column in (1, 2)] for row in found] == [[["X"], ["√"]]] * 2
    assert [texts(row, 1) for row in found] == ["Er zijn geen cijfers.", "Er is geen loket."]
    assert texts(found[0], 2) == "Er zijn nu cijfers."


def test_the_rest_of_such_a_finding_on_the_next_page_is_no_wording() -> None:
    first = header(60, YEARS[:2], LEFTS[:2])
    first += wording("1.1.2", 60, 80) + finding(126, "X", "Er zijn geen cijfers,", 66)
    second = line(80, 60, "en ook geen schattingen.") + header(100, YEARS[:2], LEFTS[:2])
    second += wording("1.2.1", 60, 120) + finding(166, "X", "Er is geen loket.", 66)
    found = rows(layout([page(1, first), page(2, second)]))
    assert texts(found[0]) == "Er zijn geen cijfers, en ook geen schattingen."
