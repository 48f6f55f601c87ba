"""Which text is whose in flat text: paragraphs of blocks, page breaks, remarks behind marks, and indicators in other words."""

from __future__ import annotations

import time

from tests.factsheet.tables import FOLLOW_UP, HEADER, NEXT_PAGE, codes, findings
from tests.factsheet.texts import WORDING, parsed

BLOCK = f"Aanpak\n{HEADER}{WORDING['3.1.1']}\n{WORDING['3.1.2']}\n\n√\nX\n"


def test_a_short_line_before_a_sentence_about_no_indicator_is_no_end_of_a_statement() -> None:
    own = "Er is beleid.\nDat is in de raad uitgebreid besproken en vastgesteld.\n"
    found = findings(f"{BLOCK}{own}Een gezamenlijke visie op de aanpak is er helaas niet.\n")
    assert [(found[id_].mark, found[id_].text) for id_ in ("3.1.1", "3.1.2")] == [("√", ""), ("X", "")]
    assert all("text_uncertain" in codes(found[id_]) for id_ in ("3.1.1", "3.1.2"))


def test_a_block_whose_texts_cannot_be_told_apart_leaves_other_rows_as_they_are() -> None:
    text = (
        f"{BLOCK}Dit is zo. Dat ook.\nEn dit nog meer.\n\n{WORDING['3.1.3']}\n\nX De doelen ontbreken.\n\n"
        f"{WORDING['3.2.2']}\n\n√ Die is geregeld.\n"
    )
    found = findings(text)
    assert (found["3.1.3"].mark, found["3.1.3"].text) == ("X", "De doelen ontbreken.")
    assert (found["3.2.2"].mark, found["3.2.2"].text) == ("√", "Die is geregeld.")


def test_a_theme_that_a_page_prints_again_is_no_word_of_the_finding_that_goes_on() -> None:
    again = NEXT_PAGE.replace("\n\n", "\nContinu\n")
    text = f"Continu\n{HEADER}{WORDING['5.2.1']}\n\n√ Dat is met alle partijen in de regio\n{again}afgesproken.\n"
    assert findings(text)["5.2.1"].text == "Dat is met alle partijen in de regio afgesproken."


def test_a_small_x_between_sentences_is_a_mark() -> None:
    text = (
        f"Aanpak\n{HEADER}{WORDING['3.1.1']}\n{WORDING['3.1.2']}\n\n√ Er is beleid. x Een visie is er niet.\n"
    )
    found = findings(text)
    assert [(found[id_].mark, found[id_].text) for id_ in ("3.1.1", "3.1.2")] == [
        ("√", "Er is beleid."),
        ("X", "Een visie is er niet."),
    ]


def test_a_remark_behind_a_mark_is_one_on_the_statement_before() -> None:
    cells = "Regie is er niet. X\nLET OP: Dit verandert.\n\nDe regie is nu geregeld. √\n\n"
    text = f"{FOLLOW_UP}Indicator 2013 2014\n{WORDING['4.1.1']}\n\n{cells}"
    more = "".join(f"{WORDING[id_]}\n\nEr is\nniets. X\n\nNu\nwel. √\n\n" for id_ in ("4.2.2", "4.3.1"))
    before, after = (
        item for item in parsed(text + more).statements if item.indicators[0].indicator_id == "4.1.1"
    )
    assert (before.mark, before.text) == ("X", "Regie is er niet.")
    assert [item.text for item in before.remarks] == ["Dit verandert."]
    assert (after.mark, after.text, after.remarks) == ("√", "De regie is nu geregeld.", ())


def test_a_remark_that_the_next_statement_may_follow_leaves_both_without_texts() -> None:
    cells = "Regie is er niet. X\nLET OP: Dit verandert.\nDe regie is nu geregeld. √\n\n"
    text = f"{FOLLOW_UP}Indicator 2013 2014\n{WORDING['4.1.1']}\n\n{cells}"
    more = "".join(f"{WORDING[id_]}\n\nEr is\nniets. X\n\nNu\nwel. √\n\n" for id_ in ("4.2.2", "4.3.1"))
    both = [item for item in parsed(text + more).statements if item.indicators[0].indicator_id == "4.1.1"]
    assert [(item.mark, item.text, item.remarks) for item in both] == [("X", "", ()), ("√", "", ())]


def test_longer_words_in_the_place_of_missing_ones_are_an_indicators() -> None:
    text = (
        f"Samenwerking\n{HEADER}Alle partijen die relevant zijn, zijn verbonden aan de\nwerkwijze\n\n√ Iedereen doet mee.\n\n"
        f"{WORDING['4.2.2']}\n\nX Er is niets.\n"
    )
    found = findings(text)
    assert (found["4.2.1"].mark, found["4.2.1"].text) == ("√", "Iedereen doet mee.")
    assert found["4.2.1"].indicators[0].printed.endswith("verbonden aan de werkwijze")


def test_an_indicator_in_other_words_is_found_behind_another_of_its_block() -> None:
    other = "Op basis van de evaluatie is\nhet beleidskader voortgezet dan wel\nbijgesteld"
    text = f"Aanpak\n{HEADER}{WORDING['3.1.6']}\n{other}\n\n√ Elk jaar is er een evaluatie.\n"
    found = findings(text)
    assert found["3.1.6"] is found["3.1.7"]
    assert (found["3.1.7"].text, found["3.1.7"].assignment) == ("Elk jaar is er een evaluatie.", "shared")


def test_an_indicator_that_begins_as_the_one_before_does_not_go_on_behind_its_mark() -> None:
    text = (
        f"Aanpak\n{HEADER}Uitgangspunt bij de aanpak\nis dat de netwerkpartners\nwerken met en plan per gezin\n\n√ Het plan is er.\n\n"
        "Uitgangspunt bij de aanpak\nis dat deze betrekking op de\nproblemen alle gezinsleden\nen op alle leefgebieden\n\nX Dat is niet zo.\n"
    )
    found = findings(text)
    assert [(found[id_].mark, found[id_].text) for id_ in ("3.3.1", "3.3.2")] == [
        ("√", "Het plan is er."),
        ("X", "Dat is niet zo."),
    ]


def test_an_article_beside_a_criterion_may_be_the_indicators() -> None:
    text = (
        f"Continu\n{HEADER}De duur van De afspraak is dat de\nde aanpak is intensieve zorg en\ntoereikend ondersteuning\n"
        "doorlopen totdat de\nproblemen zijn\nopgelost of\nbeheersbaar zijn\n\n√ Zo is het.\n"
    )
    found = findings(text)
    assert (found["5.1.1"].text, found["5.1.1"].indicators[0].score) == ("Zo is het.", 1.0)


def test_a_page_whose_columns_follow_each_other_is_read_in_no_time() -> None:
    ids = [id_ for id_ in WORDING if id_[0] == "3"]
    sentences = "".join(f"Over de aanpak en het gezin staat in stuk {number} iets.\n" for number in range(60))
    text = f"Aanpak\n{HEADER}" + "\n".join(WORDING[id_] for id_ in ids) + "\n" + "√\nX\n" * 5 + sentences
    started = time.perf_counter()
    findings(text)
    assert time.perf_counter() - started < 5


def test_the_rest_of_a_block_behind_a_page_break_gets_no_mark_that_may_be_anothers() -> None:
    first = f"{WORDING['3.1.4']}\n{WORDING['3.1.5']}\n\nX\n√\nResultaten worden niet bijgehouden.\n"
    rest = f"{WORDING['3.1.6']}\n{WORDING['3.1.7']}\n\n√\nDe partners bespreken die elk jaar. Het beleid werd bijgesteld.\n"
    found = findings(f"Aanpak\n{HEADER}{first}{NEXT_PAGE}{HEADER}{rest}")
    assert [(found[id_].mark, found[id_].text) for id_ in ("3.1.4", "3.1.5", "3.1.6", "3.1.7")] == [
        ("X", ""),
        ("√", ""),
        (None, ""),
        (None, ""),
    ]


def test_a_remark_within_a_sentence_is_another_columns() -> None:
    cells = "X\nRegie is er niet.\n√\nDe regie is beschreven in de\nLET OP: Dit verandert.\nnota van het college.\n"
    text = f"{FOLLOW_UP}Indicator 2013 2014\n{WORDING['4.1.1']}\n\n{cells}"
    assert [(item.mark, item.text) for item in parsed(text).statements] == [("X", ""), ("√", "")]


def test_the_rest_of_a_broken_word_is_no_criterion() -> None:
    text = f"Samenwerking\n{HEADER}{WORDING['4.2.2']}\n\nX De afspraken over zorg-\n\ncoördinatie en opschaling zijn algemeen.\n"
    assert findings(text)["4.2.2"].text == "De afspraken over zorgcoördinatie en opschaling zijn algemeen."


def test_the_rest_of_a_word_below_its_mark_is_no_criterion() -> None:
    text = f"Samenwerking\n{HEADER}{WORDING['4.2.2']}\n\nDe afspraken over zorg-\nX\n\ncoördinatie zijn er.\n"
    assert findings(text)["4.2.2"].text == "De afspraken over zorgcoördinatie zijn er."


def test_a_few_words_before_a_mark_that_go_on_with_an_indicator_are_its_own() -> None:
    text = (
        f"Aanpak\n{HEADER}De gemeente heeft beleid\nvoor de groep\nhuishoudens met GGSR\n\n√ Er is beleid.\n\n"
        f"{WORDING['3.1.2']}\n\nX Een visie ontbreekt.\n"
    )
    found = findings(text)
    assert found["3.1.1"].indicators[0].printed.endswith("voor de groep huishoudens met GGSR")
    assert [(found[id_].mark, found[id_].text) for id_ in ("3.1.1", "3.1.2")] == [
        ("√", "Er is beleid."),
        ("X", "Een visie ontbreekt."),
    ]


ROWS = "".join(
    f"{WORDING[id_]}\n\n√ Dat is in orde.\n\n"
    for id_ in ("3.2.1", "3.2.2", "3.2.3", "3.3.1", "3.3.2", "3.4.1", "3.4.2")
)


def test_an_indicator_with_an_empty_cell_has_not_the_mark_of_the_next_where_blocks_are_printed_without_gaps() -> (
    None
):
    empty = f"{WORDING['4.1.1']}\n\n{WORDING['4.1.2']}\n\nX Dat is niet geregeld.\n"
    joined = f"Aanpak\n{HEADER}{WORDING['3.1.1']}\n{WORDING['3.1.2']}\n\n√ Er is beleid.\n\n"
    found = findings(f"{joined}{ROWS}Samenwerking\n{HEADER}{empty}")
    assert [(found[id_].mark, found[id_].assignment) for id_ in ("3.1.1", "3.1.2")] == [("√", "shared")] * 2
    assert (found["4.1.1"].mark, found["4.1.1"].text) == (None, "")
    assert "mark_missing" in codes(found["4.1.1"])
    assert (found["4.1.2"].mark, found["4.1.2"].text) == ("X", "Dat is niet geregeld.")


def test_indicators_with_a_gap_between_share_their_mark_where_blocks_are_printed_so() -> None:
    parted = f"Aanpak\n{HEADER}{WORDING['3.1.1']}\n\n{WORDING['3.1.2']}\n\n√ Er is beleid.\n\n"
    found = findings(f"{parted}{ROWS}")
    assert [(found[id_].mark, found[id_].assignment) for id_ in ("3.1.1", "3.1.2")] == [("√", "shared")] * 2


def test_an_indicator_with_an_empty_cell_at_the_end_of_a_theme_has_not_the_mark_of_the_next_theme() -> None:
    joined = f"Aanpak\n{HEADER}{WORDING['3.1.1']}\n{WORDING['3.1.2']}\n\n√ Er is beleid.\n\n"
    last = f"{ROWS.rpartition('√')[0].rstrip()}\n\nSamenwerking\n{HEADER}"
    found = findings(f"{joined}{last}Coördinatie\n{WORDING['4.1.1']}\n\n√ Die is er.\n")
    assert [(found[id_].mark, found[id_].text) for id_ in ("3.4.2", "4.1.1")] == [
        (None, ""),
        ("√", "Die is er."),
    ]


def test_a_gap_before_a_remark_begins_no_cell_of_its_own() -> None:
    columns = f"{FOLLOW_UP}Indicator 2013 Samen 2013 Vooruit 2014\n"
    whole = "".join(
        f"{WORDING[id_]}\n\nX Er is\nniets.\n\nX Ook\nniets.\n\n√ Nu is\nhet er wel.\n\n"
        for id_ in ("4.1.1", "4.1.2")
    )
    few = f"{WORDING['4.2.2']}\n\nX Er staat niets\nop papier.\n\nX Dat is nog\nsteeds zo.\n\nLET OP\nDit wordt bezien.\n"
    found = [
        item
        for item in parsed(columns + whole + few).statements
        if item.indicators[0].indicator_id == "4.2.2"
    ]
    assert [(item.year, item.mark, item.text) for item in found] == [
        (2013, "X", "Er staat niets op papier."),
        (2014, "X", "Dat is nog steeds zo."),
    ]
    assert [remark.text for remark in found[1].remarks] == ["Dit wordt bezien."]


def test_words_before_the_mark_of_one_row_alone_leave_it_without_a_text() -> None:
    text = f"Samenwerking\n{HEADER}{WORDING['4.1.1']}\n\nEen ander woord\n\n√ Die is er.\n"
    found = findings(f"Aanpak\n{HEADER}{ROWS}{text}")
    assert (found["4.1.1"].mark, found["4.1.1"].text) == ("√", "")
    assert "text_uncertain" in codes(found["4.1.1"])
    assert found["3.4.2"].text == "Dat is in orde."


def test_a_mark_alone_before_one_with_its_text_is_that_of_a_cell_without_a_text() -> None:
    columns = f"{FOLLOW_UP}Indicator 2013 Samen 2013 Vooruit 2014\n"
    whole = f"{WORDING['4.1.1']}\n\nX Er is\nniets.\n\nX Ook\nniets.\n\n√ Nu is\nhet er wel.\n\n"
    empty = f"{WORDING['4.2.2']}\n\nX Er staat niets\nop papier.\n\nX\n\n√ Nu staat het\nop papier. Alle partijen weten het.\nOok de scholen.\n"
    found = [
        item
        for item in parsed(columns + whole + empty).statements
        if item.indicators[0].indicator_id == "4.2.2"
    ]
    assert [(item.year, item.mark, item.text) for item in found] == [
        (2013, "X", "Er staat niets op papier."),
        (2013, "X", ""),
        (2014, "√", "Nu staat het op papier. Alle partijen weten het. Ook de scholen."),
    ]


def test_a_mark_is_the_last_ones_where_its_text_has_words_of_that_indicator_alone() -> None:
    text = f"Samenwerking\n{HEADER}{WORDING['4.1.1']}\n\n{WORDING['4.1.2']}\n\nX Opschaling op casusniveau is er niet.\n"
    found = findings(f"Aanpak\n{HEADER}{ROWS}{text}")
    assert (found["4.1.1"].mark, found["4.1.1"].text) == (None, "")
    assert (found["4.1.2"].mark, found["4.1.2"].assignment) == ("X", "own")


def test_a_lone_number_within_a_sentence_whose_next_word_had_room_is_a_pages() -> None:
    text = f"Samenwerking\n{HEADER}{WORDING['4.1.1']}\n\n√ De gemeente voert de regie samen met de beide\n7\n\fstichtingen in de stad.\n"
    assert (
        findings(text)["4.1.1"].text
        == "De gemeente voert de regie samen met de beide stichtingen in de stad."
    )
