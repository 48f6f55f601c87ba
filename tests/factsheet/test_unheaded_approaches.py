"""Findings factsheets of several approaches in which the opening page of the second is lost or worded otherwise."""

from __future__ import annotations

import pytest

from tests.factsheet.texts import HEAD, block, parsed

FIRST = block("1.1.1") + "√ Allen noemen dezelfde groep.\n\n"
LAST = "Continu\n\nCriteria Indicatoren Bevindingen\n\n" + block("5.1.1") + "X De hulp duurt een jaar.\n\n"
TABLES = (
    f"Toeleiding\n\nCriteria Indicatoren Bevindingen\n\n{block('1.1.1')}X Ieder noemt een andere groep.\n\n"
)
TESTED = "Samenwerkend Toezicht Jeugd heeft ‘Gezin Eerst’ getoetst aan de hand van vijf thema’s.\n\n"
FINDINGS = "Bevindingen toezichtonderzoek\n\n"


@pytest.mark.parametrize(
    "opening",
    [
        f"{FINDINGS}{TESTED}",
        TESTED,
        "",
        f"Aanpak:\nGezin Eerst\n\nOver deze werkwijze is gesproken.\n\n{FINDINGS}{TESTED}",
    ],
)
def test_the_tables_of_an_approach_without_its_opening_page_are_its_own(opening: str) -> None:
    end = "Aanpak: Samen Thuis\n\n"
    sheet = parsed(f"{HEAD}{FIRST}{LAST}{end}{opening}{TABLES}{LAST}Aanpak: Gezin Eerst\n")
    names = [item.name for item in sheet.approaches]
    assert names == ["Samen Thuis", "Gezin Eerst"]
    assert [
        (names[item.approach or 0], item.indicators[0].indicator_id, item.mark) for item in sheet.statements
    ] == [
        ("Samen Thuis", "1.1.1", "√"),
        ("Samen Thuis", "5.1.1", "X"),
        ("Gezin Eerst", "1.1.1", "X"),
        ("Gezin Eerst", "5.1.1", "X"),
    ]


def test_a_description_ends_where_the_introduction_of_the_findings_begins() -> None:
    sheet = parsed(HEAD.replace(FINDINGS, TESTED.replace("Gezin Eerst", "Samen Thuis")) + FIRST)
    assert sheet.approaches[0].description == "Op dit moment krijgen 31 gezinnen hulp."


def test_a_description_behind_tables_is_that_of_another_approach() -> None:
    concluded = "Conclusie\n\nToeleiding\n\nWat gaat goed? Wat kan beter?\n\nAllen noemen dezelfde groep.\n\n"
    other = (
        "Deze netwerkpartners zijn aangedragen door de gemeente.\n\nBeschrijving\n\nHet gaat om coaches.\n\n"
    )
    end = f"{FINDINGS}{TESTED}{TABLES}{LAST}Aanpak: Gezin Eerst\n"
    sheet = parsed(f"{HEAD}{FIRST}{LAST}{concluded}Aanpak: Samen Thuis\n\n{other}{end}")
    assert [(item.name, item.description) for item in sheet.approaches] == [
        ("Samen Thuis", "Op dit moment krijgen 31 gezinnen hulp."),
        ("Gezin Eerst", "Het gaat om coaches."),
    ]


def test_a_header_row_above_the_first_theme_begins_no_other_approach() -> None:
    second = f"Aanpak:\nGezin Eerst\n\n{FINDINGS}{TESTED}Criteria Indicatoren Bevindingen\n\n{TABLES}{LAST}"
    sheet = parsed(f"{HEAD}{FIRST}{LAST}Aanpak: Samen Thuis\n\n{second}Aanpak: Gezin Eerst\n")
    assert [item.name for item in sheet.approaches] == ["Samen Thuis", "Gezin Eerst"]
