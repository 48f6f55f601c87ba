"""Flat text that lists its indicators with signs or numbers, prints them beside findings, and numbers its pages."""

from __future__ import annotations

import textwrap

import pytest
from ggsr_extract.extractors.layout.text.grid import is_layout_text
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.pipeline.documents import parse_text

from tests.factsheet.tables import FOLLOW_UP, HEAD, HEADER, NEXT_PAGE, codes, findings
from tests.factsheet.texts import WORDING, parsed


@pytest.mark.parametrize("sign", ["o ", "o 1.1.1 ", "• ", "- "])
@pytest.mark.parametrize("bar", ["", "| "])
def test_a_sign_of_a_list_before_an_indicator_is_no_word_of_it(sign: str, bar: str) -> None:
    if bar:
        rows = f"| GGSR zijn in beeld | {sign}{WORDING['1.1.1']} | √ Dat is zo. |\n| | {sign}{WORDING['1.1.2']} | X Dat zicht is er niet. |\n"
        text = f"Toeleiding\n\n| Criteria | Indicatoren | Bevindingen |\n|---|---|---|\n{rows}"
    else:
        first, second = ("\n".join(textwrap.wrap(WORDING[id_], 24)) for id_ in ("1.1.1", "1.1.2"))
        text = (
            f"Toeleiding\n{HEADER}{sign}{first}\n\n√ Dat is zo.\n\no\n{second}\n\nX Dat zicht is er niet.\n"
        )
    found = findings(text)
    assert [(found[id_].mark, found[id_].text) for id_ in ("1.1.1", "1.1.2")] == [
        ("√", "Dat is zo."),
        ("X", "Dat zicht is er niet."),
    ]


def test_a_theme_without_a_header_row_is_a_heading_above_numbered_criteria() -> None:
    text = f"Toeleiding\n\n1.1 GGSR zijn in beeld\n\no 1.1.1 {WORDING['1.1.1']}\n\n√ Dat is zo.\n\no 1.1.2 {WORDING['1.1.2']}\n\nX Nee.\n"
    assert findings(text)["1.1.2"].text == "Nee."


def test_years_may_stand_behind_the_word_for_one_finding() -> None:
    text = (
        f"{FOLLOW_UP}Indicatoren Bevinding 2013 Bevinding 2014\n{WORDING['4.1.1']}\n\nX Nee.\n\n√ Nu wel.\n"
        f"\n{WORDING['4.2.2']}\n\nX Er is niets.\n\nX Nog niet.\n"
    )
    assert [(item.year, item.mark) for item in parsed(text).statements] == [
        (2013, "X"), (2014, "√"), (2013, "X"), (2014, "X"),
    ]  # fmt: skip


def test_other_words_of_an_indicator_before_its_mark_leave_the_finding_behind_it() -> None:
    rows = {"3.2.2": "nog steeds niet", "4.1.1": "wel", "4.2.1": "ook niet", "4.3.1": "deels"}
    text = f"Aanpak\n{HEADER}" + "".join(
        f"{WORDING[id_].replace(' is ', ' is ook ').replace(' de ', ' ook de ', 1)} X Dit is {said}\ngeregeld.\n\n"
        for id_, said in rows.items()
    )
    found = findings(text)
    assert {id_: found[id_].text for id_ in rows} == {
        id_: f"Dit is {said} geregeld." for id_, said in rows.items()
    }


def test_the_last_word_of_an_indicator_is_not_that_of_a_criterion_printed_again() -> None:
    criterion = "Benodigde\npartijen\nwerken mee\naan de\naanpak\n"
    text = (
        f"Samenwerking\n{HEADER}{criterion}\nAlle partijen die\nrelevant zijn, zijn\nverbonden aan de\nwerkwijze\n\n"
        f"X Niet iedereen\ndoet mee.\n\n{criterion}\n{WORDING['4.2.2']}\n\n√ Die zijn er.\n"
    )
    found = findings(text)
    assert (found["4.2.1"].mark, found["4.2.1"].text) == ("X", "Niet iedereen doet mee.")


def test_all_of_a_cell_that_bars_hold_apart_is_the_indicators() -> None:
    text = (
        "Samenwerking\n\n| Criteria | Indicatoren | Bevindingen |\n|---|---|---|\n"
        f"| Coördinatie | {WORDING['4.1.1']} of huishoudens die zo heten | √ Dat doet zij. |\n"
        f"| | {WORDING['4.2.2']} | X Nee. |\n"
    )
    found = findings(text)
    assert (found["4.1.1"].mark, found["4.1.1"].text) == ("√", "Dat doet zij.")


def test_a_theme_in_a_row_of_its_own_above_a_rule_of_bars_ends_the_text_before_it() -> None:
    def headed(theme: str, id_: str) -> str:
        return (
            f"| {theme} |  |  |\n|---|---|---|\n| Indicator | 2013 | 2014 |\n"
            f"| {WORDING[id_]} | X Nee. | √ Nu wel. |\n"
        )

    sheet = parsed(
        "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\nUitkomsten verbeterpunten\n\n"
        f"{headed('Toeleiding', '1.1.1')}\nVervolg uitkomsten verbeterpunten\n\n{headed('Samenwerking', '4.2.2')}"
    )
    assert [item.text for item in sheet.statements] == ["Nee.", "Nu wel."] * 2


def test_a_heading_let_op_leaves_no_sentence_open() -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    text = f"Toeleiding\n{HEADER}" + "".join(
        f"{WORDING[id_]}\n\n√ Dat is zo.\nLET OP\nDit geldt tot 2014.\n\n" for id_ in ids
    )
    found = findings(text)
    assert [(found[id_].text, [item.text for item in found[id_].remarks]) for id_ in ids] == [
        ("Dat is zo.", ["Dit geldt tot 2014."])
    ] * 4


@pytest.mark.parametrize(
    "footer",
    [
        "Samenwerkend Toezicht Jeugd Mei 2013 {}",
        "{} | Uitkomsten toezichtonderzoek Zandwijk - Mei 2013",
        "{} Uitkomsten toezichtonderzoek Zandwijk",
        "Pagina {} – toezicht in Zandwijk",
    ],
)
def test_a_line_that_returns_with_a_number_that_counts_on_is_no_finding(footer: str) -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    text = f"Toeleiding\n{HEADER}" + "".join(
        f"{WORDING[id_]}\n\n√ Dat is in de hele\nregio met alle\n{footer.format(page)}\npartijen\nnog\nsteeds\nzo\ngeregeld.\n\n"
        for page, id_ in enumerate(ids, start=3)
    )
    found = findings(text)
    assert {found[id_].text for id_ in ids} == {
        "Dat is in de hele regio met alle partijen nog steeds zo geregeld."
    }
    assert not any(codes(found[id_]) for id_ in ids)


def test_a_line_of_one_word_within_a_sentence_is_of_another_cell() -> None:
    broken = "De partners noemen gezinnen met\nzeer veel problemen op vier of\nmeer\nzaken waarover de wijk al lang\npraat in elk overleg."
    text = f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n\n√ {broken}\n\n{WORDING['1.1.2']}\n\nX Dat zicht is er nu nog niet.\n"
    found = findings(text)
    assert (found["1.1.1"].mark, found["1.1.1"].text) == ("√", "")
    assert found["1.1.2"].text == "Dat zicht is er nu nog niet."


def test_black_boxes_in_the_places_of_marks_are_marks_that_cannot_be_told() -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1", "2.1.2")
    text = f"Toeleiding\n{HEADER}" + "".join(f"{WORDING[id_]}\n■ Dit is {id_}.\n" for id_ in ids)
    found = findings(text)
    assert {id_: (found[id_].mark, found[id_].text) for id_ in ids} == {
        id_: (None, f"Dit is {id_}.") for id_ in ids
    }
    assert all(codes(found[id_]) == {"mark_unknown"} for id_ in ids)
    marked = findings(text.replace("■ Dit", "√ ■ Dit"))
    assert {marked[id_].mark for id_ in ids} == {"√"}


def test_a_mark_behind_a_text_of_one_line_does_not_begin_the_next() -> None:
    rows = "".join(
        f"{WORDING[id_]}\nEr is niets.\nX\nDit is in {year} geregeld.\nDat bevalt goed.\n√\n\n"
        for id_, year in (("4.1.1", 2014), ("4.2.1", 2013), ("4.2.2", 2012), ("4.3.1", 2011))
    )
    sheet = parsed(f"{FOLLOW_UP}Indicator 2013 2014\n{rows}")
    assert [(item.mark, item.text) for item in sheet.statements[:2]] == [
        ("X", "Er is niets."),
        ("√", "Dit is in 2014 geregeld. Dat bevalt goed."),
    ]


@pytest.mark.parametrize("hyphen", ["-", "\u2010"])
def test_the_formulae_around_an_approach_are_known_over_narrow_lines(hyphen: str) -> None:
    head = (
        f"Uitkomsten toezichtonderzoek Zandwijk\n\nAanpak:\nSamen Thuis\n\nDe gemeente heeft de vra{hyphen}\ngenlijst\n"
        f"betreffende deze aanpak inge{hyphen}\nvuld. Een vragenlijst is\ningevuld door:\nStichting De Vlonder\n\n"
        "Deze netwerkpartners zijn\naangedragen door de\ngemeente.\n\nBevindingen toezichtonderzoek\n\n"
    )
    sheet = parsed(
        f"{head}Toeleiding\n{HEADER}{WORDING['1.1.1']}\n\n√ Dat is zo.\n\n{WORDING['1.1.2']}\n\nX Nee.\n"
    )
    assert [(item.name, item.respondents) for item in sheet.approaches] == [
        ("Samen Thuis", ("Stichting De Vlonder",))
    ]


def test_plus_and_minus_between_sentences_of_one_cell_are_marks_too() -> None:
    rows = {
        "1.1.1": "- Nee.",
        "1.1.2": "+ Dat is zo.",
        "1.2.1": "+ Alle partijen.",
        "1.2.2": "- Niemand.",
        "2.1.1": "+ Steeds.",
    }
    text = (
        "Aanpak\n\nCriteria\tIndicatoren\tBevindingen\n"
        f"Planmatig\t{WORDING['3.1.1']}. {WORDING['3.1.2']}\t+ Er is beleid. - Een visie is er niet.\n"
        + "".join(f"GGSR\t{WORDING[id_]}\t{said}\n" for id_, said in rows.items())
    )
    found = findings(text)
    assert [(found[id_].mark, found[id_].text) for id_ in ("3.1.1", "3.1.2")] == [
        ("√", "Er is beleid."),
        ("X", "Een visie is er niet."),
    ]


def test_words_added_to_an_indicator_are_not_the_findings() -> None:
    added = {
        "2.1.1": "Binnen de aanpak wordt in\n2013 de eigen kracht van het\ngezin ondersteund in 2013 en\nbenut",
        "3.1.4": "De resultaten van de aanpak\ndaarbij ook worden bijgehouden",
        "4.1.1": "De gemeente voert steeds\nsamen regie op de\naanpak voor GGSR",
    }
    text = f"Aanpak\n{HEADER}" + "".join(
        f"{words}\n\n√ Dit gaat over {id_}.\n\n" for id_, words in added.items()
    )
    found = findings(text)
    assert {id_: item.text for id_, item in found.items()} == {id_: f"Dit gaat over {id_}." for id_ in added}


def test_a_finding_that_begins_as_an_indicator_ends_is_no_rest_of_it() -> None:
    text = (
        f"Samenwerking\n{HEADER}Alle partijen die relevant zijn, zijn verbonden aan de werkwijze √\nAan de aanpak zijn\n"
        f"veel partijen verbonden.\n\n{WORDING['4.2.2']} √\nDie zijn er.\n\n{WORDING['4.3.1']} X\nDat gebeurt niet.\n"
    )
    assert findings(text)["4.2.1"].text == "Aan de aanpak zijn veel partijen verbonden."


def test_the_first_words_of_an_indicator_in_other_words_make_the_text_before_them_uncertain() -> None:
    text = (
        f"Samenwerking\n{HEADER}{WORDING['3.4.2']}\n\n√ Een gezin wordt nooit\nlosgelaten.\n\nCoördinatie De ook met elkaar gemeente\n"
        f"voert regie op de\n aanpak voor GGSR\n\nX Nee.\n\n{WORDING['4.2.2']}\n\n√ Die zijn er.\n"
    )
    found = findings(text)
    assert (found["3.4.2"].mark, found["3.4.2"].text) == ("√", "")
    assert found["4.2.2"].text == "Die zijn er."


def test_capitals_right_behind_small_letters_are_a_word_of_another_cell() -> None:
    text = f"Toeleiding\n{HEADER}{WORDING['1.1.2']}\n\n√ Over de zorgGGSR\nen hulp is veel bekend.\n\n{WORDING['1.2.1']}\n\nX Nee.\n"
    found = findings(text)
    assert (found["1.1.2"].mark, found["1.1.2"].text, found["1.2.1"].text) == ("√", "", "Nee.")


def test_a_word_of_another_cell_is_seen_before_a_last_short_line_too() -> None:
    broken = "De partners noemen gezinnen met\nzeer veel problemen op vier of\nmeer gebieden en dat een gezin\nnetwerk\nte lang moet wachten."
    text = f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n\n√ {broken}\n\n{WORDING['1.1.2']}\n\nX Dat zicht is er nu nog niet.\n"
    assert findings(text)["1.1.1"].text == ""


def test_the_end_of_a_sentence_between_two_lines_of_an_indicator_is_not_its_own() -> None:
    text = (
        f"Aanpak\n{HEADER}In de aanpak is er één centrale X Zo iemand is er niet; ieder bepaalt het\n"
        "persoon voor het gezin die de eigen deel.\nintensieve zorg en ondersteuning aan het gezin\nop elkaar afstemt (de\n"
        f"regisseur).\n\n{WORDING['4.1.1']}\n\n√ Dat doet zij.\n"
    )
    found = findings(text)
    assert "eigen deel" not in found["3.2.1"].indicators[0].printed
    assert found["4.1.1"].text == "Dat doet zij."


def test_points_of_a_list_at_the_end_of_a_finding_need_be_no_sentences() -> None:
    points = "Het gaat om:\n1) rust in huis\n2) een vaste dag\n3) geld en werk\n"
    rows = {"1.1.1": "dat is zo.\nVolgens allen.", "1.1.2": points, "1.2.1": points, "1.2.2": "Dat doen zij."}
    text = f"Toeleiding\n{HEADER}" + "".join(f"{WORDING[id_]}\n\n√ {said}\n\n" for id_, said in rows.items())
    found = findings(text)
    for id_ in ("1.1.2", "1.2.1"):
        assert found[id_].text == "Het gaat om: 1) rust in huis 2) een vaste dag 3) geld en werk"


def test_a_text_with_a_paragraph_per_line_lost_no_hyphen() -> None:
    long = (
        "Het plan is gemaakt met Stichting RaakVlak en de school, die daarvoor een dag in de week vrijmaken. "
    )
    rows = [
        f"{WORDING[id_]}\n{'√' if at % 2 else 'X'} {'Dat is zo.' if at % 3 else long + 'Het werkt.'}\n"
        for at, id_ in enumerate(WORDING)
    ]
    text = f"Toeleiding\n{HEADER}" + "".join(rows)
    found = findings(text)
    assert len(found) == 30
    assert all(item.text for item in found.values())


def test_of_paragraphs_behind_one_tick_the_last_may_be_the_later_years() -> None:
    text = (
        f"{FOLLOW_UP}Indicator 2013 2014\n{WORDING['4.1.1']}\n\n√ Dat doet zij.\n\nDat blijft zo.\n\n"
        f"{WORDING['4.2.2']}\n\nX Nee.\n\n√ Nu wel.\n"
    )
    assert [(item.year, item.mark, item.text) for item in parsed(text).statements] == [
        (2014, None, ""), (2013, "X", "Nee."), (2014, "√", "Nu wel."),
    ]  # fmt: skip


def test_two_spaces_behind_a_sentence_and_a_mark_part_no_cells() -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    text = f"{FOLLOW_UP}Indicator  2013  2014\n" + "".join(
        f"{WORDING[id_]}\n\nX  Dat is er niet.  Allen zeggen dat.\n\n√  Dat is er nu wel.  Ook de school zegt dat.\n\n"
        for id_ in ids
    )
    assert not is_layout_text(split_lines(text))
    assert [item.mark for item in parsed(text).statements] == ["X", "√"] * 4


@pytest.mark.parametrize(
    ("stamp", "footer"),
    [
        ("12-3-2014 14:05", ""),
        ("file:///C:/map/factsheet Zandwijk.pdf", ""),
        ("www.toezichtggsr.nl", "Uitkomsten toezichtonderzoek Zandwijk | {}"),
        ("Ter bespreking in het college", "Uitkomsten toezichtonderzoek Zandwijk | {}"),
    ],
)
def test_what_is_stamped_on_each_page_is_no_part_of_its_text(stamp: str, footer: str) -> None:
    page = 0
    text = f"Toeleiding\n{HEADER}"
    for id_, wording in WORDING.items():
        text += f"{wording}\n\n√ Dat is sinds enige jaren\n"
        if id_ in ("1.1.2", "2.1.3", "3.1.5", "3.4.1", "5.2.1"):
            page += 1
            text += f"{stamp}\n{footer.format(page)}\n"
        text += "het geval.\n\n"
    sheet = parsed(text)
    assert {item.text for item in sheet.statements} == {"Dat is sinds enige jaren het geval."}
    assert {line.role for line in sheet.lines if stamp in line.fragment.text} == {"footer"}


def test_a_cross_behind_two_paragraphs_may_be_either_years() -> None:
    text = (
        f"{FOLLOW_UP}Indicator 2013 2014\n{WORDING['4.1.1']}\n\nDat doet zij\nniet.\nX\n\nNu doet zij\ndat wel.\n√\n\n"
        f"{WORDING['4.2.1']}\n\nDe school ontbreekt\nnog.\nX\n\nDie doet nu\nmee.\n√\n\n"
        f"{WORDING['4.2.2']}\n\nEr is niets\nvastgelegd.\n\nDat blijft voorlopig\nzo.\nX\n"
    )
    items = [item for item in parsed(text).statements if item.indicators[0].indicator_id == "4.2.2"]
    assert [(item.year, item.mark, item.text) for item in items] == [(2013, None, ""), (2014, None, "")]


def test_a_list_that_ends_a_later_years_statement_leaves_the_others_whole() -> None:
    points = "Het gaat om:\n- rust in huis;\n- een vaste dag;\n- geld en werk"
    text = (
        f"{FOLLOW_UP}Indicator 2013 2014\n{WORDING['4.1.1']}\n\nX Nee.\n\n√ Dat is zo. {points}\n\n"
        f"{WORDING['4.2.1']}\n\nX De school ontbreekt in\n\nPagina 3\n\nalle wijken.\n\n√ Die doet mee.\n"
    )
    stated = parsed(text).statements
    assert len(stated) == 4
    assert all(item.text for item in stated)


def test_an_indicator_at_the_end_of_a_page_in_each_approach_is_no_footer() -> None:
    pages = (
        HEAD.replace("Samen Thuis", name)
        + f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n\n√ Dat is zo.\n\n{WORDING['1.1.2']}\n{NEXT_PAGE}X Dat zicht is er niet.\n\n"
        for name in ("Kompas", "Vonk", "Roer", "Baken")
    )
    items = [item for item in parsed("".join(pages)).statements if item.indicators[0].indicator_id == "1.1.2"]
    assert [item.text for item in items] == ["Dat zicht is er niet."] * 4


IDS = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1", "2.1.2", "2.1.3", "3.1.1", "3.1.2")


def test_one_letter_in_all_the_places_of_marks_is_a_mark_that_cannot_be_told() -> None:
    rows = "".join(f"{WORDING[id_]}\nq Over {id_} is alles afgesproken.\n" for id_ in IDS)
    found = findings(f"Toeleiding\n{HEADER}{rows}")
    assert {id_: (item.mark, item.text) for id_, item in found.items()} == {
        id_: (None, f"Over {id_} is alles afgesproken.") for id_ in IDS
    }
    assert all("mark_unknown" in {check.code for check in item.checks} for item in found.values())


def test_one_letter_in_a_column_of_its_own_is_a_mark_that_cannot_be_told() -> None:
    lines = [f"{'Indicatoren':<40}    Bevindingen"]
    for id_ in IDS:
        label = textwrap.wrap(WORDING[id_], 38)
        lines.append(f"{label[0]:<40}I   Over {id_} is alles afgesproken.")
        lines.extend(label[1:])
    text = HEAD + "Toeleiding\n\n" + "\n".join(lines) + "\n"
    sheet, reader, _ = parse_text(text.encode(), None, {})
    assert reader == "text-layout"
    assert [(item.mark, item.text) for item in sheet.statements] == [
        (None, f"Over {id_} is alles afgesproken.") for id_ in IDS
    ]


def test_letters_that_number_are_no_marks() -> None:
    rows = "".join(f"{WORDING[id_]}\n√ Over {id_} is alles afgesproken.\n" for id_ in IDS)
    listed = rows.replace("√ Over 2.1.1 is", "√ Over 2.1.1:\na Een plan is")
    assert {item.mark for item in findings(f"Toeleiding\n{HEADER}{listed}").values()} == {"√"}
