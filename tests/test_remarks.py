"""What opens a remark, and what only looks like it."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.statements import split_remarks

FINDING, REMARK = "Het gezin heeft een vaste begeleider.", "De begeleider wisselt in de vakantie."


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
    ],
)
def test_a_remark_is_cut_off(words: str) -> None:
    text = f"{FINDING} {words} {REMARK}"
    (begin, end), remarks = split_remarks(text)
    assert text[begin:end].rstrip() == FINDING
    assert [text[first:last] for first, last in remarks] == [REMARK]


@pytest.mark.parametrize(
    "text",
    [
        "De coach let op de afspraken met het gezin.",
        "Let op de kinderen, zegt de begeleider.",
        "Zij letten op: geld, wonen en werk.",
        "Het gezin is beLET OP zondag.",
        "LET OP deze manier ook op het netwerk.",
    ],
)
def test_other_words_are_no_remark(text: str) -> None:
    assert split_remarks(text) == ((0, len(text)), [])


def test_each_remark_of_a_statement_is_its_own() -> None:
    text = f"{FINDING} LET OP: {REMARK} Let op: {FINDING}"
    assert [text[first:last] for first, last in split_remarks(text)[1]] == [REMARK, FINDING]
