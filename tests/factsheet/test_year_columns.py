"""Follow-ups whose columns a dump prints one after the other, as PDFs give them that are drawn column by column."""

from __future__ import annotations

from textwrap import wrap

from ggsr_extract.models.factsheet import Factsheet

from tests.factsheet.tables import codes
from tests.factsheet.texts import WORDING, parsed

FOLLOW_UP = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\nAanpak: Samen Thuis\n{}\nUitkomsten verbeterpunten toezichtonderzoek Zandwijk - Samenwerkend Toezicht Jeugd | 1\n"


def lines(*texts: str) -> str:
    return "".join("\n".join(wrap(text, 30)) + "\n" for text in texts)


def read(text: str, names: str = "") -> Factsheet:
    return parsed(FOLLOW_UP.format(names) + text)


def cells(sheet: Factsheet) -> list[tuple[str, int, int | None, str | None, str]]:
    return [
        (match.indicator_id, item.year, item.approach, item.mark, item.text)
        for item in sheet.statements
        for match in item.indicators
    ]


def test_a_mark_for_each_indicator_of_a_page_is_its_own() -> None:
    sheet = read(
        lines("Indicator", WORDING["3.2.2"], "Indicator", WORDING["4.3.1"], "X", "X")
        + lines("2013", "De doorzettingsmacht van de regisseur is niet geregeld.")
        + lines("2013", "Afspraken over het delen van informatie zijn er niet.", "√", "X")
        + lines("2014", "De regisseur heeft doorzettingsmacht.", "2014", "Dit is nog niet opgepakt.")
    )
    assert cells(sheet) == [
        ("3.2.2", 2013, 0, "X", "De doorzettingsmacht van de regisseur is niet geregeld."),
        ("3.2.2", 2014, 0, "√", "De regisseur heeft doorzettingsmacht."),
        ("4.3.1", 2013, 0, "X", "Afspraken over het delen van informatie zijn er niet."),
        ("4.3.1", 2014, 0, "X", "Dit is nog niet opgepakt."),
    ]


def test_a_column_under_a_name_has_only_the_tables_with_texts_under_it() -> None:
    sheet = read(
        lines("Indicator", WORDING["3.2.2"], "Indicator", WORDING["4.3.1"], "X", "2013", "Alfa")
        + lines("De doorzettingsmacht van de regisseur is niet geregeld.", "2013", "Alfa", "X")
        + lines("2013 Bravo", "2013 Bravo", "Afspraken over het delen van informatie zijn er niet.")
        + lines("√", "X", "2014", "De regisseur heeft nu macht.", "2014", "Die zijn er nog niet."),
        "(2013: Alfa en Bravo)",
    )
    assert [cell[:4] for cell in cells(sheet)] == [
        ("3.2.2", 2013, 1, "X"),
        ("3.2.2", 2014, 0, "√"),
        ("4.3.1", 2013, 2, "X"),
        ("4.3.1", 2014, 0, "X"),
    ]


def test_fewer_marks_than_indicators_leave_open_whose_they_are() -> None:
    sheet = read(
        lines("Indicator", WORDING["4.2.2"], WORDING["4.3.1"], "X", "X", "2013")
        + lines(
            "Samenwerking is niet vastgelegd.", "Informatie wordt niet gedeeld.", "√", "2014", "Dat is nu zo."
        )
    )
    found = {cell[:2]: (cell[3], cell[4]) for cell in cells(sheet)}
    assert found["4.2.2", 2013][0] == found["4.3.1", 2013][0] == "X"
    assert found["4.2.2", 2014] == found["4.3.1", 2014] == (None, "")
    assert all(codes(item) for item in sheet.statements if item.year == 2014)


def test_a_page_of_crosses_gives_the_earlier_year_of_each_indicator_its_own() -> None:
    head = lines("Indicator", "2013", "2014", WORDING["3.2.2"], WORDING["3.4.2"], "Indicator", "2013", "2014")
    sheet = read(
        head
        + lines(WORDING["4.3.1"], "De doorzettingsmacht is niet geregeld.", "X", "Nog steeds niet.", "X")
        + lines("Gezinnen worden losgelaten.", "X", "Er zijn geen afspraken.", "X")
    )
    found = {cell[:2]: cell[3] for cell in cells(sheet)}
    assert {id_: mark for (id_, year), mark in found.items() if year == 2013} == {
        "3.2.2": "X",
        "3.4.2": "X",
        "4.3.1": "X",
    }
    assert {mark for (_, year), mark in found.items() if year == 2014} <= {None}
