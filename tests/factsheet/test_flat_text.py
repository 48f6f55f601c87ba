"""Flat text in the ways that tools dump it: the sentences are our own, the forms are those of real dumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.quality.evaluate import evaluate

from tests.conftest import invoke
from tests.factsheet.texts import HEAD, WORDING, block, codes, found, kinds, parsed
from tests.generator.__main__ import write_flat


@pytest.mark.parametrize("broken", ["en is\ningevuld\ndoor:", "en is in-\ngevuld door:"])
def test_the_list_of_respondents_begins_where_its_phrase_is_broken_over_lines(broken: str) -> None:
    head = HEAD.replace("en is ingevuld door:", broken)
    sheet = parsed(head + "De gemeente heeft zicht op de populatie GGSR\n\n√ Dat is zo.\n")
    assert sheet.approaches[0].respondents == ("Stichting De Vlonder",)


def test_a_theme_in_small_capitals_is_its_heading() -> None:
    body = (
        HEAD.replace("\nToeleiding\n", "\ntoeleiDing\n")
        + "De gemeente heeft zicht op de populatie GGSR\n\n√ Dat is zo.\n"
    )
    (item,) = parsed(body).statements
    assert (item.mark, item.text) == ("√", "Dat is zo.")


def test_metadata_of_the_head() -> None:
    sheet = parsed(
        HEAD
        + block("1.1.1")
        + "√ Allen noemen dezelfde groep.\n"
        + block("1.1.2")
        + "X Dat zicht is er niet.\n"
    )
    (approach,) = sheet.approaches
    assert (sheet.kind, sheet.municipality, approach.name) == ("toezichtonderzoek", "Zandwijk", "Samen Thuis")
    assert (approach.respondents, approach.families) == (("Stichting De Vlonder",), 31)
    assert not [line for line in sheet.lines if line.role == "unclaimed"]


def test_own_marks_in_order_of_their_paragraphs() -> None:
    text = block("3.1.1", "3.1.2") + "√\nX\nEr ligt een nota.\n\nEen visie ontbreekt nog.\n"
    assert kinds(found(text, "3.1.1", "3.1.2")) == [
        ("√", "Er ligt een nota.", "own"),
        ("X", "Een visie ontbreekt nog.", "own"),
    ]


def test_one_mark_for_a_block_is_shared() -> None:
    (item,) = found(
        block("3.1.1", "3.1.2") + "X Beleid en visie ontbreken.\n" + block("3.1.3") + "√ Doelen zijn er.\n",
        "3.1.1",
    )
    assert [match.indicator_id for match in item.indicators] == ["3.1.1", "3.1.2"]
    assert (item.mark, item.assignment) == ("X", "shared")


def test_fewer_marks_than_indicators_are_inferred_and_say_so() -> None:
    text = (
        block("3.1.1", "3.1.2", "3.1.3")
        + "X\nX\nBeleid en visie ontbreken.\n\nOver de doelen is men het oneens.\n"
    )
    items = found(text, "3.1.1", "3.1.3")
    assert [[match.indicator_id for match in item.indicators] for item in items] == [
        ["3.1.1", "3.1.2"],
        ["3.1.3"],
    ]
    assert all("mark_inferred" in codes(item) for item in items)


def test_more_marks_than_indicators_give_null_not_a_guess() -> None:
    (item,) = found(
        block("1.1.1") + "√ Dit gaat goed.\nX Dit gaat niet goed.\n" + block("1.1.2") + "√ Ja.\n", "1.1.1"
    )
    assert item.mark is None
    assert "mark_conflict" in codes(item)


def test_an_indicator_without_a_mark_is_null_with_a_check() -> None:
    (item,) = found(block("1.1.1") + "Allen noemen dezelfde groep.\n" + block("1.1.2") + "√ Ja.\n", "1.1.1")
    assert (item.mark, item.text, codes(item)) == (None, "Allen noemen dezelfde groep.", ["mark_missing"])


def test_a_glyph_that_cannot_be_told_is_named() -> None:
    (item,) = found(
        block("1.1.1") + "\uf09c Allen noemen dezelfde groep.\n" + block("1.1.2") + "√ Ja.\n", "1.1.1"
    )
    assert item.mark is None
    (check,) = item.checks
    assert (check.code, check.value) == ("mark_unknown", "U+F09C")


@pytest.mark.parametrize(
    ("glyph", "mark"),
    [
        ("√", "√"),
        ("✓", "√"),
        ("\uf0fc", "√"),
        ("\uf0d6", "√"),
        ("x", "X"),
        ("×", "X"),
        ("✗", "X"),
        ("\uf0fb", "X"),
    ],
)
def test_glyphs(glyph: str, mark: str) -> None:
    (item,) = found(
        block("1.1.1") + f"{glyph} Allen noemen dezelfde groep.\n" + block("1.1.2") + "√ Ja.\n", "1.1.1"
    )
    assert (item.mark, item.text) == (mark, "Allen noemen dezelfde groep.")


@pytest.mark.parametrize("words", ["LET OP:", "Let op:", "let op :"])
def test_remarks_leave_the_text(words: str) -> None:
    (item,) = found(
        block("1.1.1")
        + f"√ Allen noemen dezelfde groep.\n{words} Eén partner twijfelt.\n"
        + block("1.1.2")
        + "√ Ja.\n",
        "1.1.1",
    )
    assert (item.text, [remark.text for remark in item.remarks]) == (
        "Allen noemen dezelfde groep.",
        ["Eén partner twijfelt."],
    )


def test_wording_that_is_interleaved_misspelt_and_broken() -> None:
    text = (
        "Samenhangend Uitgangspunt bij de aanpak\nis dat de netwerkpartners\nwerken met en gezamenlijk\nplan per ge-\nzin\n√ Er is één plan.\n"
        "Uitgangspunt is dat het gezin niet wordt\nlosgelaten\nX Na een jaar stopt de hulp.\n"
    )
    assert kinds(found(text, "3.3.1", "3.4.2")) == [
        ("√", "Er is één plan.", "own"),
        ("X", "Na een jaar stopt de hulp.", "own"),
    ]


def test_a_finding_that_repeats_the_wording_is_text() -> None:
    text = (
        block("2.1.1")
        + "√ "
        + WORDING["2.1.1"]
        + ".\n"
        + block("2.1.2")
        + "X Het netwerk blijft buiten beeld.\n"
    )
    assert [item.text for item in found(text, "2.1.1", "2.1.2")] == [
        WORDING["2.1.1"] + ".",
        "Het netwerk blijft buiten beeld.",
    ]


def test_a_page_break_in_the_middle_of_a_finding_leaves_no_trace() -> None:
    text = (
        block("1.1.1") + "√ Allen noemen dezelfde\n"
        "Uitkomsten toezichtonderzoek Zandwijk - Samenwerkend Toezicht Jeugd    Oktober 2013 | 4\nVervolg bevindingen toezichtonderzoek\n"
        "Aanpak: Samen Thuis\nToeleiding\nCriteria Indicatoren Bevindingen\ngroep gezinnen.\n"
        + block("1.1.2")
        + "√ Ja.\n"
    )
    (item,) = found(text, "1.1.1")
    assert item.text == "Allen noemen dezelfde groep gezinnen."
    assert str(parsed(HEAD + text).published) == "2013-10-01"


def test_columns_that_a_dump_printed_one_after_the_other_give_null() -> None:
    text = block("1.1.1", "1.1.2", "1.2.1") + "√\nX\nAllen noemen dezelfde groep.\nZicht is er niet.\n"
    stated = found(text, "1.1.1", "1.1.2", "1.2.1")
    assert len(stated) == 3
    for item in stated:
        assert item.mark is None
        assert not item.text


FOLLOW_UP = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Wijkteams\n(2013: Samen Thuis en Gezin Eerst)\n\nUitkomsten verbeterpunten\n\nToeleiding\n\nIndicator 2013 Samen Thuis 2013 Gezin Eerst 2014\n\n"


def test_a_follow_up_with_three_columns() -> None:
    text = (
        FOLLOW_UP
        + block("1.1.1")
        + "X Er is geen omschrijving.\nX Ook hier niet.\n√ Nu wel.\n"
        + block("1.2.1")
        + "X Er is geen meldpunt.\n√ Er is een meldpunt.\n"
    )
    sheet = parsed(text)
    assert sheet.kind == "verbeterpunten"
    assert [item.name for item in sheet.approaches] == ["Wijkteams", "Samen Thuis", "Gezin Eerst"]
    assert sheet.approaches[0].predecessors == ("Samen Thuis", "Gezin Eerst")
    rows = [
        (item.indicators[0].indicator_id, item.year, item.approach, item.mark) for item in sheet.statements
    ]
    assert rows == [
        ("1.1.1", 2013, 1, "X"),
        ("1.1.1", 2013, 2, "X"),
        ("1.1.1", 2014, 0, "√"),
        ("1.2.1", 2013, None, "X"),
        ("1.2.1", 2014, 0, "√"),
    ]
    assert "column_unknown" in codes(sheet.statements[3])


def test_tabs_tell_the_columns() -> None:
    text = (
        FOLLOW_UP.replace(" 2013 ", "\t2013 ").replace(" 2014", "\t2014")
        + f"{WORDING['1.1.1']}\t\tX Geen omschrijving.\t\n{WORDING['1.2.1']}\tX Geen meldpunt.\t\t√ Wel.\n"
    )
    rows = [
        (item.indicators[0].indicator_id, item.year, item.approach, item.mark)
        for item in parsed(text).statements
    ]
    assert rows == [("1.1.1", 2013, 2, "X"), ("1.2.1", 2013, 1, "X"), ("1.2.1", 2014, 0, "√")]


@pytest.mark.parametrize(
    "row",
    [
        "\tX\tGeen omschrijving.\t√\tNu wel.",
        "\tGeen omschrijving.\tX\tNu wel.\t√",
        "\tX Geen omschrijving.\t√ Nu wel.",
    ],
)
def test_marks_may_have_cells_of_their_own(row: str) -> None:
    header = "Indicator\t2013\t2014\n"
    text = f"Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nToeleiding\t\t\n{header}{WORDING['1.1.1']}{row}\n{WORDING['1.2.1']}\tX\tGeen meldpunt.\t\t\n"
    found = [
        (item.indicators[0].indicator_id, item.year, item.mark, item.text) for item in parsed(text).statements
    ]
    assert found == [
        ("1.1.1", 2013, "X", "Geen omschrijving."),
        ("1.1.1", 2014, "√", "Nu wel."),
        ("1.2.1", 2013, "X", "Geen meldpunt."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Boodschappen: melk, brood en kaas.\n" * 20,
        "Aanpak van de zaak\n" + "Lorem ipsum dolor sit amet.\n" * 30,
    ],
)
def test_a_text_that_is_no_factsheet_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        parsed(text)
    assert caught.value.code == "not_a_factsheet"


def test_a_factsheet_that_ends_early_says_so() -> None:
    sheet = parsed(HEAD + block("1.1.1") + "√ Ja.\n" + block("1.1.2") + "X Nog n")
    assert {"truncated", "row_missing"} <= {check.code for check in sheet.checks}
    assert len(sheet.statements) == 2


def test_a_factsheet_whose_dump_lost_all_marks_says_so() -> None:
    sheet = parsed(
        HEAD + block("1.1.1") + "Allen noemen dezelfde groep.\n" + block("1.1.2") + "Dat zicht is er niet.\n"
    )
    assert "marks_lost" in {check.code for check in sheet.checks}
    assert [item.mark for item in sheet.statements] == [None, None]


def test_every_variant_of_generated_dumps(tmp_path: Path) -> None:
    """Labels of the generator: floors over all variants together, so that a rule that helps one and hurts another shows."""
    write_flat(tmp_path / "flat", 20131)
    assert invoke(
        "run", *sorted((tmp_path / "flat").glob("*.txt")), "--out", tmp_path / "parsed", "--quiet"
    ).exit_code in (0, 1)
    overall = evaluate(tmp_path / "parsed", [tmp_path / "flat"]).overall.as_dict()
    assert overall["mark"] >= 0.995
    assert overall["text"] >= 0.99
    assert overall["own"] >= 0.995
    assert overall["appr"] == 1.0
    assert overall["missing"] + overall["extra"] <= 0.004 * overall["rows"]


def test_a_block_with_a_paragraph_per_indicator_may_lack_a_mark() -> None:
    # the mark may cover both, or be the first one's alone
    text = block("3.1.1", "3.1.2") + "\nX Er is geen beleid.\n\nEen visie is er wel.\n"
    first, second = found(text, "3.1.1", "3.1.2")
    assert (first.mark, second.mark) == ("X", None)
    assert (first.text, second.text) == ("", "")
    assert "text_uncertain" in codes(first)


def test_a_second_paragraph_without_an_indicators_words_belongs_to_the_blocks_statement() -> None:
    text = block("3.1.1", "3.1.2") + "\nX Er is geen beleid.\n\nOok elders ontbreekt dat.\n"
    assert kinds(found(text, "3.1.1")) == [("X", "Er is geen beleid. Ook elders ontbreekt dat.", "shared")]


def test_as_many_sentences_as_marks_are_told_apart_without_gaps() -> None:
    listed = block("3.1.1", "3.1.2", "3.1.3") + "X\n√\n√\n"
    texts = (
        "Er komt een nota.",
        "De partners denken hetzelfde.",
        "Een derde van de groep moet vooruit gaan.",
    )
    assert kinds(found(listed + "\n".join(texts) + "\n", "3.1.1", "3.1.2", "3.1.3")) == [
        (mark, text, "own") for mark, text in zip("X√√", texts, strict=True)
    ]


def test_a_page_with_a_blank_line_behind_each_line_has_no_more_paragraphs_than_others() -> None:
    plain = (
        block("4.2.1")
        + "√ Allen doen mee.\n\nEr zijn\nsamenwerkingsafspraken\ngemaakt\n\n√ Ze liggen\nvast.\n\n"
    )
    more = block("4.2.3") + "X Dit verschilt\nper organisatie\n" + "en per persoon\n" * 9 + "en per dag.\n\n"
    rest = block("5.1.1") + "√ Er is\n" + "geen einde aan en\n" * 20 + "dat is zo.\n"
    spaced = "\n\n".join(line for line in (plain + more).split("\n") if line)
    wanted = kinds(found(plain + more + rest, "4.2.1", "4.2.2", "4.2.3"))
    assert [mark for mark, *_ in wanted] == ["√", "√", "X"]
    assert kinds(found(f"{spaced}\n\n{rest}", "4.2.1", "4.2.2", "4.2.3")) == wanted


def test_differing_marks_whose_texts_are_not_told_apart_are_dealt_to_no_indicator_between_them() -> None:
    block_of_four = ("3.1.4", "3.1.5", "3.1.6", "3.1.7")
    texts = "Er is een logboek, waarin de voorzitter schrijft.\nHet boek is dicht gebleven en niemand van de partijen wist ervan.\n"
    result = [
        (match.indicator_id, item.mark, item.text)
        for item in found(block(*block_of_four) + f"√\nX\n{texts}", *block_of_four)
        for match in item.indicators
    ]
    assert result == [("3.1.4", "√", ""), ("3.1.5", None, ""), ("3.1.6", None, ""), ("3.1.7", "X", "")]
