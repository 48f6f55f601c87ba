"""Markdown with tables, as programs make it of a page and as people write it."""

from __future__ import annotations

import pytest
from ggsr_extract.models.factsheet import Factsheet, Statement
from ggsr_extract.models.framework import framework
from ggsr_extract.pipeline.documents import parse_text

HEAD = "# Uitkomsten toezichtonderzoek Zandwijk\n\n**Aanpak: Samen Thuis**\n\n## **Bevindingen toezichtonderzoek**\n\n"
FOLLOW_UP = "# Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\n## Uitkomsten verbeterpunten\n\n"
ROWS = """### **Toeleiding**

|**Criteria**|**Indicatoren**|**Bevindingen**|
|---|---|---|
|GGSR zijn in beeld|Alle netwerkpartners hante-<br>ren dezelfde omschrijving<br>van GGSR|√<br>Alle partijen noemen dezelf-<br>de kenmerken van een gezin.|
||De gemeente heeft zicht op de<br>populatie GGSR|X<br>Er is niet geteld.<br>_LET OP: Een telling is_<br>_gepland._|
|De aanpak bereikt<br>alle gezinnen<br>waarvoor dit nodig is|De netwerkpartners weten waar<br>gezinnen voor de aanpak<br>kunnen worden aangemeld|√<br>Het loket is bij iedereen bekend.|
||Netwerkpartners en alle relevante partijen melden GGSR aan voor de aanpak|X<br>Huisartsen melden niet.|
"""
TOLD = {
    "1.1.1": ("√", "Alle partijen noemen dezelfde kenmerken van een gezin."),
    "1.1.2": ("X", "Er is niet geteld."),
    "1.2.1": ("√", "Het loket is bij iedereen bekend."),
    "1.2.2": ("X", "Huisartsen melden niet."),
}


def read(text: str) -> Factsheet:
    sheet, reader, _ = parse_text(text.encode(), None, {})
    assert reader == "text-layout"
    return sheet


def by_indicator(sheet: Factsheet, year: int = 2013) -> dict[str, Statement]:
    return {m.indicator_id: item for item in sheet.statements if item.year == year for m in item.indicators}


def told(sheet: Factsheet, year: int = 2013) -> dict[str, tuple[str | None, str]]:
    return {id_: (item.mark, item.text) for id_, item in by_indicator(sheet, year).items()}


def test_cells_are_those_of_the_table_and_remarks_their_own() -> None:
    sheet = read(HEAD + ROWS)
    assert told(sheet) == TOLD
    assert [item.text for item in by_indicator(sheet)["1.1.2"].remarks] == ["Een telling is gepland."]


def test_every_visible_character_of_the_file_is_on_a_line_and_none_is_unclaimed() -> None:
    text = HEAD + ROWS
    sheet = read(text)
    held = bytearray(len(text))
    for item in sheet.lines:
        line = item.fragment.line
        assert text[line.start : line.start + len(line.text)] == line.text
        for at in range(line.start + item.fragment.begin, line.start + item.fragment.end):
            held[at] += 1
    assert all(held[at] == 1 for at, char in enumerate(text) if not char.isspace())
    assert not any(item.role == "unclaimed" for item in sheet.lines)


MARKS_APART = ROWS.replace("√<br>", "√|").replace("X<br>", "X|")


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ("|**Criteria**|**Indicatoren**|**Bevi**|**ndingen**|", "|---|---|---|---|"),  # a word over two cells
        ("| Criteria | Indicatoren | | Bevindingen |", "|:---|:---|:---:|:---|"),
        ("|Criteria|Indicatoren|Bevindingen|Col4|", "|---|---|---|---|"),
        ("|Criteria|Indicatoren|Oordeel|Toelichting|", "|---|---|---|---|"),
    ],
)
def test_marks_in_a_column_of_their_own(header: str, rule: str) -> None:
    table = MARKS_APART.replace("|**Criteria**|**Indicatoren**|**Bevindingen**|", header)
    assert told(read(HEAD + table.replace("|---|---|---|", rule))) == TOLD


def test_rows_without_bars_around_them_and_marks_on_the_line_of_their_text() -> None:
    lines = ROWS.replace("<br>", " ").replace("hante- ren", "hanteren").splitlines()
    bare = [line.strip("|") if line.startswith("|") and not line.startswith("||") else line for line in lines]
    bare = [line[1:-1] if line.startswith("||") else line for line in bare]
    assert told(read(HEAD + "\n".join(bare) + "\n")) == TOLD


def test_the_only_mark_of_a_cell_is_that_of_all_its_text_wherever_it_stands() -> None:
    moved = ROWS.replace(
        "√<br>Alle partijen noemen dezelf-<br>de kenmerken",
        "Alle partijen noemen dezelf-<br>√<br>de kenmerken",
    ).replace("X<br>Huisartsen melden niet.", "Huisartsen melden niet.<br>X")
    assert told(read(HEAD + moved)) == TOLD


def test_a_table_goes_on_behind_the_foot_of_a_page_within_a_row() -> None:
    broken = ROWS.replace(
        "kunnen worden aangemeld|√<br>Het loket is bij iedereen bekend.|\n",
        "kunnen worden aangemeld|√<br>Het loket is bij|\n\nUitkomsten toezichtonderzoek Zandwijk | 3\n\n"
        "|||iedereen bekend.|\n|---|---|---|\n",
    )
    assert told(read(HEAD + broken)) == TOLD


def test_a_theme_that_was_put_into_the_last_row_above_it_is_no_part_of_the_row() -> None:
    merged = ROWS.replace(
        "X<br>Huisartsen melden niet.|", "X<br>Huisartsen melden niet.<br>**centraal**|"
    ).replace("||Netwerkpartners en alle", "|**Gezin**|Netwerkpartners en alle")
    assert told(read(HEAD + merged)) == TOLD


def test_a_follow_up_with_columns_that_marks_split_and_a_header_glued_to_its_first_row() -> None:
    table = """|**Indicator**|**201**|**3**|**201**|**4**|
|---|---|---|---|---|
|De doorzettingsmacht voor de<br>regisseur is geregeld|x|Er is niets geregeld.|✓|De directeur beslist nu.|

|**amenwerking**<br>**Indicator**<br>Er zijn samenwerkingsafspraken<br>gemaakt over de aanpak|**2013**<br>x<br>Er staat niets op papier.|**2014**<br>x|
|---|---|---|
|De gemeente heeft zicht op de<br>populatie GGSR|x<br>Er is niet geteld.||
"""
    sheet = read(FOLLOW_UP + table)
    assert told(sheet)["3.2.2"] == ("X", "Er is niets geregeld.")
    assert told(sheet, 2014)["3.2.2"] == ("√", "De directeur beslist nu.")
    assert told(sheet)["4.2.2"] == ("X", "Er staat niets op papier.")
    assert told(sheet, 2014)["4.2.2"] == ("X", "")
    assert "1.1.2" not in told(sheet, 2014)


def test_several_marks_within_a_sentence_are_those_of_the_block_and_not_of_parts_of_it() -> None:
    block = ROWS.replace(
        "|Alle netwerkpartners hante-<br>ren dezelfde omschrijving<br>van GGSR|√<br>Alle partijen noemen dezelf-<br>de kenmerken van een gezin.|\n"
        "||De gemeente heeft zicht op de<br>populatie GGSR|X<br>Er is niet geteld.<br>_LET OP: Een telling is_<br>_gepland._|\n",
        "|Alle netwerkpartners hanteren dezelfde omschrijving van GGSR<br>De gemeente heeft zicht op de populatie GGSR|"
        "Alle partijen noemen<br>√<br>dezelfde kenmerken en<br>√<br>tellen elk jaar.|\n",
    )
    found = told(read(HEAD + block))
    assert (found["1.1.1"][0], found["1.1.2"][0]) == ("√", "√")
    assert {found["1.1.1"][1], found["1.1.2"][1]} <= {
        "",
        "Alle partijen noemen dezelfde kenmerken en tellen elk jaar.",
    }


def test_conclusions_in_two_columns() -> None:
    tables = """## Conclusie

### Toeleiding

|**Wat gaat goed?**|**Wat kan beter?**|
|---|---|
|Het loket is bij iedereen be-|Huisartsen weten de weg nog niet.|
|kend.||
"""
    sheet = read(f"{HEAD}{ROWS}\n{tables}")
    assert [(item.aspect, item.text) for item in sheet.conclusions] == [
        ("goed", "Het loket is bij iedereen bekend."),
        ("beter", "Huisartsen weten de weg nog niet."),
    ]
    assert {item.aspect_basis for item in sheet.conclusions} == {"layout"}


def test_lines_of_a_page_printed_as_rows_are_put_together() -> None:
    torn = """|Criteria|Indicatoren|Bevindingen|
|---|---|---|
|GGSR zijn in beeld|Alle netwerkpartners|√ Alle partijen noemen|
||hanteren dezelfde|dezelfde kenmerken.|
||omschrijving van GGSR||
||De gemeente heeft|X Er is niet|
||zicht op de|geteld.|
||populatie GGSR||
|De aanpak bereikt|De netwerkpartners weten|√ Het loket is|
|alle gezinnen waarvoor|waar gezinnen voor de aanpak|bij iedereen|
|dit nodig is|kunnen worden aangemeld|bekend.|
"""
    found = told(read(HEAD + torn))
    assert found["1.1.1"] == ("√", "Alle partijen noemen dezelfde kenmerken.")
    assert found["1.1.2"] == ("X", "Er is niet geteld.")
    assert found["1.2.1"] == ("√", "Het loket is bij iedereen bekend.")


def test_marks_between_two_columns_that_may_be_those_of_either_are_withheld() -> None:
    table = """|Indicator|2013||2014|
|---|---|---|---|
|De doorzettingsmacht voor de regisseur is geregeld|Er is niets geregeld.|X|Een directeur beslist nu.|
|Er zijn samenwerkingsafspraken gemaakt over de aanpak|Er staat niets op papier.|X|Een convenant is getekend.|
|De gemeente heeft zicht op de populatie GGSR|Er is niet geteld.|X|Er is geteld.|
"""
    sheet = read(FOLLOW_UP + table)
    assert {mark for year in (2013, 2014) for mark, _ in told(sheet, year).values()} == {None}
    assert told(sheet)["1.1.2"][1] == "Er is niet geteld."


def test_marks_between_two_columns_are_those_of_the_one_that_has_none() -> None:
    table = """|Indicator|2013||2014|
|---|---|---|---|
|De doorzettingsmacht voor de regisseur is geregeld|X Er is niets geregeld.|√|Een directeur beslist nu.|
|Er zijn samenwerkingsafspraken gemaakt over de aanpak|X Er staat niets op papier.|√|Een convenant is getekend.|
|De gemeente heeft zicht op de populatie GGSR|X Er is niet geteld.|||
"""
    sheet = read(FOLLOW_UP + table)
    assert {mark for mark, _ in told(sheet).values()} == {"X"}
    assert told(sheet, 2014)["4.2.2"] == ("√", "Een convenant is getekend.")


def test_signs_that_stand_for_marks_and_cannot_be_told_are_no_text() -> None:
    sheet = read(HEAD + ROWS.replace("√<br>", "I<br>").replace("X<br>", "I<br>"))
    assert told(sheet) == {id_: (None, text) for id_, (_, text) in TOLD.items()}
    assert all("mark_unknown" in [check.code for check in item.checks] for item in sheet.statements)


def test_a_text_without_its_end_is_withheld_where_the_others_have_one() -> None:
    cut = ROWS.replace("kenmerken van een gezin.", "kenmerken van een").replace(
        "Er is niet geteld.<br>_LET OP: Een telling is_<br>_gepland._", "Er is niet geteld."
    )
    more = (
        cut + "|Coördinatie|De gemeente voert regie op de aanpak voor GGSR|√<br>De wethouder voert regie.|\n"
    )
    found = read(HEAD + more)
    assert told(found)["1.1.1"] == ("√", "")
    assert [check.code for check in by_indicator(found)["1.1.1"].checks] == ["text_uncertain"]


def test_bars_of_a_follow_up_without_a_rule_below_its_header_row() -> None:
    """A mark and a text for each column are told apart; with fewer cells, only the marks tell columns."""
    text = (
        FOLLOW_UP.replace("Aanpak: Samen Thuis", "Aanpak: Samen Thuis\n(2013: Dichtbij en Op Koers)")
        + "Indicator|2013 Dichtbij|2013 Op Koers|2014\n"
        + "De doorzettingsmacht voor de regisseur is geregeld|X|Er is niets vastgelegd.|X|√|De directeur beslist.\n"
        + "Er zijn samenwerkingsafspraken gemaakt over de aanpak|X|Niets op papier.|√|Een convenant.|X|Nog steeds niet.\n"
    )
    sheet, reader, _ = parse_text(text.encode(), None, {})
    assert reader == "text"
    found = {
        (m.indicator_id, item.year, item.mark, item.text)
        for item in sheet.statements
        for m in item.indicators
    }
    assert [item.mark for item in sheet.statements[:3]] == ["X", "X", "√"]
    assert {text for id_, _, _, text in found if id_ == "3.2.2"} == {""}
    assert ("4.2.2", 2014, "X", "Nog steeds niet.") in found


def test_marks_printed_as_plus_and_minus_throughout() -> None:
    rows = "".join(
        f"|{item.indicator}|{'+' if item.indicator_id[-1] == '1' else '-'} Dat staat in de stukken.|\n"
        for item in framework().indicators
    )
    sheet = read(f"{HEAD}|Indicatoren|Bevindingen|\n|---|---|\n{rows}")
    assert told(sheet) == {
        item.indicator_id: ("√" if item.indicator_id[-1] == "1" else "X", "Dat staat in de stukken.")
        for item in framework().indicators
    }
    assert "mark_signs" in [check.code for check in sheet.checks]
