"""Rows held by field are the same rows, and places are rounded as Python rounds."""

from __future__ import annotations

import random

import pytest
from ggsr_extract.models.factsheet import ClassifiedLine
from ggsr_extract.models.provenance import Anchor, Box
from ggsr_extract.models.records import Records
from ggsr_extract.models.source import Fragment, Line
from ggsr_extract.models.tables import ContractError, to_arrow
from ggsr_extract.pipeline.tables.placerows import box_lists, line_records, rounded

from tests.pipeline.made import factsheet

ROWS = [{"name": "a", "size": 1}, {"name": "b", "size": None}]
HELD = Records({"name": ["a", "b"], "size": [1, None]})


def held(rows: list[dict]) -> Records:
    return Records({name: [row[name] for row in rows] for name in rows[0]})


def test_they_read_as_a_list_of_rows() -> None:
    assert list(HELD) == ROWS
    assert ROWS == HELD == Records({"name": ["a", "b"], "size": [1, None]})
    assert ROWS[:1] != HELD
    assert (len(HELD), HELD[1], list(HELD[1:])) == (2, ROWS[1], ROWS[1:])


def test_a_dataset_is_the_same_from_rows_and_from_fields() -> None:
    for name, rows in factsheet("a.txt", "a").tables.items():
        if rows:
            assert to_arrow(name, held(list(rows))).equals(to_arrow(name, rows), check_metadata=True)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("role", "verhaal", "row 1, role: 'verhaal' is not one of"),
        ("text", None, "row 1, text: is null"),
        ("line_number", 0, "row 1, line_number: 0 is not within 1"),
        ("line_number", "een", "lines.line_number"),
        ("box", {"page": 1, "x0": 1.0}, "a value within a list or structure is null"),
    ],
)
def test_fields_are_held_to_the_contract(column: str, value: object, message: str) -> None:
    rows = [dict(row) for row in factsheet("a.txt", "a").tables["lines"]]
    rows[1][column] = value
    with pytest.raises(ContractError, match=message):
        to_arrow("lines", held(rows))


def test_fields_must_be_those_of_the_dataset() -> None:
    with pytest.raises(ContractError, match=r"missing \['document_id'.*unknown \['name', 'size'\]"):
        to_arrow("remarks", HELD)


def test_many_values_are_rounded_as_one_is() -> None:
    chance = random.Random(1)
    values = [chance.uniform(-20, 900) for _ in range(2000)]
    values += [chance.randrange(100_000) / 1000 for _ in range(2000)]
    values += [2.675, 1.005, 0.125, 0.375, 8.5, -0.001, 594.995, 0.0]
    assert list(map(repr, rounded(values))) == [repr(round(value, 2)) for value in values]
    assert rounded(values[:3]) == [round(value, 2) for value in values[:3]]


def test_lines_of_a_page_have_boxes_and_lines_of_a_text_spans() -> None:
    box = Box(3, 10.004, 20.0, 30.006, 31.5)
    paged, flat = Line(4, 3, "Een regel.", 50, box), Line(7, None, "Nog een regel.", 90)
    lines = [
        ClassifiedLine(Fragment(paged, 0, 10), "context"),
        ClassifiedLine(Fragment(flat, 4, 7), "finding", ("finding", 0)),
    ]
    place = {"page": 3, "x0": 10.0, "top": 20.0, "x1": 30.01, "bottom": 31.5}
    first, second = line_records("d", lines, [None, "s"])
    assert (first["page"], first["line_number"], first["text"]) == (3, 4, "Een regel.")
    assert (first["box"], first["span"], first["owner_id"]) == (place, None, None)
    assert (second["box"], second["span"], second["text"]) == (None, {"start": 94, "end": 97}, "een")
    assert (second["role"], second["owner_id"]) == ("finding", "s")
    assert line_records("d", lines[:1], [None]) == [first]
    assert list(box_lists([Anchor((box,)), Anchor(), Anchor((box, box))])) == [[place], [], [place, place]]
