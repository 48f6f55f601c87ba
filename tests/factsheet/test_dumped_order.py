"""Dumps whose cells or columns come in another order than they are read: sorted by their ends, or drawn column by column."""

from __future__ import annotations

import textwrap

import pytest

from tests.factsheet.tables import FOLLOW_UP, HEAD, HEADER, NEXT_PAGE, codes, findings
from tests.factsheet.texts import WORDING, parsed

TEXTS = {
    "1.1.1": "Iedereen gebruikt dezelfde omschrijving van deze gezinnen.",
    "1.1.2": "Er is zicht op de populatie door een telling.",
    "1.2.1": "Alle partners weten waar gezinnen kunnen worden aangemeld.",
    "1.2.2": "Huisartsen en andere relevante partijen melden gezinnen aan.",
    "2.1.1": "De eigen kracht van gezinnen wordt ondersteund en benut.",
    "2.1.2": "Familie en buren vormen het sociale netwerk dat wordt benut.",
    "2.1.3": "De behoefte van het gezin is het uitgangspunt bij wat nodig is.",
}


def lines(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))


def label(indicator: str) -> str:
    return lines(WORDING[indicator], 26) + "\n\n"


def cell(indicator: str, mark: str) -> str:
    return f"{mark} " + lines(TEXTS[indicator], 40) + "\n\n"


def test_rows_whose_cells_are_sorted_by_their_ends() -> None:
    text = (
        f"Toeleiding\n\n{HEADER}\n{cell('1.1.1', '√')}{label('1.1.1')}{label('1.1.2')}{cell('1.1.2', 'X')}"
        f"{label('1.2.1')}{cell('1.2.1', '√')}{cell('1.2.2', 'X')}{label('1.2.2')}"
        f"Gezin centraal\n\n{HEADER}\n{cell('2.1.1', 'X')}{label('2.1.1')}{label('2.1.2')}{cell('2.1.2', '√')}{label('2.1.3')}{cell('2.1.3', 'X')}"
    )
    found = findings(text)
    marks = zip(TEXTS, "√X√XX√X", strict=True)
    assert {id_: (item.mark, item.text) for id_, item in found.items()} == {
        id_: (mark, TEXTS[id_]) for id_, mark in marks
    }


def test_a_follow_up_sorted_by_the_ends_of_its_cells_tells_nothing() -> None:
    text = (
        f"{FOLLOW_UP}\nIndicator 2013 2014\n\nX Afspraken ontbreken.\n\n{lines(WORDING['4.2.2'], 20)}\n\n"
        f"√ In de wijk zijn met alle partijen afspraken gemaakt, die op papier staan.\n\n{lines(WORDING['4.3.1'], 20)}\n\nX Niets is geregeld.\n\nX Ook nu niet.\n"
    )
    stated = parsed(text).statements
    assert {item.indicators[0].indicator_id for item in stated} == {"4.2.2", "4.3.1"}
    assert all(not item.mark and not item.text for item in stated)


def apart(marks: str, **left_out: str) -> str:
    texts = [lines(left_out.get(f"t{id_.replace('.', '')}", text), 60) for id_, text in TEXTS.items()]
    return "".join(label(id_).replace("\n\n", "\n") for id_ in TEXTS) + "\n".join([*marks, *texts]) + "\n"


def test_columns_one_after_the_other_with_a_mark_for_each_indicator() -> None:
    found = findings(f"Toeleiding\n{HEADER}{apart('√X√XX√X')}")
    assert "".join(found[id_].mark or "-" for id_ in TEXTS) == "√X√XX√X"
    assert all(item.text in ("", TEXTS[id_]) for id_, item in found.items())


def test_columns_one_after_the_other_with_fewer_marks() -> None:
    found = findings(f"Toeleiding\n{HEADER}{apart('√√√√√X')}")
    # any of the indicators may have none or share one, but all that the first three can have are alike
    assert found["2.1.3"].mark in ("X", None)
    assert "X" not in {found[id_].mark for id_ in ("1.1.1", "1.1.2", "1.2.1")}


COLUMNS = "Wat gaat goed?\nDe hulp is goed geregeld.\nWat gaat goed?\nHet gezin wordt goed gehoord.\nWat kan beter?\nWat kan beter?\nHet netwerk blijft buiten beeld.\n"
THEMES = "Toeleiding\nGezin centraal\n"


@pytest.mark.parametrize("text", [COLUMNS + THEMES, THEMES + COLUMNS])
def test_conclusions_whose_themes_stand_apart_from_their_columns(text: str) -> None:
    table = f"Toeleiding\n{HEADER}{label('1.1.1')}{cell('1.1.1', '√')}"
    sheet = parsed(f"{HEAD}{table}Conclusie\n{text}")
    assert [(item.theme_id, item.aspect, item.text) for item in sheet.conclusions] == [
        ("1", "goed", "De hulp is goed geregeld."),
        ("2", "goed", "Het gezin wordt goed gehoord."),
        ("2", "beter", "Het netwerk blijft buiten beeld."),
    ]


def test_conclusions_whose_headings_stand_together_tell_nothing() -> None:
    table = f"Toeleiding\n{HEADER}{label('1.1.1')}{cell('1.1.1', '√')}"
    headings = "Wat gaat goed?\nWat gaat goed?\nWat kan beter?\nWat kan beter?\n"
    sheet = parsed(
        f"{HEAD}{table}Conclusie\n{THEMES}{headings}De hulp is goed geregeld.\nHet netwerk blijft buiten beeld.\n"
    )
    assert not sheet.conclusions
    assert "aspect_unknown" in {check.code for check in sheet.checks}
    assert not any(item.role == "unclaimed" for item in sheet.lines)


def test_a_conclusion_under_the_headings_of_two_themes_may_be_of_the_other_column() -> None:
    table = f"Toeleiding\n{HEADER}{label('1.1.1')}{cell('1.1.1', '√')}"
    text = (
        "Toeleiding\nWat gaat goed?\nDe hulp is goed geregeld.\n\nGezin centraal\nWat gaat goed?\n\nWat kan beter?\n\nWat kan beter?\n\n"
        "Het gezin wordt goed gehoord.\n\nSamenwerking\nWat gaat goed?\n\nContinu\nWat gaat goed?\n\nHet netwerk blijft buiten beeld.\n\n"
        "Wat kan beter?\n\nAfspraken ontbreken.\n\nWat kan beter?\n\nNazorg ontbreekt.\n"
    )
    sheet = parsed(f"{HEAD}{table}Conclusie\n{text}")
    assert "Het netwerk blijft buiten beeld." not in [item.text for item in sheet.conclusions]
    assert "aspect_unknown" in {check.code for check in sheet.checks}
    assert not any(item.role == "unclaimed" for item in sheet.lines)


def test_a_cross_within_a_sentence_is_another_statements() -> None:
    text = f"{label('1.1.1')}√ Allen weten dat de regisseur X regisseur is geregeld besluiten kan nemen.\n\n"
    item = findings(f"Toeleiding\n{HEADER}{text}{label('1.1.2')}{cell('1.1.2', '√')}")["1.1.1"]
    assert (item.mark, item.text) == (None, "")


def test_a_sentence_at_the_head_of_a_page_is_of_one_of_two_columns() -> None:
    text = (
        f"{FOLLOW_UP}\nIndicator 2013 2014\n{WORDING['4.2.2']}\nX Afspraken ontbreken.\n√ Nu zijn zij er.\n"
        f"{NEXT_PAGE}Vervolg uitkomsten\nDat is een groot risico.\n{WORDING['4.3.1']}\nX Niets is geregeld.\n√ Dat is het nu wel.\n"
    )
    stated = parsed(text).statements
    assert [item.mark for item in stated] == ["X", "√", "X", "√"]
    assert [bool(item.text) for item in stated] == [False, False, True, True]
    assert "text_uncertain" in codes(stated[0])


def test_the_heading_of_the_description_is_no_part_of_the_name() -> None:
    head = HEAD.replace("Samen Thuis\n\n", "Samen Thuis\n\nBeschrijving\n\n")
    sheet = parsed(f"{head}Toeleiding\n{HEADER}{label('1.1.1')}{cell('1.1.1', '√')}")
    assert [item.name for item in sheet.approaches] == ["Samen Thuis"]


CUT = [lines(WORDING[id_], 30) for id_ in ("3.1.4", "3.1.5", "3.1.6", "3.1.7")]


@pytest.mark.parametrize(("marks", "kept"), [("√√", "√"), ("√X", None)])
def test_a_block_that_goes_on_behind_a_page_break_before_its_last_mark(marks: str, kept: str | None) -> None:
    text = (
        f"Aanpak\n{HEADER}{CUT[0]}\n{marks[0]} De resultaten staan in een registratie.\n{NEXT_PAGE}Aanpak\n{HEADER}"
        f"{CUT[1]}\n{CUT[2]}\n{CUT[3]}\nDie is nieuw dit jaar.\n{marks[1]} Het beleid volgt de evaluatie.\n"
        f"{label('2.1.1')}{cell('2.1.1', '√')}"
    )
    found = findings(text)
    for id_ in ("3.1.4", "3.1.5", "3.1.6", "3.1.7"):
        assert (found[id_].mark, found[id_].text) == (kept, "")
    assert found["2.1.1"].text == TEXTS["2.1.1"]


def test_the_first_mark_of_a_block_at_a_pages_end() -> None:
    text = (
        f"Gezin centraal\n{HEADER}{label('2.1.1')}{cell('2.1.1', '√')}{label('2.1.2')}{cell('2.1.2', '√')}"
        f"Aanpak\n{HEADER}Planmatig\nX\n{NEXT_PAGE}Aanpak\n{HEADER}"
        + "".join(lines(WORDING[id_], 30) + "\n" for id_ in ("3.1.1", "3.1.2", "3.1.3"))
        + "X\nBeleid en een gezamenlijke visie zijn er niet voor deze gezinnen.\n\nGezamenlijke doelen zijn niet geformuleerd.\n"
    )
    found = findings(text)
    assert {id_: (item.mark, item.text[:6]) for id_, item in found.items() if id_ > "3"} == {
        "3.1.1": ("X", "Beleid"),
        "3.1.2": ("X", "Beleid"),
        "3.1.3": ("X", "Gezame"),
    }


def test_findings_without_marks_that_stand_before_their_indicators_are_nobodys() -> None:
    rows = {id_: f"{lines(text, 40)}\n\n" for id_, text in TEXTS.items()}
    text = (
        f"Toeleiding\n\n{HEADER}\n{label('1.1.1')}{rows['1.1.1']}{label('1.1.2')}{rows['1.1.2']}"
        f"Gezin centraal\n\n{HEADER}\n{rows['2.1.1']}{label('2.1.1')}{label('2.1.2')}{rows['2.1.2']}"
    )
    found = findings(text)
    assert len(found) == 4
    assert not any(item.text for item in found.values())


def test_a_follow_up_in_which_much_became_worse_has_its_cells_in_another_order() -> None:
    rows = "".join(
        f"{lines(WORDING[id_], 20)}\n\n√ Dit is nu geregeld.\n\nX Over dit punt bestaat bij de partijen\nniets op papier.\n\n"
        for id_ in ("4.2.1", "4.2.2", "4.3.1")
    )
    stated = parsed(f"{FOLLOW_UP}\nIndicator 2013 2014\n\n{rows}").statements
    assert len(stated) == 6
    assert not any(item.mark or item.text for item in stated)


def test_a_table_in_whose_blocks_rows_meet_is_withheld() -> None:
    tables = [
        f"Toeleiding\n\n{HEADER}\n{cell('1.1.1', '√')}{label('1.1.1')}{label('1.1.2')}{cell('1.1.2', 'X')}",
        f"Gezin centraal\n\n{HEADER}\n{cell('2.1.1', 'X')}{label('2.1.1')}{cell('2.1.2', '√')}{label('2.1.2')}",
        f"Toeleiding\n\n{HEADER}\n{cell('1.2.1', '√').rstrip()}\n{label('1.2.1')}{label('1.2.2')}{cell('1.2.2', 'X')}",
    ]
    found = findings("".join(tables))
    assert [found[id_].mark for id_ in ("1.1.1", "1.1.2", "2.1.1")] == ["√", "X", "X"]
    assert not any(found[id_].mark or found[id_].text for id_ in ("1.2.1", "1.2.2"))
