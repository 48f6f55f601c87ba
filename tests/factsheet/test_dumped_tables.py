"""Dumps that print cells apart: what all rows of a table tell of each, and header rows that were torn apart."""

from __future__ import annotations

from textwrap import wrap

from tests.factsheet.texts import WORDING, parsed

FOLLOW_UP = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\nUitkomsten verbeterpunten\n\n"


def cells(*texts: str) -> str:
    return "".join("\n".join(wrap(text, 24)) + "\n\n" for text in texts)


def marks(text: str) -> list[tuple[str, int, str | None]]:
    return [
        (match.indicator_id, item.year, item.mark)
        for item in parsed(text).statements
        for match in item.indicators
    ]


def test_years_between_the_cells_of_a_table_are_its_header_row() -> None:
    text = f"{FOLLOW_UP}Toeleiding\n\nIndicator\n\n" + cells(
        WORDING["1.1.1"], "2013", "X", "De groep is niet omschreven.", "2014", "√", "Dat is nu zo."
    )
    found = parsed(text).statements
    assert [(item.year, item.mark, item.text) for item in found] == [
        (2013, "X", "De groep is niet omschreven."),
        (2014, "√", "Dat is nu zo."),
    ]


def test_a_column_whose_name_was_torn_off_is_not_taken_for_the_only_one() -> None:
    head = FOLLOW_UP.replace("Samen Thuis\n", "Samen Thuis\n(2013: Alfa en Bravo)\n")
    text = f"{head}Toeleiding\n\nIndicator\n\n2013 Alfa\n\n" + cells(
        WORDING["1.1.1"], "2013 Bravo", "2014", "X", "De groep is niet omschreven.", "√", "Dat is nu zo."
    )
    sheet = parsed(text)
    assert [(item.year, item.approach, item.mark) for item in sheet.statements] == [
        (2013, None, "X"),
        (2014, 0, "√"),
    ]
    assert not any("Bravo" in item.text for item in sheet.statements)
