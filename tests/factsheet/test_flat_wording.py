"""Findings and indicators in flat text that an author worded otherwise than most: they are read, not withheld."""

from __future__ import annotations

import pytest
from ggsr_extract.models.framework import framework

from tests.factsheet.tables import HEAD, HEADER, findings
from tests.factsheet.test_disorder import rows
from tests.factsheet.texts import WORDING, parsed


def test_a_finding_that_begins_with_a_small_letter_behind_its_mark_is_whole() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ in de werkwijzer van 2011 staat om wie het gaat.\n"
        + rows("1.1.2", "1.2.1")
    )
    assert found["1.1.1"].text == "in de werkwijzer van 2011 staat om wie het gaat."
    assert found["1.1.2"].text == "Dit is voor 1.1.2 op orde."


def test_a_finding_may_name_what_an_indicator_leaves_out() -> None:
    printed = "In de aanpak is er één centrale persoon voor het gezin die de intensieve zorg en ondersteuning aan het gezin op elkaar afstemt"
    found = findings(
        f"Aanpak\n{HEADER}{printed}\n√ Een coach heeft die rol en is de regisseur van elk plan.\n"
        + rows("3.2.2", "3.2.3")
    )
    assert found["3.2.1"].text == "Een coach heeft die rol en is de regisseur van elk plan."
    assert found["3.2.2"].mark == "√"


@pytest.mark.parametrize(
    ("indicator", "printed"),
    [
        ("3.1.1", "De gemeente heeft beleid voor\nde doelgroep"),
        ("3.1.2", "De gemeente zorgt voor een\ngezamenlijke visie op de aanpak\nvoor deze gezinnen"),
        ("3.1.2", "De gemeente zorgt voor een\ngezamenlijke visie op de aanpak\nvoor multiprobleemgezinnen"),
        (
            "3.1.3",
            "Netwerkpartners hebben\ngezamenlijke doelen geformuleerd\nten aanzien van de aanpak van GGSR",
        ),
    ],
)
def test_a_block_with_one_indicator_in_other_words_stays_a_block(indicator: str, printed: str) -> None:
    block = ["3.1.1", "3.1.2", "3.1.3"]
    wording = "\n".join(printed if id_ == indicator else WORDING[id_] for id_ in block)
    found = findings(
        f"Aanpak\n{HEADER}{wording}\nX De partners werken nog aan een gezamenlijk plan.\n"
        + rows("3.1.4", "3.2.1")
    )
    assert len({id(found[id_]) for id_ in block}) == 1
    assert found[indicator].text == "De partners werken nog aan een gezamenlijk plan."
    assert found[indicator].mark == "X"


@pytest.mark.parametrize("line_end", ["\n", " "])
def test_the_last_indicator_of_a_block_may_end_in_other_words(line_end: str) -> None:
    wording = f"{WORDING['3.1.6']}\nOp basis van de evaluatie{line_end}wordt het beleid voortgezet{line_end}of bijgesteld"
    found = findings(
        f"Aanpak\n{HEADER}{wording}\n√\nX\n\nEr is elk jaar een evaluatie.\n\nHet plan bleef zoals het was.\n"
        + rows("3.2.1", "3.2.2")
    )
    assert (found["3.1.6"].mark, found["3.1.6"].text) == ("√", "Er is elk jaar een evaluatie.")
    assert (found["3.1.7"].mark, found["3.1.7"].text) == ("X", "Het plan bleef zoals het was.")


def test_an_indicator_behind_its_criterion_may_lack_its_first_word() -> None:
    criterion = framework().by_id["1.2.1"].criterion
    wording = WORDING["1.2.1"].removeprefix("De ").capitalize()
    found = findings(
        f"Toeleiding\n{HEADER}{rows('1.1.2')}{criterion}\n{wording}\nX Er zijn vijf loketten.\n"
        + rows("1.2.2")
    )
    assert found["1.2.1"].text == "Er zijn vijf loketten."


FOLLOW_UP = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\nUitkomsten verbeterpunten\n\nSamenwerking\n\nIndicator 2013 2014\n\n"
TWO_MARKS = ("4.1.1", "4.1.2", "4.2.1")
"""Rows that show that a gap stands before each cell."""


def _follow_up(cells: str) -> list[tuple[int, str | None, str]]:
    """Year, mark and text of the statements about 4.2.2, whose cells are given, in a follow-up with a gap before each cell."""
    text = "".join(
        f"{WORDING[id_]}\n\nX Er was voor {id_}\nniets geregeld.\n\n√ Dat is er\nnu wel.\n\n"
        for id_ in TWO_MARKS
    )
    sheet = parsed(f"{FOLLOW_UP}{text}{WORDING['4.2.2']}\n\n{cells}")
    return [
        (item.year, item.mark, item.text)
        for item in sheet.statements
        if item.indicators[0].indicator_id == "4.2.2"
    ]


def test_a_later_cell_without_a_mark_is_a_statement_of_its_own() -> None:
    assert _follow_up("X Er staat niets\nop papier.\n\nHierover is geen\ninformatie ontvangen.\n") == [
        (2013, "X", "Er staat niets op papier."),
        (2014, None, "Hierover is geen informatie ontvangen."),
    ]


def test_an_x_that_begins_a_finding_is_a_word() -> None:
    assert _follow_up("X Er staat niets\nop papier.\n\nX X blijft staan: er is\nniets veranderd.\n") == [
        (2013, "X", "Er staat niets op papier."),
        (2014, "X", "X blijft staan: er is niets veranderd."),
    ]


@pytest.mark.parametrize("style", ["{}", "- {} -"])
def test_page_numbers_without_space_around_are_no_text(style: str) -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1", "2.1.2")
    lines = [f"Toeleiding\n{HEADER}"]
    for number, id_ in enumerate(ids):
        lines.append(f"{WORDING[id_]}\n√ Voor {id_} is er het een\n")
        lines.append(f"en\nook\nhet\nander en\n{style.format(number + 2)}\nnog\nwat\nmeer\ngeregeld.\n")
    found = findings("".join(lines))
    assert [found[id_].text for id_ in ids] == [
        f"Voor {id_} is er het een en ook het ander en nog wat meer geregeld." for id_ in ids
    ]


def test_each_mark_of_a_row_that_cannot_be_told_is_kept_in_view() -> None:
    text = f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√\nX\n√\nDat weet niemand.\n" + rows("1.1.2", "1.2.1")
    assert all(line.role != "unclaimed" for line in parsed(HEAD + text).lines)


@pytest.mark.parametrize(
    "rest", ["De netwerkpartners weten\nwaar de", "De aanpak\nbereikt alle", WORDING["1.2.1"][:40]]
)
def test_a_text_that_is_cut_off_in_a_label_gives_no_row_of_it(rest: str) -> None:
    found = findings(f"Toeleiding\n{HEADER}{rows('1.1.1', '1.1.2')}{rest}")
    assert set(found) == {"1.1.1", "1.1.2"}
    assert found["1.1.2"].text == "Dit is voor 1.1.2 op orde."


def test_a_text_in_which_lines_are_lost_is_withheld() -> None:
    text = "√ Alle partners zijn het eens.\nen in het oosten van de stad.\n"
    found = findings(f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n{text}" + rows("1.1.2", "1.2.1"))
    assert (found["1.1.1"].mark, found["1.1.1"].text) == ("√", "")
    assert found["1.1.2"].text == "Dit is voor 1.1.2 op orde."


def test_an_abbreviation_at_a_lines_end_ends_no_sentence() -> None:
    text = "√ Er zijn afspraken met o.a.\nde corporaties.\n"
    found = findings(f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n{text}" + rows("1.1.2", "1.2.1"))
    assert found["1.1.1"].text == "Er zijn afspraken met o.a. de corporaties."


def test_tables_whose_heading_is_lost_are_not_another_approachs() -> None:
    first = f"Toeleiding\n{HEADER}{rows('1.1.1', '1.1.2')}\nAanpak: Eerste Stap\n"
    sheet = parsed(f"{first}\n{HEAD.split(chr(10), 2)[2]}Samenwerking\n{HEADER}{rows('4.1.1', '4.1.2')}")
    names = {
        item.indicators[0].indicator_id: sheet.approaches[item.approach or 0].name
        for item in sheet.statements
    }
    assert names == {
        "1.1.1": "Eerste Stap",
        "1.1.2": "Eerste Stap",
        "4.1.1": "Samen Thuis",
        "4.1.2": "Samen Thuis",
    }
