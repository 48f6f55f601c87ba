"""Titles that large print sets on several lines."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.sections.entries import Entry, flat_entries
from ggsr_extract.extractors.factsheet.sections.titles import inside_sentence, title_end
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.source import Box, Line


@pytest.mark.parametrize(
    ("printed", "end"),
    [
        ("Uitkomsten toezichtonderzoek Zandmeer\nMei 2015", 1),
        ("Uitkomsten verbeterpunten\ntoezichtonderzoek Zandmeer\nMei 2015", 2),
        ("Uitkomsten\nverbeterpunten\ntoezichtonderzoek Zandmeer", 3),
        ("Uitkomsten verbeterpunten\n\ntoezichtonderzoek Zandmeer\n\nMei 2015", 2),
        ("Uitkomsten verbeterpunten\nToeleiding", 0),
        ("Uitkomsten verbeterpunten\n\nToeleiding", 0),
        ("Uitkomsten van het overleg\nzijn besproken", 0),
    ],
)
def test_a_title_ends_with_its_last_line(printed: str, end: int) -> None:
    assert title_end(flat_entries(split_lines(printed)), 0) == end


@pytest.mark.parametrize(("size", "inside"), [(8.0, True), (14.0, False)])
def test_a_title_is_cited_where_it_is_printed_as_small_as_the_sentence(size: float, inside: bool) -> None:
    lines = [
        Line(1, 1, "de punten uit de factsheet", 0, Box(1, 40.0, 40.0, 150.0, 48.0), size=8.0),
        Line(2, 1, "Uitkomsten toezichtonderzoek", 27, Box(1, 40.0, 52.0, 150.0, 52.0 + size), size=size),
        Line(3, 1, "Zandmeer zijn opgepakt.", 56, Box(1, 40.0, 70.0, 150.0, 78.0), size=8.0),
    ]
    entries = [Entry(line, line.text, line.text.casefold(), False) for line in lines]
    assert inside_sentence(entries, 1) is inside
