"""Dumps that print as many spaces before a word as letters of that word's own width fit in the gap before it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from ggsr_extract.models.factsheet import Statement
from ggsr_extract.pipeline.documents import parse_text as parse_file
from reportlab.pdfbase.pdfmetrics import stringWidth

Cells = Sequence[tuple[float, str]]

HEAD: list[Cells] = [
    [(0, "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk")],
    [],
    [(0, "Aanpak: Samen Thuis")],
    [],
    [(0, "Uitkomsten verbeterpunten")],
    [],
    [(0, "Toeleiding")],
    [],
]
TABLE: list[Cells] = [
    [(2, "Indicator"), (130, "2013"), (279, "2014")],
    [],
    [
        (2, "Alle netwerkpartners hante-"),
        (130, "X"),
        (145, "Willekeurige wilde wijzen om"),
        (279, "√"),
        (295, "Het is altijd in beeld"),
    ],
    [(2, "ren dezelfde omschrijving"), (145, "mama's mee te nemen waar"), (295, "wie waar woont, met")],
    [(2, "van GGSR"), (145, "filiaal bij filiaal verschillend ziet."), (295, "namen en nummers.")],
    [],
    [
        (2, "De gemeente heeft zicht op"),
        (130, "X"),
        (145, "Het is de wijkwerkers moeilijk"),
        (279, "X"),
        (295, "Wij wachten; in juli"),
    ],
    [(2, "de populatie GGSR"), (145, "te tellen."), (295, "wordt er geteld.")],
    [],
    [
        (2, "De netwerkpartners weten"),
        (130, "√"),
        (145, "Wie wil, wendt zich tot een"),
        (279, "√"),
        (295, "Er is een loket, dat"),
    ],
    [(2, "waar de gezinnen voor de"), (145, "van de wijkteams; of tot Jip,"), (295, "mag, in wijk en stad,")],
    [(2, "aanpak kunnen worden aan-"), (145, "blijkt, die immers meebeslist,"), (295, "twee dagen open is.")],
    [(2, "gemeld")],
    [],
]
TOLD = {
    ("1.1.1", 2013): ("X", "Willekeurige wilde wijzen om mama's mee te nemen waar filiaal bij filiaal verschillend ziet."),
    ("1.1.1", 2014): ("√", "Het is altijd in beeld wie waar woont, met namen en nummers."),
    ("1.1.2", 2013): ("X", "Het is de wijkwerkers moeilijk te tellen."),
    ("1.1.2", 2014): ("X", "Wij wachten; in juli wordt er geteld."),
    ("1.2.1", 2013): ("√", "Wie wil, wendt zich tot een van de wijkteams; of tot Jip, blijkt, die immers meebeslist,"),
    ("1.2.1", 2014): ("√", "Er is een loket, dat mag, in wijk en stad, twee dagen open is."),
}  # fmt: skip


def measured(cells: Cells, font: str) -> str:
    """A line whose cells begin at distances (points) from the left edge, in type of 10 points."""
    text = ""
    end = 0.0
    for left, words in cells:
        x = left
        for word in words.split():
            width = stringWidth(word, font, 10)
            spaces = round((x - end) / width * len(word))
            text += " " * (max(spaces, 1) if text else spaces) + word
            end = x + width
            x = end + stringWidth(" ", font, 10)
    return text


def told(lines: Sequence[str]) -> dict[tuple[str, int], tuple[str | None, str]]:
    sheet, reader, _ = parse_file("\n".join(lines).encode(), None, {})
    assert reader == "text-layout"
    found: dict[tuple[str, int], Statement] = {
        (match.indicator_id, item.year): item for item in sheet.statements for match in item.indicators
    }
    return {key: (item.mark, item.text) for key, item in found.items()}


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman"])
def test_cells_begin_where_the_widths_of_letters_say(font: str) -> None:
    assert told([measured(line, font) for line in [*HEAD, *TABLE]]) == TOLD


def test_printed_lines_that_overlap_stand_on_one_line_of_the_dump() -> None:
    lines = [measured(line, "Helvetica") for line in [*HEAD, *TABLE]]
    at = len(HEAD) + 6
    first = measured(
        [(2, "De gemeente heeft zicht op"), (130, "X"), (279, "X"), (295, "Wij wachten; in juli")],
        "Helvetica",
    )
    second = measured([(145, "Het is de wijkwerkers moeilijk"), (295, "wordt er geteld.")], "Helvetica")
    last = measured([(2, "de populatie GGSR")], "Helvetica")
    lines[at : at + 2] = [first + second + last, measured([(145, "te tellen.")], "Helvetica")]
    assert told(lines) == TOLD
