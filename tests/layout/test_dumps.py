"""Dumps that keep the layout with character cells: columns that stand close together, page edges, and rows without space between."""

from __future__ import annotations

from ggsr_extract.extractors.layout.text.grid import is_layout_text
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.factsheet import Factsheet, Statement
from ggsr_extract.pipeline.documents import parse_text as parse_file

HEAD = "Uitkomsten toezichtonderzoek Zandwijk\n\nAanpak:\nSamen Thuis\n\nBevindingen toezichtonderzoek\n\n"
FOLLOW_UP = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n(2013: Dichtbij en Op Koers)\n\nUitkomsten verbeterpunten\n\n"
TABLE = """Toeleiding
Criteria               Indicatoren                       Bevindingen
GGSR zijn in beeld     Alle netwerkpartners hanteren     √ Alle partijen noemen dezelfde kenmerken van een gezin,
                       dezelfde omschrijving van GGSR    zo blijkt uit de stukken.
                       De gemeente heeft zicht op de     X Er is niet geteld.
                       populatie GGSR
De aanpak bereikt alle De netwerkpartners weten waar √ Het loket is bij iedereen bekend en staat in de gids
gezinnen waarvoor dit  gezinnen voor de aanpak kunnen die elk jaar verschijnt.
nodig is               worden aangemeld
                       Netwerkpartners en alle           X Huisartsen melden niet.
                       relevante partijen melden
                       GGSR aan voor de aanpak
"""


def read(text: str) -> Factsheet:
    sheet, reader, _ = parse_file(text.encode(), None, {})
    assert reader == "text-layout"
    return sheet


def by_indicator(sheet: Factsheet) -> dict[str, Statement]:
    return {match.indicator_id: item for item in sheet.statements for match in item.indicators}


def told(sheet: Factsheet) -> dict[str, tuple[str | None, str]]:
    return {id_: (item.mark, item.text) for id_, item in by_indicator(sheet).items()}


WHOLE = {
    "1.1.1": ("√", "Alle partijen noemen dezelfde kenmerken van een gezin, zo blijkt uit de stukken."),
    "1.1.2": ("X", "Er is niet geteld."),
    "1.2.1": ("√", "Het loket is bij iedereen bekend en staat in de gids die elk jaar verschijnt."),
    "1.2.2": ("X", "Huisartsen melden niet."),
}


def test_cells_with_a_single_space_between_are_cut_where_other_lines_begin_and_where_the_wording_ends() -> (
    None
):
    assert told(read(HEAD + TABLE)) == WHOLE


def test_marks_glued_to_their_texts() -> None:
    glued = TABLE.replace("√ ", "✔").replace("X ", "✘")
    assert told(read(HEAD + glued)) == WHOLE


def test_words_that_ran_into_the_next_cell() -> None:
    table = TABLE.replace("waar √ Het loket", "waar√ Het loket").replace("zo blijkt", "Zo blijkt")
    table = table.replace("dezelfde omschrijving van GGSR    Zo", "dezelfde omschrijving van de GGSRZo")
    assert told(read(HEAD + table))["1.1.1"][1].endswith("van een gezin, Zo blijkt uit de stukken.")
    assert told(read(HEAD + table))["1.2.1"] == WHOLE["1.2.1"]


def test_lines_that_return_at_the_edges_of_pages_are_no_part_of_the_tables() -> None:
    head = "     Uitkomsten toezichtonderzoek Zandwijk    September 2013 | {}\n\n"
    rest = TABLE.split("\n", 4)
    first, second = "\n".join(rest[:4]) + "\n", rest[4]
    text = f"{head.format(1)}{HEAD}{first}\f{head.format(2)}{second}\f{head.format(3)}Bijlage\n"
    assert told(read(text)) == WHOLE
    assert told(read(text.replace("\f", ""))) == WHOLE


def test_pages_are_parted_by_footers_whose_number_stands_first_or_beside_the_approach() -> None:
    rest = TABLE.split("\n", 4)
    first, second = "\n".join(rest[:4]) + "\n", rest[4]
    for foot in ("\n\n{} | Uitkomsten toezichtonderzoek Zandwijk\n", "\n\nAanpak{}:x      Mei 2013 | {}\n"):
        pages = [part + foot.format(n, n) for n, part in enumerate((HEAD + first, second, "Bijlage\n"), 1)]
        assert told(read("".join(pages))) == WHOLE


def test_themes_of_conclusions_right_below_each_other() -> None:
    heads = f"{'Wat gaat goed?':<50}Wat kan beter?\n"
    table = (
        f"Conclusie\n\nToeleiding\n{heads}{'Gezinnen weten de weg te vinden.':<50}Huisartsen melden te weinig aan.\n"
        f"Gezin centraal\n{heads}{'Het netwerk doet vanaf het begin mee en':<50}De vraag van het gezin komt soms te laat op\n"
        f"{'dat werkt.':<50}tafel.\n"
        f"Aanpak\n{heads}Elk gezin heeft een plan dat het gezin kent Resultaten worden niet bijgehouden en dat\n"
        f"{'en dat wordt gevolgd.':<50}moet wel.\n"
    )
    sheet = read(HEAD + TABLE + "\n" + table)
    assert [(item.theme_id, item.aspect, item.text) for item in sheet.conclusions] == [
        ("1", "goed", "Gezinnen weten de weg te vinden."),
        ("1", "beter", "Huisartsen melden te weinig aan."),
        ("2", "goed", "Het netwerk doet vanaf het begin mee en dat werkt."),
        ("2", "beter", "De vraag van het gezin komt soms te laat op tafel."),
        ("3", "goed", "Elk gezin heeft een plan dat het gezin kent en dat wordt gevolgd."),
        ("3", "beter", "Resultaten worden niet bijgehouden en dat moet wel."),
    ]


def test_columns_of_one_year_with_a_single_space_between_their_names() -> None:
    table = """Aanpak
Indicator                2013 Dichtbij bij het Gezin 2013 Op Koers                2014
Op basis van de                                      X Er is geen besluit over    √ Het beleid is in 2014
evaluatie wordt het                                    de aanpak genomen.           aangepast.
beleid gecontinueerd
dan wel bijgesteld
De doorzettingsmacht     X De coach vraagt anderen   X Over de macht van de       √ De wethouder beslist
voor de regisseur is       om hulp.                    coach is niets bekend.       binnen een week.
geregeld
"""
    sheet = read(FOLLOW_UP + table)
    found = {
        (match.indicator_id, item.approach, item.year): item.text
        for item in sheet.statements
        for match in item.indicators
    }
    names = {item.position: item.name for item in sheet.approaches}
    assert {(id_, names[place or 0], year) for id_, place, year in found if year == 2013} == {
        ("3.1.7", "Op Koers", 2013),
        ("3.2.2", "Dichtbij bij het Gezin", 2013),
        ("3.2.2", "Op Koers", 2013),
    }
    assert "Er is geen besluit over de aanpak genomen." in found.values()


PLAN = f"{'Aanpak':<20}\n{'Criteria':<20}{'Indicatoren':<40}Bevindingen\n"


def row(*cells: str) -> str:
    return f"{cells[0]:<20}{cells[1]:<40}{cells[2]}".rstrip() + "\n"


def test_a_block_of_as_many_marks_as_indicators_is_not_cut_where_a_mark_is_level_with_another_indicator() -> (
    None
):
    table = (
        TABLE
        + "\n"
        + PLAN
        + row(
            "Planmatig",
            "De resultaten van de aanpak worden",
            "√ De coach houdt de resultaten bij in een lijst en",
        )
        + row("", "bijgehouden", "bespreekt die.")
        + row("", "De netwerkpartners evalueren de", "Dat gebeurt elke maand met alle")
        + row("", "resultaten van de aanpak", "partijen die bij een gezin komen.")
        + row(
            "",
            "De gemeente evalueert de resultaten van",
            "X De partijen spreken niet met elkaar over wat het",
        )
        + row("", "de aanpak", "oplevert.")
        + row("", "", "X De gemeente doet geen onderzoek.")
    )
    found = told(read(HEAD + table))
    assert [found[id_] for id_ in ("3.1.4", "3.1.5", "3.1.6")] == [
        ("√", "De coach houdt de resultaten bij in een lijst en bespreekt die. Dat gebeurt elke maand met alle partijen die bij een gezin komen."),
        ("X", "De partijen spreken niet met elkaar over wat het oplevert."),
        ("X", "De gemeente doet geen onderzoek."),
    ]  # fmt: skip


def test_what_may_be_a_row_without_a_mark_gets_no_mark_from_the_row_above() -> None:
    table = TABLE.replace("X Er is niet geteld.", "Er is niet geteld.")
    found = by_indicator(read(HEAD + table))
    assert found["1.1.1"].mark == "√"
    assert found["1.1.2"].mark is None
    assert {"mark_missing", "text_uncertain"} <= {check.code for check in found["1.1.2"].checks}


def test_the_end_of_a_row_that_returns_at_the_end_of_pages_stays_a_part_of_it() -> None:
    first = row("", "De netwerkpartners evalueren de", "√ Dat gebeurt elke maand.") + row(
        "", "resultaten van de aanpak", ""
    )
    second = row("", "De gemeente evalueert de", "X De gemeente doet geen onderzoek.") + row(
        "", "resultaten van de aanpak", ""
    )
    sheet = read(f"{HEAD}{TABLE}\n{PLAN}{first}\f{PLAN}{second}")
    assert told(sheet) == WHOLE | {
        "3.1.5": ("√", "Dat gebeurt elke maand."),
        "3.1.6": ("X", "De gemeente doet geen onderzoek."),
    }
    assert {match.score for item in sheet.statements for match in item.indicators} == {1}


def test_a_header_row_whose_findings_stand_before_its_labels_is_none() -> None:
    head = "Criteria               Indicatoren                       Bevindingen"
    other = "Indicatoren            Bevindingen                       Criteria"
    assert told(read(HEAD + TABLE.replace(head, other))) == told(read(HEAD + TABLE))


def test_a_sentence_that_ends_two_pages_is_no_footer() -> None:
    verdict = "\n\nWat gaat goed?          Wat kan beter?\n\nHet loket is bekend.    Er is niet geteld.\n\n"
    verdict += " " * 24 + "Dat moet wel gebeuren.\n"
    pages = [f"{HEAD}{TABLE}", f"Conclusies\n\nToeleiding{verdict}", f"Gezin centraal{verdict}"]
    found = [(item.theme_id, item.aspect, item.text) for item in read("\f".join(pages)).conclusions]
    goed, beter = "Het loket is bekend.", "Er is niet geteld."
    told = [("goed", goed), ("beter", beter), ("beter", "Dat moet wel gebeuren.")]
    assert found == [(theme, *item) for theme in "12" for item in told]


def test_a_sign_that_ends_a_header_cell_is_no_mark() -> None:
    table = TABLE.replace(
        "Indicatoren                       Bev", "Indicatoren                   √/  Bev"
    ).replace("√ Alle", "  Alle")
    table = table.replace("Bevindingen\n", f"Bevindingen\n{' ' * 53}X\n")
    assert told(read(HEAD + table))["1.1.1"] == (None, WHOLE["1.1.1"][1])


def test_a_label_and_a_text_that_meet_within_a_word() -> None:
    table = TABLE.replace(
        "dezelfde omschrijving van GGSR    zo blijkt", "dezelfde omschrijving van GGSRzo blijkt"
    )
    table = table.replace("gezinnen voor de aanpak kunnen die elk", "gezinnen voor de aanpak kunnendie elk")
    assert told(read(HEAD + table)) == WHOLE


YEARS = """Toeleiding

Indicator                       2013                          2014

Alle netwerkpartners hanteren   X Ieder heeft een lijst       √ Er is een lijst die
dezelfde omschrijving van GGSR    van kenmerken, maar een die   de gemeente heeft
                                  partijen samen delen, iets datheeft gemaakt voor
                                  is er nog niet.               ieder die wil.

De gemeente heeft zicht op de   X Niemand telt. Wie weet dat  √ De gemeente telt.
populatie GGSR                    dat zo is?
"""


def test_two_texts_that_meet_within_a_word_are_parted_where_the_document_knows_both_words() -> None:
    sheet = read(FOLLOW_UP.replace("Dichtbij en Op Koers", "Dichtbij") + YEARS)
    texts = [item.text for item in sheet.statements if item.indicators[0].indicator_id == "1.1.1"]
    assert texts == [
        "Ieder heeft een lijst van kenmerken, maar een die partijen samen delen, iets dat is er nog niet.",
        "Er is een lijst die de gemeente heeft heeft gemaakt voor ieder die wil.",
    ]


CONCLUSIONS = """Conclusies

Toeleiding

Wat gaat goed?                                           Wat kan beter?

Het loket weet waar ieder gezin woont en wie het kent,   Er is geen lijst van gezinnen
en wie belt krijgt die dag nog iemand mee naar huis toe, en de lijst die er was, raakt in
die blijft tot alles is gezegd en de kinderen eten. Men  de drukte weer kwijt. Dat moet
weet altijd, zijn titel lijkt altijd wijs, wat lijst is, stil
gemaakt. Men kent elkaar goed en werkt met vreugde samen
met elkaar, en wie het kan, neemt mee wat hij mee krijgt
van de kant van de gemeente, zodat er meer deuren openen
die de wijk meer kent dan ieder ander.

                                                         Help iemand. Maak een lijst
                                                         voor alle wijken en bewaar
                                                         die bij het loket en bij de
                                                         politie, en bij de huisarts
                                                         van de stad.
"""


def test_a_word_that_has_room_on_its_line_stays_there_though_it_stands_where_the_next_column_begins() -> None:
    found = [(item.aspect, item.text) for item in read(HEAD + TABLE + CONCLUSIONS).conclusions]
    assert "wat lijst is, stil gemaakt. Men kent" in found[0][1]
    assert found[1][1].endswith("kwijt. Dat moet")


COARSE = """Toeleiding
Criteria            Indicatoren             Bevindingen

                                            √
GGSR zijn in beeld  Alle netwerkpartners han-
                                              Alle partijen noemen dezelfde kenmerken van een gezin,
                    teren dezelfde            zo blijkt uit de stukken.
                    omschrijving van GGSR
                                            X
                    De gemeente heeft zicht op
                                              Er is niet geteld.
                    de populatie GGSR
                                            √
De aanpak bereikt alle
                    De netwerkpartners weten waar
                                              Het loket is bij iedereen bekend en staat in de gids
gezinnen waarvoor   gezinnen voor de          die elk
dit nodig is        aanpak kunnen worden      jaar verschijnt.
                    aangemeld
                                            X
                    Netwerkpartners en alle
                                              Huisartsen melden niet.
                    relevante partijen
                    melden GGSR aan voor
                    de aanpak
"""


def test_lines_whose_cells_stand_below_each_other_as_the_grid_is_too_coarse() -> None:
    assert told(read(HEAD + COARSE)) == WHOLE


def test_a_header_row_with_gaps_above_texts_below_their_marks_is_no_layout() -> None:
    labels = (
        "Alle netwerkpartners hanteren dezelfde omschrijving van GGSR",
        "De gemeente heeft zicht op de populatie GGSR",
    )
    rows = "\n".join(
        f"{label}\n\n{mark}\nEr is een lijst.\n" for label, mark in zip(2 * labels, "√X√X", strict=True)
    )
    assert not is_layout_text(split_lines(f"Criteria  Indicatoren  Bevindingen\n\n{rows}"))
