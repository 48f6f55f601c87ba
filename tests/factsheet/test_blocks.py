"""Blocks of more indicators than STJ prints together: what their wording tells of their marks."""

from __future__ import annotations

from ggsr_extract.extractors.factsheet.rows.segments import told_apart

from tests.factsheet.texts import block, codes, found

HINTS = [
    "De gemeente heeft beleid voor de groep GGSR",
    "De gemeente zorgt voor een gezamenlijke visie op de aanpak voor GGSR",
    "De resultaten van de aanpak worden bijgehouden",
    "De netwerkpartners evalueren de resultaten van de aanpak",
    "Op basis van de evaluatie wordt het beleid gecontinueerd dan wel bijgesteld",
]


def test_texts_that_take_up_the_words_of_their_indicators_are_told_apart() -> None:
    texts = ["Er is beleid voor deze groep en een gezamenlijke visie.", "De resultaten worden bijgehouden."]
    assert told_apart(HINTS, [*texts, "Op basis van de evaluatie is het beleid bijgesteld."])[::4] == [
        (0,),
        (2,),
    ]


def test_texts_without_any_of_their_words_are_not() -> None:
    assert told_apart(HINTS, ["Dat is zo.", "Dat gebeurt niet."]) == [(0, 1)] * 5


def test_a_mark_without_a_text_below_a_paragraph_for_each_indicator() -> None:
    text = block("3.1.1", "3.1.2", "3.1.3") + "√ Er is beleid.\n\nEr is een visie.\n\nEr zijn doelen.\n\nX\n"
    items = found(text, "3.1.1", "3.1.2", "3.1.3")
    assert [item.mark for item in items] == [None] * 3
    assert all("text_uncertain" in codes(item) for item in items)
