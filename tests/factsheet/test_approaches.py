"""How many families are supported now, as descriptions print it, and names as the document prints them elsewhere."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.about.approaches import respondents, whole_name
from ggsr_extract.extractors.factsheet.about.families import families
from ggsr_extract.extractors.factsheet.about.metadata import published
from ggsr_extract.extractors.factsheet.about.municipalities import load
from ggsr_extract.extractors.factsheet.parse import parse_text
from ggsr_extract.extractors.factsheet.sections.entries import flat_entries, paged_entries
from ggsr_extract.extractors.factsheet.sections.furniture import approach_headings
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.models.source import Line, PagedDocument, TextBlock

from tests.factsheet.texts import HEAD, WORDING, block, parsed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Momenteel worden 35 gezinnen ondersteund.", 35),
        ("Momenteel krijgen ongeveer 63 gezinnen hulp.", 63),
        ("Op dit moment krijgen twintig gezinnen hulp.", 20),
        ("Begin 2013 kregen 31 gezinnen hulp (jaarlijks ongeveer 40 gezinnen).", 31),
        ("In 2012 zijn 60 gezinnen begeleid. Op dit moment zijn dat er 40.", 40),
        ("Er zijn 300 gezinnen die voldoen. Op dit moment krijgen 45 van deze gezinnen hulp.", 45),
        ("Op dit moment worden er 25 (multiprobleem)gezinnen begeleid.", 25),
        ("Het aantal gezinnen dat nu hulp krijgt is 52.", 52),
        ("Ruim 1.200 gezinnen krijgen hulp.", 1200),
        ("Momenteel worden eenendertig gezinnen begeleid.", 31),
        ("Op dit moment worden veertien gezinnen gecoacht.", 14),
        ("Nu doen 22 gezinnen aan de aanpak mee.", 22),
        ("In totaal staan 26 gezinnen onder procesregie.", 26),
        ("Op dit moment hebben 33 gezinnen een casemanager.", 33),
        ("Er is plaats voor 30 gezinnen; nu zijn er 27 gezinnen in begeleiding.", 27),
        ("Per wijkteam worden 9 gezinnen begeleid.", None),
        ("Ten tijde van het onderzoek namen 24 gezinnen deel aan de aanpak.", 24),
        ("De aanpak biedt op dit moment hulp aan 45 gezinnen.", 45),
        ("Momenteel zijn er 61 gezinnen bij deze aanpak betrokken.", 61),
        ("Het gaat op dit moment om 35 gezinnen.", 35),
        ("Er zijn nu bijna 200 gezinnen in beeld, van wie er 75 ondersteuning krijgen.", 75),
        ("Van de 60 aangemelde gezinnen worden er 41 begeleid.", 41),
        ("Eind 2013 waren 26 gezinnen aangemeld en kregen 21 gezinnen hulp.", 21),
        ("In 2012 zijn 80 gezinnen aangemeld.", None),
        ("Iedere gezinscoach heeft op dit moment 7 gezinnen in begeleiding.", None),
        ("De caseload bedraagt 12 gezinnen.", None),
        ("Het streven is om 60 gezinnen te begeleiden.", None),
        ("Er kunnen 24 gezinnen tegelijk worden begeleid.", None),
        ("Sinds 2010 zijn 140 gezinnen begeleid.", None),
        ("De aanpak bereikt 25 tot 30 gezinnen.", None),
        ("Op dit moment krijgen tussen de 20 en 30 gezinnen hulp.", None),
        ("Een gezinscoach begeleidt maximaal 12 gezinnen.", None),
        ("De hulp is er voor gezinnen met minimaal één kind.", None),
        ("Sinds 2005 wordt voor gezinnen gewerkt.", None),
        ("In mei 2013 hadden 18 gezinnen een trajecthouder.", 18),
        ("Dit jaar zijn 40 gezinnen geholpen; eind mei waren er 23 gezinnen actief.", 23),
        ("Per 1 mei 2013 hebben 17 gezinnen een plan.", 17),
        ("Er is geen grens aan het aantal gezinnen; het zijn er nu 52.", 52),
        ("Nu ontvangen 34 gezinnen hulp, van wie 20 in de stad wonen.", 34),
    ],
)
def test_families(text: str, number: int | None) -> None:
    assert families(text) == number


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gezins- regisseurs", "Gezinsregisseurs"),
        ("Noord- Veste", "Noord-Veste"),
        ("ZORG VOOR ELKAAR", "Zorg voor Elkaar"),
        ("Wijk- werk Zuid", "Wijkwerk Zuid"),
        ("Zorg voor ElKAar", "Zorg voor Elkaar"),
        ("SAVE", "SAVE"),
        ("1PLAN", "1Plan"),
        ("THUIS BIJ ELKAAR (TBE)", "Thuis bij Elkaar (TBE)"),
        ("Zorg- en Welzijnsteam", "Zorg- en Welzijnsteam"),
    ],
)
def test_names_are_given_as_the_document_prints_them_elsewhere(name: str, expected: str) -> None:
    texts = [
        "(2013: Zorg voor Elkaar en SAVE)",
        "STJ heeft ‘Wijkwerk Zuid’ getoetst.",
        "1Plan begon in 2011.",
        "(‘Thuis bij Elkaar (TBE)’)",
    ]
    assert whole_name(name, texts) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Stichting Kade, MEE Noord en\nDe Vlonder.", ("Stichting Kade", "MEE Noord", "De Vlonder")),
        (
            "De Vlonder, Kade en Dienst Gezondheid en Jeugd",
            ("De Vlonder", "Kade", "Dienst Gezondheid en Jeugd"),
        ),
        ("GGD Noord, locatie Zandwijk", ("GGD Noord, locatie Zandwijk",)),
        ("Centrum voor Jeugd en Gezin", ("Centrum voor Jeugd en Gezin",)),
        ("Kompas Oost en Stichting De Vlonder.", ("Kompas Oost", "Stichting De Vlonder")),
        ("Kompas Oost en De\nVlonder.", ("Kompas Oost", "De Vlonder")),
    ],
)
def test_respondents_in_one_sentence(printed: str, expected: tuple[str, ...]) -> None:
    lines = split_lines(printed)
    assert respondents(flat_entries(lines), Vocabulary.of(line.text for line in lines)) == expected


_ASKED = "De gemeente heeft de vragenlijst betreffende deze aanpak ingevuld. Een beperktere vragenlijst is ingevuld door"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (
            ": Kompas, het Centrum voor Jeugd en Gezin en de GGD\nOost.",
            ("Kompas", "Centrum voor Jeugd en Gezin", "GGD Oost"),
        ),
        (": Kompas; Stichting\nDe Vlonder; Vonk-Horst", ("Kompas", "Stichting De Vlonder", "Vonk-Horst")),
        (": Kompas", ("Kompas",)),
        (": Stichting Kompas\nOost.", ("Stichting Kompas Oost",)),
        (
            ": Kompas, Huis Noord en Jeugd- en Opvoedhulp\nZuid.",
            ("Kompas", "Huis Noord", "Jeugd- en Opvoedhulp Zuid"),
        ),
        (":\n1. Kompas\n2. Vonk-Horst", ("Kompas", "Vonk-Horst")),
        (
            ":\n• Kompas Maatschappelijke\nDienstverlening\n• Vonk",
            ("Kompas Maatschappelijke Dienstverlening", "Vonk"),
        ),
        ("\nde volgende netwerkpartners:\nKompas\nDe Vlonder", ("Kompas", "De Vlonder")),
        (":\nKompas\nvonkHorst", ("Kompas", "vonkHorst")),
        (" de gemeente en door:\nKompas\nDe Vlonder", ("Kompas", "De Vlonder")),
    ],
)
def test_respondents_behind_the_phrase_or_in_a_list(printed: str, names: tuple[str, ...]) -> None:
    text = (
        f"Uitkomsten toezichtonderzoek Zandwijk\n\nAanpak:\nSamen Thuis\n\n{_ASKED}{printed}\n\n"
        "Deze netwerkpartners zijn aangedragen door de gemeente.\n\nBevindingen toezichtonderzoek\n\nToeleiding\n\n"
        "De gemeente heeft zicht op de populatie GGSR\n\n√ Er is een lijst.\n\n"
    )
    sheet = parse_text(split_lines(text), load())
    assert [item.respondents for item in sheet.approaches] == [names]
    assert all(item.role != "unclaimed" for item in sheet.lines)


@pytest.mark.parametrize(
    "behind",
    [
        "Deze netwerkpartner is aangedragen door de gemeente.",
        "De twee partijen zijn door de gemeente aangedragen.",
    ],
)
def test_what_is_said_of_the_respondents_is_none_of_them(behind: str) -> None:
    text = (
        f"Uitkomsten toezichtonderzoek Zandwijk\n\nAanpak:\nSamen Thuis\n\n{_ASKED}:\nKompas\n\n{behind}\n\n"
        f"Bevindingen toezichtonderzoek\n\nToeleiding\n\n{WORDING['1.1.2']}\n\n√ Er is een lijst.\n\n"
    )
    assert [item.respondents for item in parsed(text).approaches] == [("Kompas",)]


def test_fewer_approaches_than_are_announced_are_told() -> None:
    text = (
        "Uitkomsten toezichtonderzoek Zandwijk\n\nIn deze factsheet staan de uitkomsten voor twee aanpakken.\n\nAanpak:\nSamen Thuis\n\n"
        f"{_ASKED}:\nKompas\n\nBevindingen toezichtonderzoek\n\nToeleiding\n\n"
        "De gemeente heeft zicht op de populatie GGSR\n\n√ Er is een lijst.\n\n"
    )
    sheet = parse_text(split_lines(text), load())
    assert ("truncated", "2") in [(check.code, check.value) for check in sheet.checks]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Kompas en GGD.", ["Kompas", "GGD"]),
        ("MEE en de Vlinder", ["MEE", "Vlinder"]),
        ("Centrum voor Jeugd en Gezin.", ["Centrum voor Jeugd en Gezin"]),
    ],
)
def test_two_respondents_without_a_comma_and_a_name_with_en(printed: str, names: list[str]) -> None:
    assert list(respondents(flat_entries(split_lines(f"{printed}\n")), Vocabulary())) == names


@pytest.mark.parametrize(
    "printed",
    ["okt. 2013", "Okt 2013", "10-2013", "21-10-2013", "21/10/2013", "oktober 2013", "21 oktober 2013"],
)
def test_the_month_of_publication_abbreviated_and_in_numbers(printed: str) -> None:
    assert str(published([printed])) == "2013-10-01"


@pytest.mark.parametrize("number", ["", " | 3", " Pagina 3 van 11", " 3/11", " - 3 -", " [3]", " blz. 3"])
def test_the_month_of_publication_before_the_number_of_a_page(number: str) -> None:
    printed = f"Uitkomsten toezichtonderzoek Zandwijk - Samenwerkend Toezicht Jeugd Maart 2014{number}"
    assert str(published([printed])) == "2014-03-01"


def test_the_date_of_a_letter_before_a_factsheet_is_not_its_month() -> None:
    def sheet(date: str) -> Factsheet:
        return parse_text(
            split_lines(
                f"{date}\n\nGeachte mevrouw,\n\nHierbij ontvangt u de factsheet.\n\n{HEAD}{block('1.1.1')}√ Ja.\n"
            ),
            load(),
        )

    assert sheet("Utrecht, 12 november 2013").published is None
    assert str(sheet("Utrecht, november 2013").published) == "2013-11-01"


@pytest.mark.parametrize("heading", ["Aanpak ‘Samen Thuis’", "Aanpak\nSamen Thuis", "Aanpak\n‘Samen Thuis’"])
def test_a_heading_without_a_colon(heading: str) -> None:
    text = (
        f"Uitkomsten toezichtonderzoek Zandwijk\n\n{heading}\n\nDe gemeente heeft de vragenlijst betreffende deze aanpak "
        "ingevuld en is ingevuld door:\nKompas\n\nBevindingen toezichtonderzoek\n\nToeleiding\nCriteria Indicatoren Bevindingen\n"
        "Alle netwerkpartners hanteren dezelfde omschrijving van GGSR\n√ Dat is geregeld.\n"
        "De gemeente heeft zicht op de populatie GGSR\nX Dat ontbreekt.\n"
    )
    sheet = parse_text(split_lines(text), load())
    (approach,) = sheet.approaches
    assert (approach.name, approach.respondents) == ("Samen Thuis", ("Kompas",))


@pytest.mark.parametrize("heading", [("Aanpak ‘Samen", "Thuis’"), ("Aanpak", "Samen Thuis")])
def test_a_running_header_above_a_heading_without_a_colon_is_no_part_of_the_name(
    heading: tuple[str, ...],
) -> None:
    printed = (
        ("header", "Aanpak: Samen Thuis"),
        *(("body", line) for line in heading),
        ("body", "De gemeente heeft de vragenlijst betreffende deze aanpak ingevuld."),
    )
    blocks = [
        TextBlock((Line(number, 1, text, 40 * number),), region)
        for number, (region, text) in enumerate(printed)
    ]
    entries = paged_entries(PagedDocument(tuple(blocks), (), 1))
    assert [heading.name for heading in approach_headings(entries)] == ["Samen Thuis"]
