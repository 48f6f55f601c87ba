"""Joining follow-ups to the factsheets that they repeat."""

from __future__ import annotations

from typing import Any

import pytest
from ggsr_extract.pipeline.tables.link import agreement_of, link, name_key, unbroken

from tests.pipeline.made import factsheet, followup

Row = dict[str, Any]


def linked(*factsheets: list[Row], **how: Any) -> tuple[list[Row], list[Row], list[Row]]:
    tables = followup("2015.txt", "vervolg", "bron", **how).tables
    result = link(tables["followups"], tables["findings"], [row for rows in factsheets for row in rows])
    return result.followups, result.findings, result.checks


def findings(content: str = "bron", approach: str = "Gezin Centraal", **how: Any) -> list[Row]:
    return factsheet("2013.txt", content, approach=approach, **how).tables["findings"]


def test_the_same_finding_is_found_and_agrees() -> None:
    source = {row["indicator_id"]: row["finding_id"] for row in findings()}
    rows, same, checks = linked(findings())
    assert [row["source_finding_id"] for row in rows] == [source[row["indicator_id"]] for row in rows]
    assert [row["agreement"] for row in rows] == [1.0, 1.0]
    assert checks == []
    assert all(not row["checks"] for row in same)


def test_without_a_factsheet_nothing_is_joined() -> None:
    rows, _, checks = linked()
    assert [(row["source_finding_id"], row["agreement"]) for row in rows] == [(None, None)] * 2
    assert checks == []


def test_another_text_is_joined_and_noted() -> None:
    rows, same, checks = linked(findings(), wrong_text="1.1.1")
    assert 0.5 < rows[0]["agreement"] < 1.0
    assert [check["code"] for check in checks] == ["followup_differs"]
    assert checks[0]["owner_id"] == rows[0]["finding_id_before"]
    assert "repeats text of indicator 1.1.1 otherwise" in checks[0]["message"]
    assert [row["checks"] for row in same if row["finding_id"] == rows[0]["finding_id_before"]] == [
        ["followup_differs"]
    ]


def test_another_mark_is_noted() -> None:
    _, _, checks = linked(findings(), wrong_mark="1.1.1")
    assert "repeats mark √ (there X) of indicator 1.1.1 otherwise" in checks[0]["message"]


def test_spaces_and_hyphens_make_no_difference() -> None:
    changed = [{**row, "text": row["text"].replace("De aanpak", "De aan-  pak")} for row in findings()]
    rows, _, checks = linked(changed)
    assert [row["agreement"] for row in rows] == [1.0, 1.0]
    assert checks == []


def test_another_approach_is_not_joined_unless_its_text_is_the_same() -> None:
    rows, _, _ = linked(findings("iets heel anders, dat er niet op lijkt", approach="Iets Anders"))
    assert [row["source_finding_id"] for row in rows] == [None, None]
    rows, _, _ = linked(findings(approach="Gezin Centraal (GC)"))
    assert [row["agreement"] for row in rows] == [1.0, 1.0]


def test_a_lost_column_is_told_by_the_text_alone() -> None:
    other = findings("elders", approach="Iets Anders")
    rows, _, _ = linked(findings(), other, known_column=False)
    own = {row["finding_id"] for row in findings()}
    assert len(rows) == 2
    assert all(row["source_finding_id"] in own for row in rows)


def test_a_lost_column_stays_open_when_two_approaches_have_the_same_text() -> None:
    twin = [{**row, "approach": "Iets Anders", "finding_id": f"{row['finding_id']}x"} for row in findings()]
    rows, _, _ = linked(findings(), twin, known_column=False)
    assert [row["source_finding_id"] for row in rows] == [None, None]


def test_of_two_readings_of_the_factsheet_the_closer_one_counts() -> None:
    worse = [{**row, "text": row["text"].replace("punt", "pnt"), "finding_id": "w"} for row in findings()]
    rows, _, checks = linked(worse, findings())
    assert "w" not in {row["source_finding_id"] for row in rows}
    assert checks == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", None, 1.0),
        ("abc", "abc", 1.0),
        ("abc", None, 0.0),
        ("een twee", "eentwee", 1.0),
        ("ab", "ac", 0.5),
    ],
)
def test_agreement(one: str | None, other: str | None, expected: float) -> None:
    assert agreement_of(unbroken(one), unbroken(other)) == expected


def test_a_text_that_is_not_there_is_not_compared() -> None:
    tables = followup("2015.txt", "vervolg", "bron").tables
    mute = [{**row, "text": None} if row["year"] == 2013 else row for row in tables["findings"]]
    result = link(tables["followups"], mute, findings())
    assert all(row["source_finding_id"] is not None and row["agreement"] is None for row in result.followups)
    assert result.checks == []


def test_names_are_compared_by_their_letters() -> None:
    assert name_key("Gezin Centraal") == name_key("gezin  centraal.")
    assert name_key("Gezin Centraal") != name_key("Gezin")


def test_of_copies_of_a_finding_the_first_is_the_one_that_is_repeated() -> None:
    copies = [{**row, "finding_id": f"{row['finding_id']}-{n}"} for n in range(50) for row in findings()]
    once, _, _ = linked(findings())
    rows, _, _ = linked(copies)
    assert [row["source_finding_id"] for row in rows] == [f"{row['source_finding_id']}-0" for row in once]
