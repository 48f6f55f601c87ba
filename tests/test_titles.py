"""Titles that large print sets on several lines."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.entries import flat_entries
from ggsr_extract.extractors.factsheet.titles import title_end
from ggsr_extract.extractors.readers.text import split_lines


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
