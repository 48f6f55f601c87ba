"""Pages that were put together in another order than they are numbered, or twice, as by a hand that scanned or bound them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ggsr_extract.models.factsheet import ClassifiedLine
from ggsr_extract.models.source import Page, Word

_NUMBER = re.compile(r"(?:^|[|\s])(\d{1,3})\s*$|^\D{0,10}(\d{1,3})(?:\s*[|]|\s+van\b|\s*$)", re.IGNORECASE)
"""The number at the end of a page's foot, or at its beginning: "... | 3", "3 | ...", "Pagina 3 van 8"."""
_SHARE = 0.6  # of the pages have a number at least, where numbers tell their order
_LEAST_WORDS = 30  # on a page that is taken for another one's copy


def printed_numbers(lines: Iterable[ClassifiedLine]) -> dict[int, int]:
    """The numbers that the feet of pages print, by the pages' 1-based numbers in the file; none of a page that prints two."""
    found: dict[int, set[int]] = {}
    for item in lines:
        page = item.fragment.line.page
        match = _NUMBER.search(item.fragment.text) if item.role == "footer" and page is not None else None
        if match and page is not None:
            found.setdefault(page, set()).add(int(match[1] or match[2]))
    return {page: min(numbers) for page, numbers in found.items() if len(numbers) == 1}


def printed_order(numbers: Mapping[int, int], pages: Sequence[int]) -> list[int] | None:
    """The pages in the order of the ``numbers`` that they print; None where that is theirs already, or where those do not tell.

    They tell where most pages print one, and no two the same; a page without a number stays behind the one before it.
    """
    told = [numbers[page] for page in pages if page in numbers]
    rises = all(first < second for first, second in pairwise(told))
    if rises or len(told) < max(3, _SHARE * len(pages)) or len(set(told)) < len(told):
        return None
    at = {pages[0]: -1, **numbers}  # a cover stays in front
    for before, page in pairwise(pages):
        at.setdefault(page, at[before])
    return sorted(pages, key=lambda page: at[page])


def missing(numbers: Sequence[int | None]) -> list[tuple[int, int]]:
    """Between which printed numbers pages are missing; ``numbers`` has that of each page in reading order, None where it prints none.

    There the numbers go on by more than the pages do. On sheets that hold two pages each they do so everywhere, and none is missing.
    """
    steps = list(pairwise((place, number) for place, number in enumerate(numbers) if number is not None))
    gaps = [(first, second) for (at, first), (to, second) in steps if second - first > to - at]
    return gaps if 2 * len(gaps) <= len(steps) else []


def without_copies(pages: Sequence[Page]) -> tuple[list[Page], list[int]]:
    """The pages, those that repeat an earlier one word for word in the same places without all that is on them; and their numbers."""
    earlier: dict[int, list[tuple[Word, ...]]] = {}
    result, copies = [], []
    for page in pages:
        alike = earlier.setdefault(len(page.words), [])
        if len(page.words) >= _LEAST_WORDS and page.words in alike:
            copies.append(page.number)
            page = replace(page, words=(), rules=(), fills=(), shapes=())
        alike.append(page.words)
        result.append(page)
    return result, copies
