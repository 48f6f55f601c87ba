"""Text dumps that tear tables apart: what belongs together is put together, what cannot be told is null with a check."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.layout.textmarks import find_marks

from tests.factsheet.tables import HEAD, HEADER, codes, findings
from tests.factsheet.texts import WORDING, parsed

FOLLOW_UP = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\nUitkomsten verbeterpunten\n\nSamenwerking\nIndicator 2013 Samen Thuis 2014\n"


def rows(*indicators: str) -> str:
    return "".join(f"{WORDING[id_]}\n√ Dit is voor {id_} op orde.\n" for id_ in indicators)


def test_the_end_of_a_finding_behind_the_next_indicator_goes_back() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ Iedereen gebruikt dezelfde\n"
        f"{WORDING['1.1.2']}\nomschrijving van de doelgroep.\nX Aantallen zijn niet bekend.\n" + rows("1.2.1")
    )
    assert (found["1.1.1"].mark, found["1.1.1"].text) == (
        "√",
        "Iedereen gebruikt dezelfde omschrijving van de doelgroep.",
    )
    assert (found["1.1.2"].mark, found["1.1.2"].text) == ("X", "Aantallen zijn niet bekend.")


def test_a_block_whose_lines_stand_side_by_side_stays_a_block() -> None:
    text = (
        f"Toeleiding\n{HEADER}"
        "Alle netwerkpartners hanteren √ Elke partner noemt dezelfde groep\n"
        "dezelfde omschrijving van en houdt zich daar ook aan.\nGGSR\n"
        "De gemeente heeft zicht op de √ De gemeente telt de gezinnen elk\n"
        "populatie GGSR kwartaal.\n"
        f"Aanpak\n{HEADER}"
        "De resultaten van de aanpak √ De resultaten worden door de\n"
        "worden bijgehouden coördinator genoteerd en elk half\n"
        "De gemeente evalueert de jaar met alle partners besproken.\nresultaten van de aanpak\n"
    )
    found = findings(text)
    block = found["3.1.4"]
    assert block is found["3.1.6"]
    assert block.text == (
        "De resultaten worden door de coördinator genoteerd en elk half jaar met alle partners besproken."
    )
    assert (block.mark, block.assignment) == ("√", "shared")
    assert found["1.1.1"].text == "Elke partner noemt dezelfde groep en houdt zich daar ook aan."


def test_a_broken_sentence_is_withheld_and_its_mark_kept() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ en zij spreken elkaar daarop aan.\n"
        + rows("1.1.2", "1.2.1")
    )
    torn = found["1.1.1"]
    assert (torn.mark, torn.text) == ("√", "")
    assert "text_uncertain" in codes(torn)
    assert found["1.2.1"].text == "Dit is voor 1.2.1 op orde."


def test_in_a_torn_dump_a_row_out_of_order_loses_mark_and_text() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n{rows('1.2.1')}{rows('1.1.2')}"
        f"{WORDING['1.2.2']}\nHier stond een ander antwoord.\n√ Iedereen meldt aan.\n"
    )
    loose = found["1.2.2"]
    assert (loose.mark, loose.text) == (None, "")
    assert {"mark_uncertain", "text_uncertain"} <= codes(loose)


def test_a_missing_finding_does_not_get_the_next_tables() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{rows('1.1.1')}{WORDING['1.2.2']}\nGezin centraal\n{HEADER}{rows('2.1.1')}"
    )
    assert (found["1.2.2"].mark, found["1.2.2"].text) == (None, "")
    assert (found["2.1.1"].mark, found["2.1.1"].text) == ("√", "Dit is voor 2.1.1 op orde.")
    assert found["1.2.2"] is not found["2.1.1"]


def test_a_criterion_that_a_dump_puts_behind_a_finding_is_no_part_of_it() -> None:
    found = findings(f"Toeleiding\n{HEADER}{rows('1.1.1')}zijn in beeld\n{rows('1.1.2')}")
    assert found["1.1.1"].text == "Dit is voor 1.1.1 op orde."


def test_a_wording_that_the_finding_repeats_stands_first() -> None:
    wording = WORDING["2.1.1"]
    found = findings(
        f"Gezin centraal\n{HEADER}De aanpak stelt\nhet gezin en zijn\nsociale netwerk\ncentraal\n{wording}\n√\n"
        f"{wording}. Dat blijkt uit het plan.\n{rows('2.1.2')}"
    )
    assert (found["2.1.1"].mark, found["2.1.1"].text) == ("√", f"{wording}. Dat blijkt uit het plan.")


def test_without_marks_the_columns_of_a_follow_up_cannot_be_told() -> None:
    sheet = parsed(
        FOLLOW_UP
        + f"{WORDING['4.1.1']}\nNiemand voert de regie.\nDe gemeente doet dat nu zelf.\n"
        + f"{WORDING['4.1.2']}\nX Dat is niet geregeld.\n√ Dat is nu geregeld.\n"
    )
    lost = [item for item in sheet.statements if item.indicators[0].indicator_id == "4.1.1"]
    assert [(item.year, item.mark, item.text) for item in lost] == [(2013, None, ""), (2014, None, "")]
    assert all("text_uncertain" in codes(item) for item in lost)
    kept = [item for item in sheet.statements if item.indicators[0].indicator_id == "4.1.2"]
    assert [(item.year, item.mark) for item in kept] == [(2013, "X"), (2014, "√")]


def test_columns_side_by_side_keep_their_marks_but_not_their_texts() -> None:
    sheet = parsed(
        FOLLOW_UP
        + "De gemeente voert regie op de x Er is niemand die de x De gemeente kijkt\n"
        + "aanpak voor GGSR regie heeft. er nu naar.\n"
        + f"{WORDING['4.1.2']}\nX Dat is niet geregeld.\n√ Dat is nu geregeld.\n"
    )
    mixed = [item for item in sheet.statements if item.indicators[0].indicator_id == "4.1.1"]
    assert [(item.year, item.mark, item.text) for item in mixed] == [(2013, "X", ""), (2014, "X", "")]


def test_a_running_header_with_the_footer_behind_it_names_the_approach() -> None:
    sheet = parsed(
        FOLLOW_UP.replace(
            "Aanpak: Samen Thuis\n",
            "Aanpak: Samen Thuis Uitkomsten verbeterpunten toezichtonderzoek Zandwijk - Samenwerkend Toezicht Jeugd Juni 2015 | 1\n",
        )
        + f"{WORDING['4.1.1']}\nX Niemand voert de regie.\n√ De gemeente doet dat nu zelf.\n"
    )
    assert sheet.approaches[0].name == "Samen Thuis"


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("âˆš Alles is geregeld.", ["√"]),
        ("Ã— Niets is geregeld.", ["X"]),
        ("\x14 Alles is geregeld.", ["?"]),
        ("(cid:52) Alles is geregeld.", ["?"]),
        ("[x] Alles is geregeld.", ["?"]),
        ("\ue034 Alles is geregeld.", ["?"]),
        ("over de aanpak x Er is niets geregeld.", ["X"]),
        ("twee keer 3 x Per gezin", []),
        ("minimaal 2 x per week", []),
        ("Is dat geregeld?", []),
        ("De gemeente weet waar√", ["√"]),
        ("üDe gemeente weet dat.", ["√"]),
        ("ûEr is geen beeld.", ["X"]),
        ("Österreich doet mee.", []),
        ("überhaupt niet.", []),
        ("Daarover zijn geen afspra-X", ["X"]),
        ("Daarover is niets geregeld.x", ["X"]),
        ("De partners noemen de dwangx", ["X"]),
        ("De partners noemen de wijk×", ["X"]),
        ("Daarover zijn geen afspra- X", ["X"]),
        ("Een tabel met kolom X", []),
        ("De index", []),
        ("De wijkpartner Novax", []),
        ("De aanpak heet MaX en", []),
        ("Een team van 5×", []),
        ("In 2012√", ["√"]),
        ("De wethouder,√", ["√"]),
        ("De partners van GGSR√", ["√"]),
        ("Voor de GGX", []),
        ("Zie (√", []),
    ],
)
def test_marks_that_a_tool_spoilt(line: str, marks: list[str]) -> None:
    assert [mark.mark for mark in find_marks(line)] == marks


@pytest.mark.parametrize("cross", ["X", "x", "✗", "×"])
def test_marks_right_behind_the_first_line_of_each_text(cross: str) -> None:
    printed = "".join(
        f"{WORDING[id_]}\nOver {id_} zegt de gemeente dat{cross if id_ == '1.2.1' else '√'}\nalles nog komt.\n"
        for id_ in ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    )
    found = findings(f"Toeleiding\n{HEADER}{printed}")
    assert {id_: item.mark for id_, item in found.items()} == {
        "1.1.1": "√",
        "1.1.2": "√",
        "1.2.1": "X",
        "1.2.2": "√",
    }
    assert {item.text for item in found.values()} == {
        f"Over {id_} zegt de gemeente dat alles nog komt." for id_ in found
    }


def test_a_finding_with_its_mark_behind_its_first_line_begins_no_indicator() -> None:
    sheet = parsed(
        f"{FOLLOW_UP}{WORDING['4.1.1']}\nDe regie is nergensX\nbelegd.\nDat is nu welX\nzo.\n"
        f"{WORDING['4.2.1']}\nDe netwerkpartners gevenX\naan dat niet iedereen\nmeedoet.\nDe school doetX\nnog niet mee.\n"
    )
    assert [(item.indicators[0].indicator_id, item.mark, item.text) for item in sheet.statements] == [
        ("4.1.1", "X", "De regie is nergens belegd."),
        ("4.1.1", "X", "Dat is nu wel zo."),
        ("4.2.1", "X", "De netwerkpartners geven aan dat niet iedereen meedoet."),
        ("4.2.1", "X", "De school doet nog niet mee."),
    ]


def test_a_sentence_that_begins_within_another_is_withheld_with_it() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ Alle partners noemen in de\nDe gemeente telt elk jaar de gezinnen.\n"
        + rows("1.1.2", "1.2.1")
    )
    assert (found["1.1.1"].mark, found["1.1.1"].text) == ("√", "")
    assert "text_uncertain" in codes(found["1.1.1"])
    assert found["1.1.2"].text == "Dit is voor 1.1.2 op orde."


def test_a_finding_before_a_page_break_is_that_of_the_criterion_it_stands_behind() -> None:
    found = findings(
        f"Aanpak\n{HEADER}{WORDING['3.1.6']}\n√ De gemeente evalueert elk jaar.\n{WORDING['3.1.7']}\nX Het beleid bleef gelijk.\n"
        f"Een toegeruste regisseur √ Er is één vaste begeleider.\n\nVervolg bevindingen toezichtonderzoek\n{HEADER}"
        f"{WORDING['3.2.1']}\n{WORDING['3.2.2']}\nX Die macht ontbreekt.\n"
    )
    assert [(found[id_].mark) for id_ in ("3.1.6", "3.1.7", "3.2.1", "3.2.2")] == ["√", "X", "√", "X"]
    assert found["3.2.1"].text == "Er is één vaste begeleider."
    assert found["3.1.7"].text == "Het beleid bleef gelijk."


@pytest.mark.parametrize(
    "closing",
    [
        "\nMet vriendelijke groet,\n\nAnna de Boer\nBeleidsmedewerker\n",
        "\nDeze e-mail is alleen bestemd voor de geadresseerde.\n",
        "\nAfgedrukt op 3 maart 2014\n",
        "\nPrivacy | Cookies | Toegankelijkheid\n",
        "Meer informatie over het toezichtonderzoek staat op onze website.\n",
    ],
)
def test_what_a_message_or_a_web_page_ends_with_is_no_finding(closing: str) -> None:
    sheet = parsed(f"{HEAD}Continu\n{HEADER}{rows('5.2.1', '5.3.1')}{closing}")
    assert [item.text for item in sheet.statements] == [
        "Dit is voor 5.2.1 op orde.",
        "Dit is voor 5.3.1 op orde.",
    ]
    assert not any(line.role == "unclaimed" for line in sheet.lines)


def test_points_of_a_list_behind_the_last_sentence_stay_a_findings() -> None:
    points = "-- een wijkteam\n-- een loket\n"
    sheet = parsed(f"{HEAD}Continu\n{HEADER}{rows('5.2.1', '5.3.1')}{points}")
    assert sheet.statements[-1].text == "Dit is voor 5.3.1 op orde. -- een wijkteam -- een loket"


def test_the_publishers_name_above_the_number_of_a_page_is_no_text() -> None:
    foot = "Samenwerkend Toezicht Jeugd\n{}\n"
    found = findings(
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ Iedereen noemt\n{foot.format(2)}\ndezelfde groep.\n{rows('1.1.2', '1.2.1', '1.2.2')}"
        f"{foot.format(3)}Gezin centraal\n{HEADER}{rows('2.1.1')}{foot.format(4)}"
    )
    assert found["1.1.1"].text == "Iedereen noemt dezelfde groep."
    assert found["2.1.1"].text == "Dit is voor 2.1.1 op orde."


def test_a_mark_in_the_place_of_a_hyphen_leaves_its_indicator_whole() -> None:
    found = findings(
        f"Samenwerking\n{HEADER}{WORDING['4.2.1']}\n√\nAlle partijen doen mee.\n{WORDING['4.2.2']}\n√\nDat staat op papier.\n"
        "Netwerkpartners hebben afX\nspraken gemaakt over het actief\ndelen van informatie\nDaarover is niets geregeld.\n"
    )
    assert {id_: item.mark for id_, item in found.items()} == {"4.2.1": "√", "4.2.2": "√", "4.3.1": "X"}
