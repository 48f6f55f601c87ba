"""Layout of tables without any header row."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import TextBlock, Word

from tests.layout.words import BOLD, FINDINGS, finding, header, level, line, marks, page, rows, texts, wording

IDS = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "4.1.1", "4.2.1")


def body(second: float | None = None) -> list[Word]:
    """Rows of two columns of findings where ``second`` says that there are two."""
    words = line(60, 40, "Toeleiding", BOLD)
    for number, id_ in enumerate(IDS):
        top = 70.0 + 60 * number
        words += line(60, top, "GGSR zijn in beeld") if not number else []
        words += wording(id_, 180, top) + finding(top, "√", f"Dit is bevinding {number + 1}.")
        words += finding(top, "X", "Dat is nu anders.", second) if second else []
    return words


def test_the_framework_s_wording_tells_the_columns() -> None:
    found = layout([page(1, body(), [level(65 + 60 * number) for number in range(1, 7)])])
    assert [marks(row) for row in rows(found)] == [["√"]] * 6
    assert [texts(row) for row in rows(found)] == [f"Dit is bevinding {number}." for number in range(1, 7)]
    assert texts(rows(found)[0], 0) == "GGSR zijn in beeld"
    assert [block.lines[0].text for block in found.blocks if isinstance(block, TextBlock)] == ["Toeleiding"]


def test_two_columns_of_marks_need_a_header_row() -> None:
    """Without one, nothing says which year each is about."""
    assert rows(layout([page(1, body(450))])) == []


def test_columns_of_a_later_table_begin_with_its_marks_where_it_has_no_header_row() -> None:
    """The header row stands over the first table only, which has other widths."""
    words = header(60, ("Indicator", "2013", "2014"), (60, 180, 360)) + wording("1.1.2", 60, 80)
    words += finding(80, "X", "Er zijn geen cijfers.", 180) + finding(80, "√", "Er zijn nu cijfers.", 360)
    words += line(60, 160, "Gezin centraal", BOLD) + wording("2.1.1", 60, 180)
    words += finding(180, "X", "Dat gebeurt niet.", 230) + finding(180, "√", "Dat gebeurt nu.", 390)
    found = layout([page(1, words)])
    assert [texts(row, 1) for row in rows(found)] == ["Er zijn geen cijfers.", "Dat gebeurt niet."]
    assert [marks(row, 2) for row in rows(found)] == [["√"], ["√"]]


def test_the_wording_tells_the_columns_of_a_later_table_without_a_header_row() -> None:
    """It has other widths than the first one, and its marks stand behind the texts."""
    words = header(60, ("Criteria", "Indicatoren", "Bevindingen")) + wording("1.1.2", 180, 80)
    words += (
        line(60, 80, "GGSR zijn in beeld") + line(320, 80, "Er zijn cijfers.") + line(500, 80, "√", mark="√")
    )
    words += line(60, 160, "Gezin centraal", BOLD) + line(60, 180, "De aanpak stelt het gezin")
    for number, (id_, mark) in enumerate((("2.1.1", "√"), ("2.1.2", "X"))):
        top = 180.0 + 60 * number
        words += (
            wording(id_, 230, top)
            + line(400, top, f"Dit is bevinding {number}.")
            + line(520, top, mark, mark=mark)
        )
    found = rows(layout([page(1, words)]))
    assert [(marks(row), texts(row)) for row in found] == [
        (["√"], "Er zijn cijfers."),
        (["√"], "Dit is bevinding 0."),
        (["X"], "Dit is bevinding 1."),
    ]
    assert texts(found[1], 0) == "De aanpak stelt het gezin"


def test_years_of_a_later_table_begin_with_its_marks_where_its_texts_cross_the_columns_of_the_first() -> None:
    words = header(60, ("Indicator", "2013", "2014"), (60, 180, 360)) + wording("1.1.2", 60, 80)
    words += finding(80, "X", "Er zijn geen cijfers.", 180) + finding(80, "√", "Er zijn nu cijfers.", 360)
    words += line(60, 160, "Gezin centraal", BOLD) + line(
        60, 180, "Binnen de aanpak wordt de eigen kracht van het"
    )
    words += line(60, 191, "gezin ondersteund en benut")
    words += finding(180, "X", "Dat gebeurt niet.", 290) + finding(180, "√", "Dat gebeurt nu.", 420)
    found = layout([page(1, words)])
    assert [texts(row, 1) for row in rows(found)] == ["Er zijn geen cijfers.", "Dat gebeurt niet."]
    assert [marks(row, 2) for row in rows(found)] == [["√"], ["√"]]


def test_a_heading_below_a_theme_s_name_begins_no_table() -> None:
    """Marks and an indicator follow, but in a table with a header row of its own."""
    words = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "X", "Er zijn geen cijfers.")
    words += line(60, 160, "Gezin centraal", BOLD) + line(60, 180, "Aanpak", BOLD)
    words += wording("3.1.1", 230, 200) + finding(200, "√", "Er is beleid.", 400)
    assert texts(rows(layout([page(1, words)]))[0]) == "Er zijn geen cijfers."


def test_criteria_behind_the_findings_of_a_table_without_a_header_row() -> None:
    words = line(60, 40, "Toeleiding", BOLD)
    for number, id_ in enumerate(IDS):
        top = 70.0 + 60 * number
        words += wording(id_, 60, top) + finding(top, "√", f"Dit is bevinding {number}.", 200)
        words += line(420, top, {0: "GGSR zijn in beeld", 4: "Coördinatie"}.get(number, ""))
    found = rows(layout([page(1, words, [level(65 + 60 * number) for number in range(1, 7)])]))
    assert [texts(row) for row in found] == [f"Dit is bevinding {number}." for number in range(6)]
    assert [texts(row, 0) for row in found] == ["GGSR zijn in beeld", "", "", "", "Coördinatie", ""]


@pytest.mark.parametrize("right", [False, True])
def test_columns_as_close_as_words_of_justified_text(right: bool) -> None:
    """The lines of a row have no wider gap than six points, unless marks stand at the right."""
    words: list[Word] = []
    for number, id_ in enumerate(IDS):
        top = 70.0 + 70 * number
        words += line(60, top, "GGSR zijn in beeld") + wording(id_, 180, top)
        words += line(500 if right else 320, top, "√", mark="√")
        for n in range(5):
            first = top + 11 * n
            words += line(320 if right or n else 330, first, f"Dit is al in jaar {n} bekend.")
            inner = [word for word in words if word.top == first and 180 <= word.x0 < 320]
            by = 314 - max([word.x1 for word in inner], default=314.0)
            last = inner[-1:]
            words = [w._replace(x0=w.x0 + by, x1=w.x1 + by) if w in last else w for w in words]
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["√"]] * 6
    assert all(texts(row).startswith("Dit is al in jaar 0 bekend. Dit is") for row in found)


def test_criteria_may_stand_between_the_indicators_and_the_findings() -> None:
    words = line(60, 40, "Toeleiding", BOLD)
    for number, id_ in enumerate(IDS):
        top = 70.0 + 60 * number
        words += wording(id_, 60, top) + finding(top, "√", f"Dit is bevinding {number + 1}.", 340)
        words += line(230, top, "GGSR zijn in beeld" if number < 2 else "Planmatig")
    found = layout([page(1, words, [level(65 + 60 * number) for number in range(1, 7)])])
    assert [texts(row) for row in rows(found)] == [f"Dit is bevinding {number}." for number in range(1, 7)]
    assert [marks(row) for row in rows(found)] == [["√"]] * 6
