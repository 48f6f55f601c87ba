"""Layout of conclusions on all themes in one table, whose header row stands there once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.statements.conclusions import table_conclusions
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Fill

from tests.layout.words import BOLD, header, line, page, rows, tables, texts

ASPECTS = ("Wat gaat goed?", "Wat kan beter?")


def test_themes_in_a_column_of_their_own_begin_rows() -> None:
    words = header(60, ("Thema", *ASPECTS), (60, 160, 340))
    words += line(60, 80, "Toeleiding") + line(160, 80, "De wijk meldt veel.") + line(340, 80, "Er is geen")
    words += line(340, 91, "telefoonnummer.")
    words += line(60, 110, "Samenwerking") + line(340, 110, "Er is geen convenant.")
    (table,) = tables(layout([page(1, words)]))
    found = table_conclusions(table, None, 0, Vocabulary(()), Ledger(), 0)
    assert sorted((each.theme_id, each.aspect, each.text) for each in found) == [
        ("1", "beter", "Er is geen telefoonnummer."),
        ("1", "goed", "De wijk meldt veel."),
        ("4", "beter", "Er is geen convenant."),
    ]


@pytest.mark.parametrize("font", [BOLD, ""])
@pytest.mark.parametrize("number", ["", "Thema {}: ", "{}. "])
def test_themes_between_the_rows_of_one_table_part_it(number: str, font: str) -> None:
    words = header(60, ASPECTS, (60, 320))
    for top, theme in ((74, number.format(1) + "Toeleiding"), (130, number.format(4) + "Samenwerking")):
        words += (
            line(60, top, theme, font)
            + line(60, top + 18, "De wijk kent")
            + line(320, top + 18, "Er is geen")
        )
        words += line(60, top + 29, "de gezinnen.") + line(320, top + 29, "convenant.")
    found = tables(layout([page(1, words)]))
    cells = [
        [" ".join(text.text for text in cell.lines) for cell in row.cells]
        for table in found
        for row in table.rows
    ]
    assert cells == [["De wijk kent de gezinnen.", "Er is geen convenant."]] * 2


def test_themes_in_a_column_of_a_table_whose_header_row_alone_is_shaded() -> None:
    words = header(60, ("Thema", *ASPECTS))
    words += line(60, 80, "Toeleiding", BOLD) + line(180, 80, "De groep is in beeld.")
    words += line(60, 110, "Continu", BOLD) + line(320, 110, "Nazorg ontbreekt nog.")
    shaded = replace(page(1, words), fills=(Fill(55.0, 56.0, 540.0, 73.0),))
    found = rows(layout([shaded]))
    assert [[texts(row, column) for column in range(3)] for row in found] == [
        ["Toeleiding", "De groep is in beeld.", ""],
        ["Continu", "", "Nazorg ontbreekt nog."],
    ]


def test_a_theme_between_the_paragraphs_of_its_row_is_no_heading() -> None:
    # centred cells: nothing stands beside the theme's name
    words = header(60, ("Thema", *ASPECTS))
    words += line(60, 80, "Toeleiding", BOLD) + line(180, 80, "De groep is in beeld.")
    words += line(60, 124, "Continu", BOLD) + line(320, 112, "Nazorg ontbreekt nog.")
    words += line(320, 136, "De hulp stopt te vroeg.")
    words += line(60, 180, "Aanpak:", BOLD) + line(60, 200, "Rust in Huis", BOLD)
    shaded = replace(page(1, words), fills=(Fill(55.0, 76.0, 540.0, 94.0), Fill(55.0, 96.0, 540.0, 150.0)))
    found = rows(layout([shaded]))
    assert [[texts(row, column) for column in range(3)] for row in found] == [
        ["Toeleiding", "De groep is in beeld.", ""],
        ["Continu", "", "Nazorg ontbreekt nog. De hulp stopt te vroeg."],
    ]


def test_rows_without_lines_between_whose_cells_stand_at_their_bottom() -> None:
    words = header(60, ("Thema", *ASPECTS))
    words += line(60, 91, "Toeleiding", BOLD) + line(180, 91, "De groep is in beeld.")
    words += line(320, 80, "Er is nog geen nummer") + line(320, 91, "voor wie wil melden.")
    words += line(60, 129, "Continu", BOLD) + line(320, 129, "Nazorg ontbreekt nog.")
    words += (
        line(180, 107, "De hulp gaat door")
        + line(180, 118, "zolang dat nodig is en")
        + line(180, 129, "stopt niet.")
    )
    found = rows(layout([page(1, words)]))
    assert [[texts(row, column) for column in range(3)] for row in found] == [
        ["Toeleiding", "De groep is in beeld.", "Er is nog geen nummer voor wie wil melden."],
        ["Continu", "De hulp gaat door zolang dat nodig is en stopt niet.", "Nazorg ontbreekt nog."],
    ]


def test_a_heading_over_themes_at_the_top_of_pages_is_no_running_header() -> None:
    pages = []
    for number, name in ((1, "Toeleiding"), (2, "Samenwerking")):
        words = header(60, ("Thema", *ASPECTS), (60, 160, 340)) + line(60, 80, name)
        pages.append(page(number, words + line(160, 80, "De wijk meldt veel.")))
    found = tables(layout(pages))
    assert [[texts(row, 0) for row in table.rows] for table in found] == [["Toeleiding"], ["Samenwerking"]]


def test_a_theme_s_name_may_take_two_lines_of_a_narrow_column() -> None:
    words = header(60, ("Thema", *ASPECTS), (60, 120, 340))
    for top, names in ((80, ("Toeleiding",)), (130, ("Gezin", "centraal")), (180, ("Continu",))):
        words += [word for n, name in enumerate(names) for word in line(60, top + 11.0 * n, name)]
        words += line(120, top, f"De wijk meldt er {top}.") + line(340, top, "Er is geen nummer.")
    found = rows(layout([page(1, words)]))
    assert [(texts(row, 0), texts(row, 1)) for row in found] == [
        ("Toeleiding", "De wijk meldt er 80."),
        ("Gezin centraal", "De wijk meldt er 130."),
        ("Continu", "De wijk meldt er 180."),
    ]
