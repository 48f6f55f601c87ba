"""Paragraphs in a cell of conclusions without white space between them."""

from __future__ import annotations

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.statements.conclusions import table_conclusions
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.models.provenance import Box
from ggsr_extract.models.source import Cell, Line, TableBlock, TableRow


def cell(*texts: str) -> Cell:
    lines = []
    for number, text in enumerate(texts):
        box = Box(1, 0.0, 12.0 * number, 5.0 * len(text), 12.0 * number + 9)
        lines.append(Line(number + 1, 1, text, 100 * number, box))
    return Cell(tuple(lines), (0,) if lines else ())


def conclusions(*texts: str) -> list[str]:
    header = (cell("Wat gaat goed?"), cell("Wat kan beter?"))
    table = TableBlock(header, (TableRow((cell(*texts), cell())),))
    return [item.text for item in table_conclusions(table, "2", 0, Vocabulary(), Ledger(), 0)]


def test_a_sentence_that_ends_before_room_for_the_next_word_ends_a_paragraph() -> None:
    texts = ("De partijen weten elkaar goed te vinden en", "delen kennis.", "Nazorg is er ook.")
    assert conclusions(*texts) == [
        "De partijen weten elkaar goed te vinden en delen kennis.",
        "Nazorg is er ook.",
    ]


def test_a_sentence_that_ends_at_the_columns_edge_ends_no_paragraph() -> None:
    texts = ("De partijen weten elkaar goed te vinden.", "Samenwerkingsafspraken zijn er ook al jaren.")
    assert conclusions(*texts) == [" ".join(texts)]
