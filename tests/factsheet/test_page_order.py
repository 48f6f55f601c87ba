"""Pages that were bound in another order than they are numbered, twice, or not at all."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from ggsr_extract.extractors.factsheet.pageorder import missing, printed_order
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import Options, process

from tests.places import ROOT

SHEET = ROOT / "data" / "raw" / "stelmonde-2013.pdf"
COUNT = len(pypdfium2.PdfDocument(SHEET))


def bound(pages: list[int]) -> Outcome:
    """The sample factsheet with its pages (from 0) in this order."""
    document = pypdfium2.PdfDocument.new()
    document.import_pages(pypdfium2.PdfDocument(SHEET), pages)
    document.save(made := io.BytesIO())
    return process("sheet.pdf", made.getvalue(), Options())


def rows(outcome: Outcome) -> list[tuple[object, ...]]:
    fields = ("approach", "year", "indicator_id", "mark", "text", "let_op")
    return [tuple(row[field] for field in fields) for row in outcome.tables["findings"]]


def told(outcome: Outcome) -> list[tuple[str, int | None]]:
    return [(row["code"], row["page"]) for row in outcome.tables["checks"] if row["code"].startswith("page")]


def test_pages_are_read_in_the_order_of_their_numbers() -> None:
    straight, turned = bound(list(range(COUNT))), bound(list(reversed(range(COUNT))))
    assert rows(turned) == rows(straight)
    assert (told(straight), told(turned)) == ([], [("pages_reordered", None)])
    pages = [[row["page"] for row in outcome.tables["findings"]] for outcome in (straight, turned)]
    assert pages[1] == [COUNT + 1 - page for page in pages[0]]


def test_a_page_that_was_bound_twice_is_read_once() -> None:
    straight, twice = bound(list(range(COUNT))), bound([0, 1, 2, 2, *range(3, COUNT)])
    assert rows(twice) == rows(straight)
    assert told(twice) == [("page_copied", 4)]


def test_a_page_that_is_not_there_is_told() -> None:
    outcome = bound([0, 1, *range(3, COUNT)])
    assert told(outcome) == [("pages_missing", None)]
    assert 0 < len(rows(outcome)) < len(rows(bound(list(range(COUNT)))))


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ({1: 1, 2: 2, 3: 3}, None),
        ({1: 3, 2: 2, 3: 1}, [3, 2, 1]),
        ({2: 4, 3: 3, 4: 2}, [1, 4, 3, 2]),  # a cover
        ({1: 1, 3: 4, 4: 3}, [1, 2, 4, 3]),  # a page without a number stays behind the one before it
        ({1: 2, 2: 1}, None),
        ({1: 2, 2: 2, 3: 1}, None),
    ],
)
def test_the_order_that_printed_numbers_tell(numbers: dict[int, int], order: list[int] | None) -> None:
    assert printed_order(numbers, [1, 2, 3, 4][: max(numbers)]) == order


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ([1, 2, 3, 4], []),
        ([1, 2, 4, 5], [(2, 4)]),
        ([1, None, 3, 4], []),
        ([None, 2, 3], []),
        ([2, 4, 6, 8], []),  # sheets of two pages
        ([], []),
    ],
)
def test_where_printed_numbers_leave_pages_out(
    numbers: list[int | None], gaps: list[tuple[int, int]]
) -> None:
    assert missing(numbers) == gaps
