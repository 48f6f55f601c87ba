"""Dumps that print cells apart: what all rows of a table tell of each, and header rows that were torn apart."""

from __future__ import annotations

from textwrap import wrap

from tests.factsheet.tables import APART, HEAD, HEADER, codes
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


TORN = cells(WORDING["4.1.1"], WORDING["4.3.1"], "X", "die niet werd.", "X", "En het andere.")
HEADED = f"{FOLLOW_UP}Toeleiding\n\nIndicator\n\n2013\n\n2014\n\n"


def test_a_table_with_a_mark_for_each_year_behind_each_indicator_keeps_them() -> None:
    text = HEADED + cells(
        *(WORDING["1.1.1"], "X", "De groep is niet", "√", "Dat is nu zo."),
        *(WORDING["1.1.2"], "X", "omschreven. Aantallen ontbreken.", "X", "Die ontbreken nog steeds."),
    )
    torn = text + f"Samenwerking\n\nIndicator\n\n2013\n\n2014\n\n{TORN}"
    assert marks(torn)[:4] == [
        ("1.1.1", 2013, "X"),
        ("1.1.1", 2014, "√"),
        ("1.1.2", 2013, "X"),
        ("1.1.2", 2014, "X"),
    ]
    first = parsed(torn).statements[0]
    assert first.text == ""
    assert "text_uncertain" in codes(first)


def test_behind_a_row_without_a_later_mark_those_of_the_later_year_may_be_its_own() -> None:
    text = HEADED + cells(
        *(WORDING["1.1.1"], "X", "De groep is niet"),
        *(WORDING["1.1.2"], "X", "omschreven. Aantallen ontbreken.", "√", "Dat is nu zo."),
    )
    found = marks(text + f"Samenwerking\n\nIndicator\n\n2013\n\n2014\n\n{TORN}")
    assert ("1.1.1", 2013, "X") in found
    assert ("1.1.2", 2013, "X") in found
    assert ("1.1.2", 2014, "√") not in found


def test_a_table_that_has_only_crosses_needs_no_order() -> None:
    text = HEADED + cells(
        *(WORDING["1.1.1"], "X", "X", "X", "De groep is niet"),
        *(WORDING["1.1.2"], "omschreven.", "X", "Aantallen ontbreken."),
    )
    found = marks(text + f"Samenwerking\n\nIndicator\n\n2013\n\n2014\n\n{TORN}")
    assert found[:4] == [(id_, year, "X") for id_ in ("1.1.1", "1.1.2") for year in (2013, 2014)]


def test_a_block_whose_marks_are_all_of_one_kind_keeps_them_where_texts_were_torn() -> None:
    block = " ".join(WORDING[id_] for id_ in ("3.1.4", "3.1.5", "3.1.6", "3.1.7"))
    text = f"{HEAD}Aanpak\n\n{HEADER}\n" + cells(
        *(WORDING["3.1.3"], "X", "Doelen zijn er niet."),
        *(block, "√", "De resultaten staan in een", "√", "overzicht. Het beleid volgt de evaluatie."),
        *(WORDING["3.2.1"], "√", "Er is een regisseur."),
    )
    found = {id_: mark for id_, _, mark in marks(text)}
    assert found == {"3.1.3": "X", "3.1.4": "√", "3.1.5": "√", "3.1.6": "√", "3.1.7": "√", "3.2.1": "√"}


def test_a_part_of_a_table_whose_columns_stand_one_after_the_other_is_dealt_out() -> None:
    ids = ("3.1.4", "3.1.5", "3.1.6", "3.1.7", "3.2.1")
    texts = (
        "De resultaten van de aanpak worden bijgehouden en de gemeente evalueert die.",
        "Het beleid wordt naar aanleiding van de evaluatie niet bijgesteld.",
        "Ieder gezin heeft een regisseur, die de zorg en ondersteuning coördineert.",
    )
    text = f"{HEAD}Aanpak\n\n{HEADER}\n" + cells(
        *(WORDING["3.1.3"], "X", "Gezamenlijke doelen zijn er niet."),
        *(*(WORDING[id_] for id_ in ids), "√", "X", "√", *texts),
        *(WORDING["3.2.2"], "√", "Er is doorzettingsmacht."),
    )
    found = {id_: mark for id_, _, mark in marks(text)}
    # by order alone, 3.1.5 and 3.1.6 may have either mark of their block
    assert found == dict(zip(("3.1.3", *ids, "3.2.2"), ("X", "√", None, None, "X", "√", "√"), strict=True))


def test_a_text_of_the_row_before_may_stand_among_those_that_are_dealt_out() -> None:
    ids = ("1.1.2", "1.2.1")
    text = f"{HEAD}Toeleiding\n\n{HEADER}\n" + cells(
        *(WORDING["1.1.1"], "√", "Allen noemen dezelfde groep."),
        *(*(WORDING[id_] for id_ in ids), "√", "X", "Ook dat is vastgelegd.", "Aantallen zijn bekend."),
        "Waar kan worden aangemeld, weet niemand.",
    )
    found = {item.indicators[0].indicator_id: item for item in parsed(text).statements}
    assert [(id_, item.mark, item.text) for id_, item in found.items()] == [
        ("1.1.1", "√", ""),
        ("1.1.2", "√", ""),
        ("1.2.1", "X", ""),
    ]


def blocked(*ids: str) -> str:
    """Indicators in one cell: on lines right below each other."""
    return "\n".join("\n".join(wrap(WORDING[id_], 24)) for id_ in ids) + "\n\n"


def test_a_table_with_as_many_marks_and_texts_as_cells_gives_each_its_own() -> None:
    text = (
        f"{HEAD}Aanpak\n\n{APART}"
        + blocked("3.1.1", "3.1.2")
        + cells(WORDING["3.1.3"], "X", "√", "Er is geen beleid en geen visie.", "De doelen zijn gedeeld.")
        + blocked("3.1.4", "3.1.5", "3.1.6", "3.1.7")
        + cells("√", "De resultaten staan in een lijst.", "X", "Het beleid is niet bijgesteld na evaluatie.")
        + cells(WORDING["3.2.1"], "√", "Er is een regisseur.")
    )
    found = {
        match.indicator_id: (item.mark, item.text, item.assignment)
        for item in parsed(text).statements
        for match in item.indicators
    }
    assert found["3.1.1"] == found["3.1.2"] == ("X", "Er is geen beleid en geen visie.", "shared")
    assert found["3.1.3"] == ("√", "De doelen zijn gedeeld.", "own")
    assert found["3.1.4"] == ("√", "De resultaten staan in een lijst.", "inferred")
    assert found["3.1.7"] == ("X", "Het beleid is niet bijgesteld na evaluatie.", "inferred")
    assert found["3.2.1"] == ("√", "Er is een regisseur.", "own")


def test_a_text_too_many_leaves_the_texts_of_a_table_open() -> None:
    text = f"{HEAD}Aanpak\n\n{APART}" + cells(
        *(WORDING["3.1.3"], WORDING["3.2.2"], "X", "√", "Doelen zijn er niet.", "Die komen nog."),
        *("De regisseur heeft macht.", WORDING["3.3.1"], "√", "Er is een plan."),
    )
    first = parsed(text).statements[0]
    assert (first.mark, first.text) == ("X", "")
    assert "text_uncertain" in codes(first)


def test_of_two_crosses_a_longer_text_behind_a_shorter_one_may_be_the_earlier_years() -> None:
    early = "De afspraken over het delen van informatie staan niet op papier."
    text = HEADED + cells(WORDING["4.3.1"], "X", "Afspraken zijn er niet.", "X", early)
    assert [item.text for item in parsed(text).statements] == ["", ""]
    kept = HEADED + cells(WORDING["4.3.1"], "X", early, "X", "Afspraken zijn er niet.")
    assert [item.text for item in parsed(kept).statements] == [early, "Afspraken zijn er niet."]


def test_an_indicator_whose_words_stand_among_those_of_its_finding_has_no_text() -> None:
    text = (
        f"{HEAD}Toeleiding\n\n{APART}"
        + cells(WORDING["1.1.1"], "√", "De groep is omschreven.")
        + "De gemeente heeft zicht op\n√ De gemeente schat dat het om\npopulatie\n"
        + "de tachtig gezinnen gaat.\nGGSR\n\n"
        + cells(WORDING["1.2.1"], "√", "Er is een meldpunt.")
    )
    found = {
        match.indicator_id: (item.mark, item.text)
        for item in parsed(text).statements
        for match in item.indicators
    }
    assert found["1.1.2"] == ("√", "")
    assert found["1.2.1"] == ("√", "Er is een meldpunt.")


def test_a_row_that_a_dump_tore_has_a_statement_of_the_later_year() -> None:
    text = HEADED + cells(
        *(WORDING["4.2.2"], "X", WORDING["4.3.1"], "X", "Er zijn geen afspraken vastgelegd."),
        *("Informatie wordt niet gedeeld.", "X", "Die zijn er nog niet.", "X", "Dat gebeurt nog niet."),
    )
    assert marks(text) == [(id_, year, "X") for id_ in ("4.2.2", "4.3.1") for year in (2013, 2014)]


def test_a_table_with_a_mark_for_each_of_three_columns_has_no_empty_cell() -> None:
    head = FOLLOW_UP.replace("Samen Thuis\n", "Samen Thuis\n(2013: Alfa en Bravo)\n")
    text = f"{head}Continu\n\nIndicator\n\n2013 Alfa\n\n2013 Bravo\n\n2014\n\n" + cells(
        *(WORDING["5.2.1"], WORDING["5.3.1"], "X", "X", "Niet geregeld.", "Geen nazorg.", "X", "X"),
        *("Ook niet geregeld.", "Ook geen nazorg.", "X", "√", "Nog niet geregeld.", "Nu is er nazorg."),
    )
    sheet = parsed(text)
    assert [
        (match.indicator_id, item.year, item.approach)
        for item in sheet.statements
        for match in item.indicators
    ] == [
        (id_, year, approach)
        for id_ in ("5.2.1", "5.3.1")
        for year, approach in ((2013, 1), (2013, 2), (2014, 0))
    ]
    assert not any(item.text for item in sheet.statements)


def test_the_rest_of_a_sentence_before_a_rows_marks_is_none_of_its_cells() -> None:
    head = FOLLOW_UP.replace("Samen Thuis\n", "Samen Thuis\n(2013: Alfa en Bravo)\n")
    text = f"{head}Aanpak\n\nIndicator\n\n2013 Alfa\n\n2013 Bravo\n\n2014\n\n" + cells(
        *(WORDING["3.1.3"], "X", "De doelen zijn verschillend en", "√", "Er zijn nu gedeelde doelen."),
        *(WORDING["3.4.2"], "sluiten niet op elkaar aan.", "X", "Gezinnen vallen af.", "X", "Dat is nog zo."),
    )
    years = [item.year for item in parsed(text).statements if item.indicators[0].indicator_id == "3.4.2"]
    assert years == [2013, 2014]


def test_words_of_a_finding_taken_for_an_indicator_that_stands_behind_its_place_give_no_mark() -> None:
    text = (
        f"{FOLLOW_UP}Toeleiding\nIndicator 2013 2014\n"
        + f"{WORDING['1.1.1']}\nX\nDe groep is niet omschreven.\n√\n"
        + "De gemeente heeft geen doelgroepenbeleid\nen wil dat ook niet.\nDe \nnetwerkpartners \nweten \nwaar\n"
        + "gezinnen voor de aanpak kunnen\nworden aangemeld\nX\nNiemand wist waar.\n√\nNu is er een punt.\n"
        + f"Gezin centraal\nIndicator 2013 2014\n{WORDING['2.1.2']}\nX\nNetwerken blijven buiten beeld.\n√\nNu niet meer.\n"
    )
    wrong = [item for item in parsed(text).statements if item.indicators[0].indicator_id.startswith("3")]
    assert all(item.mark is None and not item.text for item in wrong)


def test_indicators_without_a_line_between_share_no_text_that_speaks_of_but_one() -> None:
    def shared(said: str) -> str:
        text = (
            f"{HEAD}Samenwerking\n\n{APART}"
            + blocked("4.2.1", "4.2.2")
            + cells(WORDING["4.2.3"], "√", "√", said, "Medewerkers nemen zelf beslissingen.")
            + cells(WORDING["4.3.1"], "X", "Informatie wordt niet gedeeld.")
        )
        return next(
            item.text
            for item in parsed(text).statements
            for match in item.indicators
            if match.indicator_id == "4.2.2"
        )

    both = "Relevante partijen hebben samenwerkingsafspraken."
    assert shared(both) == both
    assert shared("Relevante partijen doen mee.") == ""
