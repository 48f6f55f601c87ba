"""Follow-ups with two columns of 2013: whose a second X is where the text lost its columns, and what a cut leaves in doubt."""

from __future__ import annotations

from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.pipeline.documents import parse_text

from tests.factsheet.texts import WORDING

HEAD = (
    "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Wijkteam\n(2013: Vangnet en Tandem)\n\n"
    "Uitkomsten verbeterpunten\n\nSamenwerking\n\nIndicator 2013 Vangnet 2013 Tandem 2014\n\n"
)
WHOLE = (
    "4.1.1",
    "X Niemand voert de regie.",
    "X De regie ligt bij partners.",
    "√ De gemeente voert de regie.",
)


def read(*rows: tuple[str, ...], end: str = "") -> Factsheet:
    text = "".join(f"{WORDING[row[0]]}\n\n" + "".join(f"{cell}\n\n" for cell in row[1:]) for row in rows)
    return parse_text((HEAD + text + end).encode(), None, {})[0]


def marks(sheet: Factsheet, indicator: str) -> list[tuple[int, str | None]]:
    return [
        (item.year, item.mark) for item in sheet.statements if item.indicators[0].indicator_id == indicator
    ]


def test_a_second_x_is_the_later_years_where_that_is_never_empty() -> None:
    sheet = read(WHOLE, ("4.2.1", "X Scholen doen niet mee.", "X Scholen zijn gevraagd."))
    assert marks(sheet, "4.2.1") == [(2013, "X"), (2014, "X")]


def test_a_second_x_is_nobodys_where_the_later_year_may_be_empty() -> None:
    alone = ("4.2.2", "X Er is geen convenant.")
    sheet = read(WHOLE, ("4.2.1", "X Scholen doen niet mee.", "X De GGZ schuift niet aan."), alone)
    assert marks(sheet, "4.2.1") == [(2013, "X"), (2014, None)]
    told = read(WHOLE, ("4.2.1", "X Scholen doen niet mee.", "X Scholen volgen in 2015."), alone)
    assert marks(told, "4.2.1") == [(2013, "X"), (2014, "X")]


def test_a_heading_that_is_cut_off_is_no_cell() -> None:
    sheet = read(WHOLE, ("4.2.1", "X Scholen doen niet mee.", "√ Scholen doen nu mee."), end="Vervolg ui")
    assert (2013, "√") not in marks(sheet, "4.2.1")


def test_a_text_that_stops_within_a_sentence_is_cut_off_also_at_a_lines_end() -> None:
    sheet = read(WHOLE, ("4.2.1", "X Scholen doen niet mee met de"))
    assert "truncated" in {check.code for check in sheet.checks}
