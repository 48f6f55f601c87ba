"""Conclusions in dumps whose cells are held apart by tabs or bars: the cell tells the aspect."""

from __future__ import annotations

import pytest
from ggsr_extract.models.factsheet import Conclusion

from tests.factsheet.texts import HEAD, block, parsed

CONCLUSION = "\nConclusie\n\nHieronder leest u een conclusie vanuit de bevindingen op de vijf thema’s.\n\n"
GOOD, BETTER, MORE = "De groep is in beeld.", "Scholen melden nog niet.", "Een telling ontbreekt."


def conclusions(table: str) -> list[tuple[str, str | None, str, str]]:
    sheet = parsed(
        HEAD + block("1.1.1") + "√ Allen noemen dezelfde groep.\n" + CONCLUSION + "Toeleiding\n\n" + table
    )
    assert not [line for line in sheet.lines if line.role == "unclaimed"]
    return [told(item) for item in sheet.conclusions]


def told(item: Conclusion) -> tuple[str, str | None, str, str]:
    return item.theme_id, item.aspect, item.aspect_basis, item.text


@pytest.mark.parametrize(
    "table",
    [
        f"Wat gaat goed?\tWat kan beter?\n{GOOD}\t{BETTER}\n",
        f"| Wat gaat goed? | Wat kan beter? |\n|---|---|\n| {GOOD} | {BETTER} |\n",
        f"Wat gaat goed? | Wat kan beter?\n{GOOD} | {BETTER}\n",
        "Wat gaat goed?\tWat kan beter?\nDe groep is\tScholen melden\nin beeld.\tnog niet.\n",
        f"Wat gaat goed?\tWat kan beter?\n{GOOD}\tScholen melden\nnog niet.\n",
        f"Wat gaat goed?\tWat kan beter?\nDe groep is\nin beeld.\t{BETTER}\n",
    ],
)
def test_the_cell_tells_the_aspect(table: str) -> None:
    assert conclusions(table) == [("1", "goed", "layout", GOOD), ("1", "beter", "layout", BETTER)]


def test_an_empty_first_cell() -> None:
    assert conclusions(f"Wat gaat goed?\tWat kan beter?\n\t{BETTER}\n") == [("1", "beter", "layout", BETTER)]
    assert conclusions(f"| Wat gaat goed? | Wat kan beter? |\n|---|---|\n|  | {BETTER} |\n") == [
        ("1", "beter", "layout", BETTER)
    ]


def test_several_rows() -> None:
    assert conclusions(f"Wat gaat goed?\tWat kan beter?\n{GOOD}\t{BETTER}\n\t{MORE}\n") == [
        ("1", "goed", "layout", GOOD),
        ("1", "beter", "layout", BETTER),
        ("1", "beter", "layout", MORE),
    ]


def test_a_row_whose_separator_was_trimmed_is_told_from_its_wording() -> None:
    *printed, last = conclusions(
        f"Wat gaat goed?\tWat kan beter?\n{GOOD}\t{BETTER}\nHet risico bestaat dat gezinnen te laat hulp krijgen.\n"
    )
    assert [basis for _, _, basis, _ in printed] == ["layout", "layout"]
    assert last[1:3] == ("beter", "content")


def headed(*lines: str) -> list[tuple[str, str | None, str]]:
    return [(theme, aspect, text) for theme, aspect, _, text in conclusions("\n\n".join(lines) + "\n")]


def test_a_theme_without_a_heading_of_what_can_be_better() -> None:
    good, better = "Wat gaat goed?", "Wat kan beter?"
    last = "Nazorg is niet geregeld."
    assert headed(good, GOOD, "Gezin centraal", better, BETTER, "Continu", good, MORE, better, last) == [
        ("1", "goed", GOOD),
        ("2", "beter", BETTER),
        ("5", "goed", MORE),
        ("5", "beter", last),
    ]


def test_headings_that_a_dump_gives_after_those_of_the_left_column() -> None:
    good, better = "Wat gaat goed?", "Wat kan beter?"
    assert headed(
        good, GOOD, "Gezin centraal", good, MORE, better, BETTER, better, "Het netwerk ontbreekt."
    ) == [
        ("1", "goed", GOOD),
        ("2", "goed", MORE),
        ("1", "beter", BETTER),
        ("2", "beter", "Het netwerk ontbreekt."),
    ]
