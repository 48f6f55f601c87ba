"""Texts that break off in the first words of what comes next: those are no words of the finding before."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.dumps.ending import broken_off
from ggsr_extract.models.factsheet import Factsheet

from tests.factsheet.tables import FOLLOW_UP, HEAD, HEADER, NEXT_PAGE
from tests.factsheet.texts import WORDING, parsed

ROW = f"{WORDING['2.1.1']}\n\n√ Ouders doen zelf wat zij kunnen.\n\n"


def _read(text: str) -> Factsheet:
    return broken_off(parsed(text), open_end=True)


@pytest.mark.parametrize(
    "rest",
    [
        "Bin",
        "Binnen de aanpak wordt\nhet sociale net",
        "Aanpak\n\nCriteria Indicat",
        "Aanpak\n\nCriteria Indicatoren Bevindingen\n\nPlanm",
        "Een toe",
        "De aanpak is\nflexibel\nNetwerk",
        "Vervolg bev",
        "Uitkomsten toezichtonder",
        "Conc",
    ],
)
def test_the_beginning_of_what_comes_next_is_no_finding(rest: str) -> None:
    sheet = _read(f"{HEAD}Gezin centraal\n{HEADER}{ROW}{rest}")
    assert [(item.mark, item.text) for item in sheet.statements] == [
        ("√", "Ouders doen zelf wat zij kunnen.")
    ]
    assert all(line.role != "unclaimed" for line in sheet.lines)


def test_a_whole_indicator_before_is_one_without_a_mark() -> None:
    block = f"{WORDING['3.1.4']}\nDe netwerkpartners eval"
    sheet = _read(f"{HEAD}Gezin centraal\n{HEADER}{ROW}{NEXT_PAGE}Aanpak\n{HEADER}{block}")
    assert [(item.indicators[0].indicator_id, item.mark, item.text) for item in sheet.statements[1:]] == [
        ("3.1.4", None, "")
    ]


def test_a_sentence_that_begins_otherwise_is_the_findings_own() -> None:
    sheet = _read(f"{HEAD}Gezin centraal\n{HEADER}{ROW.rstrip()}\nBinnen het gezin is")
    assert sheet.statements[0].text == "Ouders doen zelf wat zij kunnen. Binnen het gezin is"
    assert "truncated" in {check.code for check in sheet.statements[0].checks}


def test_a_letter_at_the_end_is_no_bullet() -> None:
    """So the text is told to break off, and whose column its last mark is in is not."""
    columns = "Indicator 2013 Samen 2013 Vooruit 2014\n"
    whole = "".join(
        f"{WORDING[id_]}\n\nX Er is niets.\n\nX Ook niets.\n\n√ Nu wel.\n\n" for id_ in ("4.1.1", "4.1.2")
    )
    sheet = _read(
        f"{FOLLOW_UP}{columns}{whole}{WORDING['4.2.2']}\n\nX Er is niets.\n\nX Er zijn wel regels, maar die zijn\no"
    )
    last = sheet.statements[-1]
    assert last.indicators[0].indicator_id == "4.2.2"
    assert (last.year, last.mark) != (2014, "X")
