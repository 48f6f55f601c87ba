"""Text dumps of other tools: cells printed one by one or line by line, eaten hyphens, letters for marks, old encodings."""

from __future__ import annotations

import textwrap

import pytest
from ggsr_extract.extractors.readers.text import decode, read_text
from ggsr_extract.models.factsheet import Factsheet, Statement
from ggsr_extract.pipeline.documents import parse_text as parse_file

from tests.factsheet.tables import APART, CRITERION, FOLLOW_UP, HEAD, HEADER, NEXT_PAGE, codes, findings
from tests.factsheet.texts import WORDING, parsed


def cell_by_cell(*indicators: str) -> str:
    rows = (
        "\n".join(textwrap.wrap(WORDING[id_], 24)) + f"\n\n√ Over {id_} is\nalles\nafgesproken.\n\n"
        for id_ in indicators
    )
    return "".join(rows)


def test_a_paragraph_behind_another_row_leaves_the_rows_up_to_it_without_texts() -> None:
    text = (
        f"Toeleiding\n{APART}{cell_by_cell('1.1.1', '1.1.2')}Dat staat ook in het jaarplan.\n\n{cell_by_cell('1.2.1')}"
        f"{NEXT_PAGE}Gezin centraal\n{APART}{cell_by_cell('2.1.1', '2.1.2')}"
    )
    found = findings(text)
    assert all(item.mark == "√" for item in found.values())
    for id_ in ("1.1.1", "1.1.2"):
        assert (found[id_].text, codes(found[id_])) == ("", {"text_uncertain"})
    for id_ in ("1.2.1", "2.1.1", "2.1.2"):
        assert found[id_].text == f"Over {id_} is alles afgesproken."


def test_a_dump_that_keeps_the_hyphens_of_broken_lines_keeps_paragraphs() -> None:
    broken = cell_by_cell("1.1.1", "1.1.2").replace("alles", "al-\nles").replace("afge", "af-\nge")
    text = f"Toeleiding\n{APART}{broken}Dat staat ook in het jaarplan.\n\n{cell_by_cell('1.2.1')}"
    found = findings(text)
    assert found["1.1.1"].text == "Over 1.1.1 is alles afgesproken."
    assert found["1.1.2"].text == "Over 1.1.2 is alles afgesproken. Dat staat ook in het jaarplan."


def test_a_remark_before_any_text_of_its_mark_is_another_rows() -> None:
    text = f"Toeleiding\n{APART}{cell_by_cell('1.1.1', '1.1.2')}".replace(
        "√ Over 1.1.2", "√\n\nLET OP: Dit geldt niet overal.\n\nOver 1.1.2"
    )
    found = findings(text)
    assert {found[id_].text for id_ in ("1.1.1", "1.1.2")} == {""}
    assert not any(item.remarks for item in found.values())


def test_marks_are_not_counted_across_pages() -> None:
    first = "\n\n".join(WORDING[f"3.1.{number}"] for number in range(1, 7))
    second = "\n\n".join(WORDING[id_] for id_ in ("3.1.7", "3.2.1", "3.2.2", "3.2.3"))
    texts = [
        f"{mark} Over punt {number} is alles\nbekend.\n\n" for number, mark in enumerate("√X√√√√XX√√", 1)
    ]
    text = (
        f"Aanpak\n{APART}{first}\n\n{''.join(texts[:4])}"
        f"{NEXT_PAGE}Aanpak\n{APART}{second}\n\n{''.join(texts[4:])}"
    )
    found = findings(text)
    # four marks for six indicators, then six for four: which are theirs cannot be told
    assert {found[id_].mark for id_ in ("3.1.7", "3.2.1", "3.2.2", "3.2.3")} == {None}


def test_a_wording_out_of_order_may_be_a_findings_own() -> None:
    text = f"Toeleiding\n{APART}{cell_by_cell('1.1.2', '1.1.1', '1.2.1')}"
    found = findings(text)
    assert (found["1.1.1"].text, found["1.1.2"].text) == ("", "")
    assert found["1.2.1"].text == "Over 1.2.1 is alles afgesproken."


def test_a_dump_that_keeps_rows_together_keeps_paragraphs() -> None:
    text = f"Toeleiding\n{HEADER}\n{cell_by_cell('1.1.1', '1.1.2')}Dat staat ook in het jaarplan.\n\n{cell_by_cell('1.2.1')}"
    assert findings(text)["1.1.2"].text == "Over 1.1.2 is alles afgesproken. Dat staat ook in het jaarplan."


def test_a_remark_printed_apart_is_nobodys() -> None:
    text = f"Toeleiding\n{APART}{cell_by_cell('1.1.1', '1.1.2')}LET OP: Dit geldt niet overal.\n\n{cell_by_cell('1.2.1')}"
    found = findings(text)
    for id_ in ("1.1.1", "1.1.2", "1.2.1"):
        assert found[id_].text == f"Over {id_} is alles afgesproken."
        assert (found[id_].remarks, codes(found[id_])) == ((), {"remark_uncertain"})


def test_without_marks_a_block_is_one_statement_only_where_it_can_be_no_more() -> None:
    block = f"{WORDING['3.1.1']}\n{WORDING['3.1.2']}\n"
    rest = f"{WORDING['3.1.3']}\nEr zijn doelen.\n"
    several = findings(f"Aanpak\n{HEADER}{block}Beleid is er.\nDe visie ontbreekt.\n{rest}")
    assert {several["3.1.1"].text, several["3.1.2"].text} == {""}
    assert "text_uncertain" in codes(several["3.1.1"])
    one = findings(f"Aanpak\n{HEADER}{block}Beleid en visie staan in\nhet plan voor de jeugd.\n{rest}")
    assert one["3.1.1"] is one["3.1.2"]
    assert one["3.1.1"].text == "Beleid en visie staan in het plan voor de jeugd."


def beside(rows: list[tuple[str, str]]) -> str:
    """Lines of indicators with lines of findings beside them."""
    return "".join(f"{left} {right}".strip() + "\n" for left, right in rows)


ALIGNED = [
    ("Alle netwerkpartners hanteren", "√ Elke partner noemt dezelfde groep"),
    ("dezelfde omschrijving van GGSR", "en houdt zich daaraan."),
    ("De gemeente heeft zicht op de", "X De gemeente telt de gezinnen"),
    ("populatie GGSR", "niet en schat hun aantal."),
]


def test_as_many_marks_as_indicators_go_with_them_in_order_wherever_they_stand() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{beside(ALIGNED)}Aanpak\n{HEADER}"
        + beside(
            [
                ("De gemeente heeft beleid voor", "√ Het beleid staat in een nota, die de"),
                ("de groep GGSR", "raad heeft vastgesteld."),
                ("De gemeente zorgt voor een", "Iedereen kent die nota ook goed."),
                ("gezamenlijke visie op de", "X Een visie is er nog niet."),
                ("aanpak voor GGSR", ""),
            ]
        )
    )
    assert (found["3.1.1"].mark, found["3.1.2"].mark) == ("√", "X")
    assert found["3.1.2"].text == "Een visie is er nog niet."


def test_an_indicator_beside_the_rest_of_a_sentence_shares_the_mark_before() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{beside(ALIGNED)}Aanpak\n{HEADER}"
        + beside(
            [
                ("De gemeente heeft beleid voor", "√ Het beleid en de visie staan in een"),
                ("de groep GGSR", "nota, die alle partners hebben"),
                ("De gemeente zorgt voor een", "ondertekend en die ieder jaar wordt"),
                ("gezamenlijke visie op de", "herzien."),
                ("aanpak voor GGSR", ""),
                ("De resultaten van de aanpak", "X Resultaten houdt niemand bij."),
                ("worden bijgehouden", ""),
            ]
        )
    )
    assert found["3.1.1"] is found["3.1.2"]
    assert (found["3.1.1"].mark, found["3.1.4"].mark) == ("√", "X")


def test_an_indicator_with_a_text_of_its_own_and_no_mark_gets_no_other_mark() -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{beside(ALIGNED)}Aanpak\n{HEADER}"
        + beside(
            [
                ("De gemeente heeft beleid voor", "√ Het beleid staat in een nota."),
                ("de groep GGSR", ""),
                ("De gemeente zorgt voor een", "Een visie is er nog niet."),
                ("gezamenlijke visie op de", ""),
                ("aanpak voor GGSR", ""),
            ]
        )
    )
    assert (found["3.1.2"].mark, found["3.1.2"].text) == (None, "")
    assert codes(found["3.1.2"])


def test_a_text_beside_an_inexact_wording_is_withheld() -> None:
    lines = [*ALIGNED[:3], ("populatie", "niet en schat hun GGSR aantal.")]
    item = findings(f"Toeleiding\n{HEADER}{beside(lines)}")["1.1.2"]
    assert (item.mark, item.text) == ("X", "")


def test_marks_of_a_follow_up_are_known_where_they_are_as_many_as_its_columns() -> None:
    row = "x\n\n√\n\nDe gemeente doet\ndat nu\nzelf.\n\nNiemand\nvoert de\nregie.\n\n"
    sheet = parsed(
        FOLLOW_UP
        + "Indicator\n\n2013 Samen Thuis\n\n2014\n\n"
        + "".join(f"{WORDING[id_]}\n\n{row}" for id_ in ("4.1.1", "4.1.2", "4.2.1"))
    )
    assert [(item.year, item.mark, item.text) for item in sheet.statements] == [
        (2013, "X", ""),
        (2014, "√", ""),
    ] * 3
    assert all("text_uncertain" in codes(item) for item in sheet.statements)


def test_a_text_before_another_whose_mark_stands_behind_it_is_not_taken_for_one_with_it() -> None:
    whole = "Niemand voert\nde regie.\nX\nDe gemeente doet\ndat nu zelf.\n√\n"
    half = "Partijen ontbreken in\nhet overleg.\nZij doen nu\nallemaal mee.\n√\n"
    sheet = parsed(
        f"{FOLLOW_UP}Indicator 2013 2014\n{WORDING['4.1.1']}\n{whole}{WORDING['4.2.1']}\n{half}{WORDING['4.2.2']}\n{whole}"
    )
    texts = {
        (item.indicators[0].indicator_id, item.year): (item.mark, item.text) for item in sheet.statements
    }
    assert texts["4.2.1", 2014] == ("√", "")
    assert texts["4.1.1", 2013] == ("X", "Niemand voert de regie.")
    assert texts["4.2.2", 2014] == ("√", "De gemeente doet dat nu zelf.")


def follow_up_cells(text: str, header: str = "Indicator 2013 2014") -> dict[tuple[str, int], list[Statement]]:
    """The statements of a follow-up by indicator and year."""
    found: dict[tuple[str, int], list[Statement]] = {}
    for item in parsed(f"{FOLLOW_UP}{header}\n{text}").statements:
        found.setdefault((item.indicators[0].indicator_id, item.year), []).append(item)
    return found


def test_a_text_that_may_go_on_in_a_cell_without_a_mark_is_withheld() -> None:
    whole = "X Niemand voert\nde regie.\n√ De gemeente doet\ndat nu zelf.\n"
    half = "X Partijen ontbreken in\nhet overleg.\nHierover is nog\nniets bekend.\n"
    single = "X Er is geen plan\nof afspraak.\n"
    found = follow_up_cells(
        f"{WORDING['4.1.1']}\n{whole}{WORDING['4.2.1']}\n{half}{WORDING['4.2.2']}\n{single}"
    )
    assert [(item.mark, item.text) for item in found["4.2.1", 2013]] == [("X", "")]
    assert [(item.mark, item.text) for item in found["4.2.1", 2014]] == [(None, "")]
    assert [(item.mark, item.text) for item in found["4.2.2", 2013]] == [
        ("X", "Er is geen plan of afspraak.")
    ]
    assert ("4.2.2", 2014) not in found


def test_a_second_cross_before_what_may_be_two_cells_gives_null() -> None:
    row = (
        "X Niemand voert\nde regie.\nX Partijen ontbreken in\nhet overleg.\nHierover is nog\nniets bekend.\n"
    )
    found = follow_up_cells(f"{WORDING['4.1.1']}\n{row}", "Indicator 2013 Samen Thuis 2013 Gezin Eerst 2014")
    assert [item.mark for item in found["4.1.1", 2013]] == ["X"]
    assert [(item.mark, item.text) for item in found["4.1.1", 2014]] == [(None, "")]


def test_what_follows_the_last_mark_behind_a_text_is_a_statement_without_one() -> None:
    whole = "Niemand voert\nde regie.\nX\nDe gemeente doet\ndat nu zelf.\n√\n"
    half = "Partijen ontbreken in\nhet overleg.\nX\nHierover is nog\nniets bekend.\n"
    found = follow_up_cells(
        f"{WORDING['4.1.1']}\n{whole}{WORDING['4.2.1']}\n{half}{WORDING['4.2.2']}\n{whole}"
    )
    assert [(item.mark, item.text) for item in found["4.2.1", 2013]] == [
        ("X", "Partijen ontbreken in het overleg.")
    ]
    assert [(item.mark, item.text) for item in found["4.2.1", 2014]] == [
        (None, "Hierover is nog niets bekend.")
    ]


def test_as_many_marks_as_a_page_has_indicators_are_theirs_where_columns_follow_each_other() -> None:
    labels = "\n\n".join(WORDING[id_] for id_ in ("3.1.7", "3.2.1")) + "\n\nIndicatoren\n\n"
    rest = "\n\n".join(WORDING[id_] for id_ in ("4.1.1", "4.1.2"))
    texts = "\n\n".join(f"Over punt {n} is iets bekend." for n in "abcd")
    found = findings(f"Aanpak\n\n{labels}{rest}\n\nBevindingen\n\nX\n\n√\n\nX\n\n√\n\n{texts}\n")
    assert [found[id_].mark for id_ in ("3.1.7", "3.2.1", "4.1.1", "4.1.2")] == ["X", "√", "X", "√"]


def test_a_cross_behind_an_indicators_line_is_no_word_of_it() -> None:
    found = findings(
        "Toeleiding\nCriteria Indicatoren Bevindingen\nDe gemeente heeft zicht op de X\npopulatie GGSR\n"
        f"{WORDING['1.2.1']} √ Er is één loket.\n"
    )
    assert (found["1.1.2"].mark, found["1.1.2"].text) == ("X", "")


FULL = "Alle partners in de stad noemen dezelfde groep gezinnen"


@pytest.mark.parametrize(
    ("joined", "kept"),
    [
        (f"{FULL} en jongeren en verantwoorde hulp is daarbij het doel van allemaal samen.", True),
        (f"{FULL} in hun jaarplan 20112014 en ook in het beleidsplan van de stad.", False),
        (f"{FULL} en er zijn selectieeisen voor alle mensen die dit werk gaan doen.", False),
        (f"{FULL} en over de zorgen dienstverlening daarna is nog niets bekend geworden.", False),
    ],
)
def test_a_hyphen_that_a_dump_has_eaten_may_have_been_the_words_own(joined: str, kept: bool) -> None:
    plain = "".join(
        f"{WORDING[id_]}\n√ Wat hier staat is in alle wijken van de stad\nbekend en wordt door de partners in de wijk ook\nzo gedaan.\n"
        for id_ in ("1.1.2", "1.2.1", "1.2.2", "2.1.1")
    )
    item = findings(f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ {joined}\n{plain}")["1.1.1"]
    assert (item.mark, item.text) == ("√", joined if kept else "")
    assert ("text_uncertain" in codes(item)) is not kept


def marked(meets: str, improve: str) -> Factsheet:
    rows = "".join(f"{WORDING[id_]}\n{meets} Dat is op orde.\n" for id_ in ("1.1.1", "1.1.2", "1.2.1"))
    return parsed(f"{HEAD}Toeleiding\n{HEADER}{rows}{WORDING['1.2.2']}\n{improve} Dat kan beter.\n")


@pytest.mark.parametrize(
    ("meets", "improve"), [("V", "X"), ("v", "x"), ("(√)", "(x)"), ("[√]", "[x]"), ("(v)", "(X)")]
)
def test_letters_and_brackets_that_can_only_be_marks_are_read(meets: str, improve: str) -> None:
    sheet = marked(meets, improve)
    assert [item.mark for item in sheet.statements] == ["√", "√", "√", "X"]
    assert sheet.statements[0].text == "Dat is op orde."
    assert meets in [item.fragment.text.strip() for item in sheet.lines if item.role == "mark"]


@pytest.mark.parametrize(
    ("meets", "improve", "glyph"), [("V", "-", "U+0056"), ("[x]", "[ ]", "U+005BU+0078U+005D")]
)
def test_letters_and_brackets_that_can_be_something_else_are_null(
    meets: str, improve: str, glyph: str
) -> None:
    item = marked(meets, improve).statements[0]
    assert (item.mark, item.text) == (None, "Dat is op orde.")
    assert [check.value for check in item.checks if check.code == "mark_unknown"] == [glyph]


def test_the_digits_of_a_picture_font_are_marks_where_nothing_else_stands_there() -> None:
    first = [id_ for id_ in WORDING if id_ < "3.1.3"]
    rows = "".join(f"{WORDING[id_]}\n{'8' if id_ == '1.1.2' else '4'} Dat is bekeken.\n" for id_ in first)
    sheet = parsed(f"{HEAD}Toeleiding\n{HEADER}{rows}")
    assert [item.mark for item in sheet.statements] == ["√", "X", *["√"] * (len(first) - 2)]
    assert {item.text for item in sheet.statements} == {"Dat is bekeken."}


def paired(meets: str, improve: str) -> Factsheet:
    first = [id_ for id_ in WORDING if id_ < "3.1.3"]
    rows = "".join(
        f"{WORDING[id_]}\n{improve if id_ == '1.1.2' else meets} Dat is bekeken.\n" for id_ in first
    )
    head = HEAD.replace("Stichting De Vlonder", "- Stichting De Vlonder\n- Het Baken")
    return parsed(f"{head}Toeleiding\n{HEADER}{rows}")


@pytest.mark.parametrize(
    ("meets", "improve"), [("+", "-"), ("+", "–"), ("Ja", "Nee"), ("JA", "NEE"), ("P", "O")]
)
def test_a_pair_of_signs_that_a_document_uses_throughout_are_marks(meets: str, improve: str) -> None:
    sheet = paired(meets, improve)
    assert [item.mark for item in sheet.statements] == ["√", "X", *["√"] * (len(sheet.statements) - 2)]
    assert {item.text for item in sheet.statements} == {"Dat is bekeken."}
    assert [check.value for check in sheet.checks if check.code == "mark_signs"] == [
        " ".join(sorted([meets, improve]))
    ]
    assert sheet.approaches[0].respondents == ("Stichting De Vlonder", "Het Baken")
    assert improve in [item.fragment.text.strip() for item in sheet.lines if item.role == "mark"]


def test_signs_beside_real_marks_are_words_of_the_text() -> None:
    sheet = paired("√ Ja", "X Nee")
    assert [item.mark for item in sheet.statements[:3]] == ["√", "X", "√"]
    assert [item.text for item in sheet.statements[:2]] == ["Ja Dat is bekeken.", "Nee Dat is bekeken."]
    assert not [check for check in sheet.checks if check.code == "mark_signs"]


def test_a_legend_tells_what_a_letter_means() -> None:
    legend = "Per indicator wordt aangegeven of de aanpak daaraan voldoet (V) dan wel of er een verbeterpunt is (X).\n\n"
    rows = "".join(f"{WORDING[id_]}\nV Dat is op orde.\n" for id_ in ("1.1.1", "1.1.2"))
    sheet = parsed(f"{HEAD}{legend}Toeleiding\n{HEADER}{rows}")
    assert [item.mark for item in sheet.statements] == ["√", "√"]


@pytest.mark.parametrize("encoding", ["mac-roman", "cp1252"])
def test_old_encodings_are_told_by_the_words_that_they_give(encoding: str) -> None:
    text = "De gemeente heeft de coördinatie geregeld; één partner – de ‘Vlonder’ – denkt daar anders over. Financiële hulp is er."
    assert decode(text.encode(encoding)) == (text, encoding)
    assert [check.code for check in read_text(text.encode(encoding)).checks] == ["encoding_guessed"]


def test_a_check_mark_of_mac_roman_is_one() -> None:
    text = f"{HEAD}Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ De coördinatie is geregeld.\n{WORDING['1.1.2']}\nX Nog niet.\n"
    sheet, reader, _ = parse_file(text.encode("mac-roman"), None, {})
    assert (reader, [item.mark for item in sheet.statements]) == ("text", ["√", "X"])


@pytest.mark.parametrize("hyphen", ["\ufffe", "\x02"])
def test_a_running_header_glued_to_a_broken_word_is_no_part_of_the_text(hyphen: str) -> None:
    text = (
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ Dat doen alle part{hyphen}Vervolg bevindingen toezichtonderzoek\n"
        f"{HEADER}ners in de stad.\n{WORDING['1.1.2']}\nX Nog niet.\n"
    )
    assert findings(text)["1.1.1"].text == "Dat doen alle partners in de stad."


def columns(*indicators: str, mark: str = "√ ", before: str = "") -> str:
    """A table as a dump prints it that keeps the layout, with a mark before each finding or ``before`` each indicator."""
    lines = [f"{'Criteria':<24}{'Indicatoren':<34}Bevindingen"]
    for id_ in indicators:
        finding = f"{mark}Over {id_} zijn afspraken gemaakt, die alle partijen kennen en die elk jaar worden besproken."
        cells = [
            textwrap.wrap(CRITERION[id_], 20),
            textwrap.wrap(WORDING[id_], 30),
            textwrap.wrap(finding, 44),
        ]
        for index in range(max(map(len, cells))):
            one, two, three = (cell[index] if index < len(cell) else "" for cell in cells)
            sign = "" if index else before
            lines.append(f"{one:<20}{sign:<4}{two:<34}{three}".rstrip())
    return "\n".join(lines) + "\n\n"


def narrow(*indicators: str) -> str:
    """A table without its layout, in narrow lines."""
    rows = (
        "\n".join(textwrap.wrap(WORDING[id_], 14)) + f"\n√\nOver {id_} is alles\nafgesproken.\n"
        for id_ in indicators
    )
    return HEADER + "".join(rows)


def test_a_dump_that_keeps_the_layout_counts_as_read_by_its_columns_doubts_and_all() -> None:
    text = f"{HEAD}Toeleiding\n{columns('1.1.1', mark='')}{columns('1.1.2', '1.2.1', '1.2.2')}"
    sheet, reader, _ = parse_file(text.encode(), None, {})
    assert reader == "text-layout"
    assert [item.mark for item in sheet.statements] == [None, "√", "√", "√"]


@pytest.mark.parametrize(("mark", "before"), [("√: ", ""), ("√. ", ""), ("", "√")])
def test_marks_that_are_linked_to_their_texts_or_stand_before_the_indicators(mark: str, before: str) -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    text = f"{HEAD}Toeleiding\n{columns(*ids, mark=mark, before=before)}"
    sheet, reader, _ = parse_file(text.encode(), None, {})
    assert reader == "text-layout"
    assert [item.mark for item in sheet.statements] == ["√"] * 4
    assert all(str(item.text).startswith("Over") for item in sheet.statements)


def test_a_reading_by_columns_that_lost_rows_does_not_count() -> None:
    flat = [id_ for id_ in WORDING if id_.startswith("3.")]
    text = f"{HEAD}Toeleiding\n{columns('1.1.1', '1.1.2', '1.2.1', '1.2.2')}\fAanpak\n{narrow(*flat)}"
    sheet, reader, _ = parse_file(text.encode(), None, {})
    assert reader == "text"
    found = {match.indicator_id for item in sheet.statements for match in item.indicators}
    assert found == {"1.1.1", "1.1.2", "1.2.1", "1.2.2", *flat}


@pytest.mark.parametrize("number", ["{0} ", "{0}. ", "{0}\n", "a. ", "b) "])
def test_numbers_before_indicators_are_no_part_of_their_wording(number: str) -> None:
    rows = "".join(
        f"{CRITERION[id_]} {number.format(id_)}{WORDING[id_]}\n√ Over {id_} is alles bekend.\n"
        if id_ == "1.2.1"
        else f"{number.format(id_)}{WORDING[id_]}\n√ Over {id_} is alles bekend.\n"
        for id_ in ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    )
    found = findings(f"Toeleiding\n{HEADER}{rows}")
    assert [(id_, item.text) for id_, item in found.items()] == [
        (id_, f"Over {id_} is alles bekend.") for id_ in ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    ]
    assert all(match.score == 1.0 for item in found.values() for match in item.indicators)


@pytest.mark.parametrize(
    "name",
    ["gezinnen met geringe sociale redzaamheid", "gezinnen met een geringe sociale redzaamheid (GGSR)"],
)
@pytest.mark.parametrize("width", [18, 24, 33, 60, 120])
@pytest.mark.parametrize("broken", ["redzaamheid", "redzaam-\nheid", "gerin-\nge sociale redzaamheid"])
def test_the_group_may_be_named_in_full(name: str, width: int, broken: str) -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "3.1.1", "3.1.2", "3.1.3", "4.1.1")
    whole = "geringe sociale redzaamheid" if "sociale" in broken else "redzaamheid"
    rows = ""
    for id_ in ids:
        printed = WORDING[id_].replace("GGSR", name.replace(whole, broken.replace("\n", "\v")))
        lines = (
            "\n".join(textwrap.wrap(printed, width)) if "\v" not in printed else printed.replace("\v", "\n")
        )
        rows += f"{lines}\n√ Over {id_} is\nalles bekend.\n"
    found = findings(f"Toeleiding\n{HEADER}{rows}")
    assert [(id_, item.text) for id_, item in found.items()] == [
        (id_, f"Over {id_} is alles bekend.") for id_ in ids
    ]
    assert all(match.score > 0.95 for item in found.values() for match in item.indicators)


def test_without_marks_and_years_a_text_may_be_that_of_both_years() -> None:
    rows = "".join(
        f"{WORDING[id_]}\n\nEr was geen afspraak.\n\nNu is die er wel.\n\n" for id_ in ("4.1.1", "4.1.2")
    )
    stated = parsed(f"{FOLLOW_UP}Indicator\n{rows}").statements
    assert len(stated) == 2
    for item in stated:
        assert (item.text, item.mark) == ("", None)
        assert "text_uncertain" in codes(item)


@pytest.mark.parametrize("bullet", ["• ", "\uf0b7 ", "▪", "– ", "- ", ": ", "-> "])
def test_a_bullet_between_a_mark_and_its_text_is_no_part_of_the_text(bullet: str) -> None:
    found = findings(
        f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ {bullet}Dat is bekend.\n{WORDING['1.1.2']}\nX Dat niet.\n"
    )
    assert [(item.mark, item.text) for item in found.values()] == [
        ("√", "Dat is bekend."),
        ("X", "Dat niet."),
    ]


def test_lines_that_count_on_from_page_to_page_are_footers() -> None:
    foot = "Zandwijk, stand van zaken / "
    whole = "X Niemand voert\nde regie.\n√ De gemeente doet\ndat nu zelf.\n"
    found = follow_up_cells(
        f"{WORDING['4.1.1']}\n{whole}\n{foot}1\n{WORDING['4.1.2']}\n{whole}{WORDING['4.2.2']}\n{whole}{foot}2\n"
    )
    assert found["4.1.1", 2014][0].text == found["4.2.2", 2014][0].text == "De gemeente doet dat nu zelf."


def test_a_mark_beside_a_cell_without_one_is_withheld_where_the_texts_of_the_columns_are() -> None:
    lines = [f"{'Indicator':<40}{'2013':<44}2014"]
    for id_ in ("3.1.1", "4.1.2", "4.2.2"):
        early = textwrap.wrap(
            "geen afspraken over het plan en die zijn ook niet in de maak of gevraagd, ook", 40
        )
        late = textwrap.wrap("✗ partners en gemeente niet bekend is wie dat doet en waarom dat zo is en", 40)
        label = textwrap.wrap(WORDING[id_], 36)
        for index in range(max(len(label), len(early), len(late))):
            one, two, three = (cell[index] if index < len(cell) else "" for cell in (label, early, late))
            lines.append(f"{one:<40}{two:<44}{three}".rstrip())
    text = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\nUitkomsten verbeterpunten\n\n"
    sheet, reader, _ = parse_file((text + "\n".join(lines) + "\n").encode(), None, {})
    assert reader == "text-layout"
    assert {(item.mark, item.text) for item in sheet.statements} == {(None, "")}


def test_header_rows_whose_cells_are_put_together() -> None:
    text = f"Toeleiding\nCriteriaIndicatorenBevindingen\n{WORDING['1.1.1']}\n√\nDat is zo.\n"
    assert findings(text)["1.1.1"].text == "Dat is zo."


def test_header_rows_of_follow_ups_whose_cells_are_put_together() -> None:
    sheet = parsed(
        "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Thuis Beter\n(2013: Samen Thuis en ZorgPlus)\n\n"
        "Uitkomsten verbeterpunten\n\nSamenwerking\nIndicator2013 Samen Thuis2013 ZorgPlus2014\n"
        f"{WORDING['4.1.1']}\nX De regie is nergens belegd.\nX De regie ontbreekt.\n√ Dat is nu geregeld.\n"
    )
    assert [approach.name for approach in sheet.approaches] == ["Thuis Beter", "Samen Thuis", "ZorgPlus"]
    assert [(item.year, item.approach, item.mark) for item in sheet.statements] == [
        (2013, 1, "X"),
        (2013, 2, "X"),
        (2014, 0, "√"),
    ]


GLUED = (
    f"Toeleiding\n{HEADER}{WORDING['1.1.1']}✓Iedereen gebruikt dezelfde woorden.\n"
    f"{WORDING['1.1.2']}x Dat weet niemand precies.{WORDING['1.2.1']}✓Dat is bekend bij\nGGZ en index.\n"
    f"{WORDING['1.2.2']}✓Zij melden aan bij ThuisPlus.\n"
)


def test_cells_that_are_put_together_begin_at_marks_and_at_the_frameworks_wording() -> None:
    found = findings(GLUED)
    assert {id_: (item.mark, item.text) for id_, item in found.items()} == {
        "1.1.1": ("√", "Iedereen gebruikt dezelfde woorden."),
        "1.1.2": ("X", "Dat weet niemand precies."),
        "1.2.1": ("√", "Dat is bekend bij GGZ en index."),
        "1.2.2": ("√", "Zij melden aan bij ThuisPlus."),
    }


def test_one_mark_between_two_words_parts_no_cells() -> None:
    text = f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ Het plan.De rest volgt.\n{WORDING['1.1.2']}\n√ Dat is zo.\n"
    assert findings(text)["1.1.1"].text == "Het plan.De rest volgt."


def test_bullets_behind_a_text_are_no_part_of_it() -> None:
    text = f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ Dat is zo.\u2022 \n\u2022 \n{WORDING['1.1.2']}\n√ Dat ook.\n"
    assert [item.text for item in findings(text).values()] == ["Dat is zo.", "Dat ook."]


def test_signs_between_brackets_that_are_broken_over_lines_are_no_marks() -> None:
    legend = "of de zorg voldoet (\n√\n) dan wel verbetering vraagt (\nX\n).\n"
    text = f"Toeleiding\n{HEADER}{WORDING['1.1.1']}\n√ Dat is zo.\n{legend}{WORDING['1.1.2']}\n√ Dat ook.\n"
    assert [item.mark for item in findings(text).values()] == ["√", "√"]
