"""Respondents and description stand side by side on the page, and dumps give them in many orders."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from ggsr_extract.models.factsheet import Factsheet

from tests.factsheet.texts import block, parsed

TITLE = "Uitkomsten toezichtonderzoek Zandwijk\n\nAanpak:\nSamen Thuis\n\n"
ASKED = "De gemeente heeft de vragenlijst betreffende deze aanpak\ningevuld. Een beperktere vragenlijst is ingevuld door:\n\n"
NAMES = "• Stichting De Vlonder\n• Kompas\n\n"
NAMED = "Deze netwerkpartners zijn aangedragen door de gemeente. Op\nbasis van de ingevulde vragenlijsten heeft STJ de beoordeling\ngemaakt.\n\n"
FIRST = "Samen Thuis helpt gezinnen met veel zorgen in de eigen\nwoning. De begeleider komt elke week en blijft zolang het\nnodig is.\n\n"
SECOND = "Op dit moment krijgen 31 gezinnen hulp.\n\n"
HEADING = "Beschrijving\n\n"
FINDINGS = f"Bevindingen toezichtonderzoek\n\nToeleiding\n\nCriteria Indicatoren Bevindingen\n\n{block('1.1.1')}√ Dat is zo.\n"
DESCRIBED = "Samen Thuis helpt gezinnen met veel zorgen in de eigen woning. De begeleider komt elke week en blijft zolang het nodig is. Op dit moment krijgen 31 gezinnen hulp."


def sheet(*parts: str) -> Factsheet:
    return parsed("".join([TITLE, *parts, FINDINGS]))


@pytest.mark.parametrize(
    "parts",
    [
        (ASKED, NAMES, NAMED, HEADING, FIRST, SECOND),
        (HEADING, ASKED, NAMES, NAMED, FIRST, SECOND),
        (ASKED, NAMES, HEADING, FIRST, NAMED, SECOND),
        (HEADING, ASKED, NAMES, FIRST, NAMED, SECOND),
        (ASKED, NAMES, FIRST, SECOND, NAMED, HEADING),
    ],
)
def test_paragraphs_of_both_columns_in_turns(parts: tuple[str, ...]) -> None:
    (approach,) = sheet(*parts).approaches
    assert approach.respondents == ("Stichting De Vlonder", "Kompas")
    assert (approach.families, approach.description) == (31, DESCRIBED)


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def test_lines_of_both_columns_as_one_tell_neither() -> None:
    left, right = lines(ASKED + NAMES + NAMED), lines(HEADING + FIRST + SECOND)
    mixed = "\n".join(f"{one} {two}" for one, two in zip_longest(left, right, fillvalue=""))
    found = sheet(f"{mixed}\n\n")
    (approach,) = found.approaches
    assert (approach.respondents, approach.families, approach.description) == ((), None, None)
    assert "introduction_mixed" in {check.code for check in found.checks}
    assert [item.mark for item in found.statements] == ["√"]


def test_lines_of_both_columns_among_each_other_tell_neither() -> None:
    one, two = lines(ASKED + NAMES + NAMED), lines(HEADING + FIRST + SECOND)
    turns = [line for pair in zip_longest(one, two, fillvalue="") for line in pair if line]
    found = sheet("\n".join(turns) + "\n\n")
    (approach,) = found.approaches
    assert (approach.respondents, approach.families, approach.description) == ((), None, None)
    assert "introduction_mixed" in {check.code for check in found.checks}
