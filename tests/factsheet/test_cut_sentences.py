"""Texts of a page's neighbouring rows that meet within a sentence were not parted there: both are withheld."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.factsheet.dumps.withheld import without_cut_sentences, without_remains
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import IndicatorMatch, Remark, Statement
from ggsr_extract.models.provenance import Anchor


def stated(id_: str, text: str, *remarks: str, year: int = 2013) -> Statement:
    notes = tuple(Remark(remark, Anchor()) for remark in remarks)
    return Statement((IndicatorMatch(id_, "", 1.0),), 0, year, "√", text, notes, "own", Anchor(), 1, ())


def test_a_sentence_cut_in_two_is_withheld_from_both() -> None:
    rows = [stated("1.1.1", "De gemeente kent de gezinnen die"), stated("1.1.2", "zij helpt.")]
    kept = without_cut_sentences([*rows, stated("1.2.1", "Het nummer is bekend.")])
    assert [(item.text, item.mark) for item in kept] == [
        ("", None),
        ("", None),
        ("Het nummer is bekend.", "√"),
    ]
    assert [check.code for check in kept[0].checks] == ["text_uncertain", "mark_uncertain"]


def test_the_only_sort_of_mark_of_a_block_is_not_withheld() -> None:
    rows = [stated("1.1.1", "De gemeente kent de gezinnen die"), stated("1.1.2", "zij helpt.")]
    kept = without_cut_sentences([replace(item, assignment="inferred") for item in rows])
    assert [(item.text, item.mark) for item in kept] == [("", "√"), ("", "√")]


def test_a_remark_is_the_end_of_its_text() -> None:
    rows = [stated("1.1.1", "Dit is bekend", "Niet bij allen."), stated("1.1.2", "overal bekend.")]
    assert without_cut_sentences(rows) == rows


def test_texts_of_two_years_do_not_meet() -> None:
    rows = [stated("1.1.1", "Er is een lijst van"), stated("1.1.1", "alle gezinnen.", year=2014)]
    assert without_cut_sentences(rows) == rows


def test_what_is_left_of_a_table_that_was_torn_in_most_places_is_withheld() -> None:
    doubt = Check("text_uncertain", "torn", "finding")
    whole = stated("1.1.1", "Alle partijen doen mee.")
    torn = replace(whole, mark=None, text="", checks=(doubt,))
    assert [item.mark for item in without_remains([whole, torn])] == [whole.mark, None]
    withheld = without_remains([whole, torn, torn, torn])
    assert not any(item.mark or item.text for item in withheld)
    assert [check.code for check in withheld[0].checks] == ["text_uncertain", "mark_uncertain"]
