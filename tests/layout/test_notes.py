"""Layout: what stands below a table and is none of its rows."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.sections.entries import paged_entries
from ggsr_extract.extractors.factsheet.sections.walk import sections
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Word

from tests.layout.words import FINDINGS, finding, header, level, line, page, rows, texts, wording

NOTE = line(60, 182, "De gemeente gaf in het gesprek aan dat dit") + line(60, 193, "in 2014 wordt hersteld.")


def sheet() -> list[Word]:
    words = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    return words + wording("1.2.1", 180, 130) + finding(130, "X", "Er is geen loket.")


@pytest.mark.parametrize("text", ["Bron: vragenlijsten van de gemeente", "Bronnen: stukken en een gesprek"])
def test_a_note_on_sources_is_neither_a_row_nor_unclaimed(text: str) -> None:
    document = layout([page(1, sheet() + line(60, 180, text) + line(60, 191, "en haar partners."))])
    assert [texts(row) for row in rows(document)] == ["De wijk kent de gezinnen.", "Er is geen loket."]
    ledger = Ledger()
    sections(paged_entries(document), ledger)
    roles = {item.fragment.text: item.role for item in ledger.lines(document.lines)}
    assert (roles[text], roles["en haar partners."]) == ("context", "context")


def test_running_text_below_the_ruling_that_closes_a_table() -> None:
    closed = [level(75), level(120), level(175)]
    found = rows(layout([page(1, sheet() + NOTE, closed)]))
    assert [texts(row) for row in found] == ["De wijk kent de gezinnen.", "Er is geen loket."]


def test_the_same_text_with_a_ruling_below_it_is_a_row() -> None:
    found = rows(layout([page(1, sheet() + NOTE, [level(75), level(120), level(175), level(206)])]))
    assert len(found) == 3


def test_the_marks_of_a_legend_are_none_of_the_table_that_goes_on_above_it() -> None:
    first = header(60, FINDINGS) + line(60, 80, "Planmatig") + wording("3.1.1", 180, 80)
    first += finding(80, "X", "Er is geen beleid.")
    second = line(60, 60, "Duurzaam") + wording("3.1.3", 180, 60) + finding(60, "√", "Er zijn doelen.")
    second += line(60, 150, "√", mark="√") + line(70, 150, "= voldoet") + line(150, 150, "X = verbeterpunt")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [texts(row) for row in found] == ["Er is geen beleid.", "Er zijn doelen."]
