"""What opens a remark, and what only looks like it."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.statements.remarks import split_remarks
from ggsr_extract.models.factsheet import Statement

from tests.factsheet.texts import HEAD, block, found, parsed

FINDING, REMARK = "Het gezin heeft een vaste begeleider.", "De begeleider wisselt in de vakantie."


def only(content: str) -> Statement:
    """The statement of a factsheet's first row with this content."""
    return found(block("1.1.1") + content + block("1.1.2") + "X Dat zicht is er niet.\n", "1.1.1")[0]


@pytest.mark.parametrize(
    "words",
    [
        "LET OP:",
        "Let op:",
        "let op :",
        "LET  OP!",
        "Let Op;",
        "LETOP:",
        "Letop:",
        "LET OP –",
        "LET OP",
        "LET OP.",
        "L E T  O P:",
        "Let op",
    ],
)
def test_a_remark_is_cut_off(words: str) -> None:
    text = f"{FINDING} {words} {REMARK}"
    ((begin, end),), remarks = split_remarks(text)
    assert text[begin:end].rstrip() == FINDING
    assert [text[first:last] for first, last in remarks] == [REMARK]


@pytest.mark.parametrize(
    "text",
    [
        "De coach let op de afspraken met het gezin.",
        "Let op de kinderen, zegt de begeleider.",
        "Volgens de coach: Let op Kerstmis, dan is het stil.",
        "Zij letten op: geld, wonen en werk.",
        "Het gezin is beLET OP zondag.",
        "LET OP deze manier ook op het netwerk.",
    ],
)
def test_other_words_are_no_remark(text: str) -> None:
    assert split_remarks(text) == ([(0, len(text))], [])


def test_each_remark_of_a_statement_is_its_own() -> None:
    text = f"{FINDING} LET OP: {REMARK} Let op: {FINDING}"
    assert [text[first:last] for first, last in split_remarks(text)[1]] == [REMARK, FINDING]


@pytest.mark.parametrize(
    ("behind", "left"),
    [
        ("", FINDING),
        (f" {FINDING}", f"{FINDING} {FINDING}"),
        (".", FINDING),
    ],
)
@pytest.mark.parametrize("brackets", ["()", "[]"])
def test_a_remark_in_brackets_ends_with_them(brackets: str, behind: str, left: str) -> None:
    text = f"{FINDING} {brackets[0]}Let op: De begeleider (een vrijwilliger) wisselt.{brackets[1]}{behind}"
    item = only(f"√ {text}\n")
    assert (item.text, [remark.text for remark in item.remarks]) == (
        left,
        ["De begeleider (een vrijwilliger) wisselt."],
    )


def test_a_bracket_that_nothing_closes_belongs_to_the_words_that_open_the_remark() -> None:
    item = only(f"√ {FINDING} (Let op: {REMARK}\n")
    assert (item.text, [remark.text for remark in item.remarks]) == (FINDING, [REMARK])


@pytest.mark.parametrize("words", ["N.B.:", "NB", "Opmerking:"])
def test_other_ways_to_point_something_out_stay_in_the_text(words: str) -> None:
    item = only(f"√ {FINDING} {words} {REMARK}\n")
    assert (item.text, item.remarks) == (f"{FINDING} {words} {REMARK}", ())


def test_the_lines_of_each_remark_are_its_own_also_where_a_line_ends_within_let_op() -> None:
    sheet = parsed(
        f"{HEAD}{block('1.1.1')}√ {FINDING} LET\nOP: {REMARK} Let op:\n{FINDING}\n{block('1.1.2')}X Dat zicht is er niet.\n"
    )
    assert [remark.text for remark in sheet.statements[0].remarks] == [REMARK, FINDING]
    owned = [
        (item.role, item.owner, item.fragment.text.strip())
        for item in sheet.lines
        if item.role in ("finding", "remark")
    ]
    assert owned == [
        ("finding", ("finding", 0), FINDING),
        ("remark", ("finding", 0, 0), "LET"),
        ("remark", ("finding", 0, 0), f"OP: {REMARK}"),
        ("remark", ("finding", 0, 1), "Let op:"),
        ("remark", ("finding", 0, 1), FINDING),
        ("finding", ("finding", 1), "Dat zicht is er niet."),
    ]


def test_what_follows_a_remark_in_brackets_is_no_remark() -> None:
    sheet = parsed(
        f"{HEAD}{block('1.1.1')}√ {FINDING}\n(Let op: {REMARK})\nEr is nog meer.\n{block('1.1.2')}X Dat zicht is er niet.\n"
    )
    assert [item.fragment.text for item in sheet.lines if item.role == "remark"] == [f"(Let op: {REMARK})"]
