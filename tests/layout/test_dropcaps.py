"""Layout of paragraphs that begin with a drop capital."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import TextBlock, Word

from tests.layout.words import line, page


def printed(words: list[Word]) -> list[str]:
    blocks = layout([page(1, words)]).blocks
    return [text.text for block in blocks if isinstance(block, TextBlock) for text in block.lines]


def capital(text: str) -> Word:
    return Word(text, 60, 98, 76, 120, 22.0, "Arial")


def test_a_drop_capital_stands_before_the_rest_of_its_word() -> None:
    words = [capital("D"), *line(78, 100, "e gemeente weet"), *line(78, 111, "hoeveel gezinnen er zijn")]
    words += line(60, 122, "en waar zij wonen.")
    assert printed(words) == ["De gemeente weet", "hoeveel gezinnen er zijn", "en waar zij wonen."]


def test_a_large_letter_before_another_sentence_is_none() -> None:
    words = [capital("A"), *line(78, 100, "Toeleiding van gezinnen"), *line(60, 130, "Dit is geregeld.")]
    assert "A" in [word for text in printed(words) for word in text.split()]
