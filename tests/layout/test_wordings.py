"""Layout: a block whose indicators take more room than the text that they share."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import TableRow, Word

from tests.layout.words import FINDINGS, finding, header, level, line, marks, page, rows, texts, wording


def block() -> list[Word]:
    words = header(60, FINDINGS) + line(60, 80, "Planmatig") + wording("3.1.1", 180, 80)
    words += finding(80, "X", "Beleid en visie ontbreken.")
    words += wording("3.1.2", 180, 128) + line(60, 190, "Een toegeruste regisseur")
    words += wording("3.2.1", 180, 190) + finding(190, "√", "Elk gezin heeft een coach.")
    return words + wording("3.2.2", 180, 320) + finding(320, "√", "Dat is geregeld.")


def test_an_indicator_without_a_finding_is_of_the_block_above() -> None:
    found = rows(layout([page(1, block())]))
    assert [marks(row) for row in found] == [["X"], ["√"], ["√"]]
    assert texts(found[0], 1).endswith("gezamenlijke visie op de aanpak voor GGSR")


def test_a_ruling_makes_it_a_row_of_its_own() -> None:
    found = rows(layout([page(1, block(), [level(y) for y in (75, 120, 182, 312, 360)])]))
    assert [marks(row) for row in found] == [["X"], [], ["√"], ["√"]]


def test_a_row_with_more_marks_than_indicators_and_one_with_fewer_are_one_block() -> None:
    """The indicators of a block are centred beside its texts, of which the last goes on on the next page with more."""
    first = header(60, FINDINGS) + line(60, 80, "Planmatig") + wording("3.1.1", 180, 80)
    first += finding(80, "X", "Er is geen beleid.") + wording("3.1.4", 180, 140) + wording("3.1.5", 180, 178)
    first += finding(146, "X", "Er wordt niets geteld.") + wording("3.1.6", 180, 216)
    first += wording("3.1.7", 180, 251) + finding(222, "√", "De partners spreken elkaar.")
    second = header(60, FINDINGS) + finding(80, "X", "Dat gebeurt niet.") + finding(110, "√", "Dat is zo.")
    second += line(60, 140, "Een toegeruste regisseur") + wording("3.2.1", 180, 140)
    second += finding(140, "√", "Elk gezin heeft een coach.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [marks(row) for row in found] == [["X"], ["X", "√", "X", "√"], ["√"]]


def test_a_first_row_without_an_indicator_is_of_the_row_below() -> None:
    words = header(60, FINDINGS) + line(60, 80, "GGSR zijn in beeld") + wording("1.1.1", 180, 80)
    words += finding(80, "√", "Dat is bekend.") + line(60, 160, "Aanpak") + header(180, FINDINGS)
    words += finding(200, "√", "Er is beleid.") + wording("3.1.1", 180, 250) + wording("3.1.2", 180, 272)
    words += finding(250, "X", "Een visie is er niet.") + line(60, 250, "Planmatig")
    words += wording("3.1.4", 180, 340) + finding(340, "√", "Er wordt geteld.")
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["√"], ["√", "X"], ["√"]]


def evenly(rest: str) -> list[TableRow]:
    """The rows of a table with as much white space between all of them; the fifth cell begins with the rest of the fourth."""
    words, y = header(60, FINDINGS), 80.0
    for indicators in (["3.1.1"], ["3.1.2"], ["3.1.3"], ["3.1.4"], ["3.1.5", "3.1.6"], ["3.2.1"], ["3.2.2"]):
        at = y
        for indicator in indicators:
            label = wording(indicator, 180, at)
            words, at = words + label, label[-1].top + 18
        remark = line(334, y, rest) if len(indicators) > 1 else []
        below = y + 18 if remark else y
        words += (
            remark
            + finding(below, "X" if remark else "√", "Dat is zo.")
            + line(334, below + 11, "Ook later.")
        )
        y = max(at - 18, below + 11) + 15
    return rows(layout([page(1, words)]))


@pytest.mark.parametrize("rest", ["LET OP: De school wel.", "Voor jongeren geldt dat niet."])
def test_a_row_that_begins_with_the_rest_of_a_statement_is_of_the_block_above(rest: str) -> None:
    found = evenly(rest)
    assert [marks(row) for row in found] == [["√"], ["√"], ["√"], ["√", "X"], ["√"], ["√"]]
    told = " ".join(each.text for each in found[3].cells[-1].lines)
    assert told == f"√ Dat is zo. Ook later. {rest} X Dat is zo. Ook later."


def test_a_header_cell_that_a_broken_file_stretches_far_off_the_page() -> None:
    words = header(60, FINDINGS) + wording("1.1.1", 180, 90) + finding(90, "√", "Iedereen weet het.")
    wide = [word._replace(x1=6e20) if word.text == FINDINGS[0] else word for word in words]
    assert [marks(row) for row in rows(layout([page(1, wide)]))] == [["√"]]
