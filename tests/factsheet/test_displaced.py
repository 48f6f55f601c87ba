"""Dumps that sort the cells of a page by where they end."""

from __future__ import annotations

from tests.factsheet.tables import FOLLOW_UP, HEADER, codes, findings
from tests.factsheet.texts import WORDING, parsed


def row(id_: str, *cells: str) -> str:
    return f"{WORDING[id_]}\n\n" + "".join(f"{cell}\n\n" for cell in cells)


def test_rows_with_the_marks_of_others_leave_nothing_certain() -> None:
    text = f"Samenwerking\n{HEADER}" + (
        row("4.1.1", "√ Dat is zo.", "X Dat is niet zo.")
        + row("4.1.2", "Ook dit is bekend.\n√ Zo is het.")
        + row("4.2.1", "√ Iedereen doet mee.", "√ Er zijn afspraken.")
        + row("4.2.2")
        + row("4.2.3", "X Dat mag niet.")
    )
    found = findings(text)
    assert {(found[id_].mark, found[id_].text) for id_ in ("4.1.1", "4.1.2", "4.2.1", "4.2.3")} == {
        (None, "")
    }
    assert codes(found["4.2.3"]) >= {"mark_uncertain", "text_uncertain"}


def test_texts_that_grow_longer_in_every_row_may_stand_in_each_others_columns() -> None:
    ids = ("3.1.1", "3.1.3", "3.1.4", "3.2.1", "3.2.2", "3.2.3", "3.3.1", "3.3.2")
    shorter, longer = "X Er is\nniets.", "√ Er is\nin 2014\niets."
    head = f"{FOLLOW_UP}Indicator 2013 2014\n"
    growing = parsed(head + "".join(row(id_, shorter, longer) for id_ in ids))
    assert {(item.mark, item.text) for item in growing.statements} == {(None, "")}
    last = row(ids[-1], longer.replace("√", "X"), shorter)
    mixed = parsed(head + "".join(row(id_, shorter, longer) for id_ in ids[:-1]) + last)
    assert {(item.year, item.mark) for item in mixed.statements[:-2]} == {(2013, "X"), (2014, "√")}
