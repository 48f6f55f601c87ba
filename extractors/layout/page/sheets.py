"""Sheets that hold two pages side by side: each half is a page of its own to the layout, and keeps its place on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ggsr_extract.extractors.layout.lines import Run, apart
from ggsr_extract.extractors.layout.page.moving import moved_page
from ggsr_extract.extractors.layout.wording import header_key
from ggsr_extract.models.source import Page, Word

_WIDE = 1.2  # times as wide as high
_HEADING = 1.15  # times a header cell's text size: larger words are of a heading
_FOLD = 1.0  # points around the middle that no word crosses
_UNEVEN = 0.25  # of a half's width, that the text of both halves begins apart at most


@dataclass(frozen=True, slots=True)
class Halves:
    """The pages of sheets, numbered from 1, and for each the number of its sheet and how far its left edge is from that one's."""

    pages: tuple[Page, ...]
    sheet: tuple[int, ...]
    left: tuple[float, ...]

    def put_back(self, runs: Sequence[Run], pages: Sequence[int]) -> list[int]:
        """Move runs of these pages to where they stand on their sheets, in place; gives the numbers of the sheets."""
        for run, page in zip(runs, pages, strict=True):
            run.x0 += self.left[page - 1]
            run.x1 += self.left[page - 1]
        return [self.sheet[page - 1] for page in pages]


def halves(pages: Sequence[Page]) -> Halves | None:
    """The halves of a document's sheets; None where they hold one page each, as nearly all do.

    All sheets are wide, no word crosses the middle of any, and header rows of tables stand in one half.
    """
    if not pages or any(page.width < _WIDE * page.height for page in pages):
        return None
    for page in pages:
        fold = page.width / 2
        if any(word.x0 < fold - _FOLD and word.x1 > fold + _FOLD for word in page.words):
            return None
    headers = [_header_in_half(page) for page in pages]
    if False in headers or True not in headers:
        return None
    by = _right_begins(pages)
    parts = [(part, page.number, left) for page in pages for part, left in _parts(page, by)]
    return Halves(
        tuple([replace(part, number=number) for number, (part, _, _) in enumerate(parts, 1)]),
        tuple([sheet for _, sheet, _ in parts]),
        tuple([left for _, _, left in parts]),
    )


def _header_in_half(page: Page) -> bool | None:
    """Whether header rows stand in one half each, which then name indicators and findings; None where no header row stands."""
    named = [
        (word, key)
        for word in page.words
        if len(word.text) > 3
        and (key := header_key(word.text)) in ("indicator", "finding", "year")
        and not word.text[:1].islower()  # in sentences these words are no header cells
    ]
    found = None
    for word, key in named:
        if key != "indicator":
            continue
        mine: set[str | None] = set()
        others: set[str | None] = set()
        for other, kind in named:
            if other.size > _HEADING * word.size:
                continue
            if abs(other.top - word.top) < 2 * word.size and (kind != "year" or _is_alone(other, page)):
                same = (other.x0 < page.width / 2) == (word.x0 < page.width / 2)
                (mine if same else others).add(kind)
        if not mine & {"finding", "year"} or (others and "indicator" not in others):
            return False
        found = True
    return found


def _is_alone(word: Word, page: Page) -> bool:
    """Whether no word stands right beside this one on its line, as in a sentence."""
    return not any(
        other is not word
        and abs(other.top - word.top) < 0.5 * word.size
        and max(word.x0 - other.x1, other.x0 - word.x1) < 0.5 * word.size
        for other in page.words
    )


def _right_begins(pages: Sequence[Page]) -> int:
    """How far right of the fold the right halves begin, so that their lines begin where those of the left halves do.

    On a sheet of two pages that is nothing; a page in two columns has less white space between them than at its sides.
    """
    fold = pages[0].width / 2
    left = [word.x0 for page in pages for word in page.words if word.x0 < fold]
    right = [word.x0 - fold for page in pages for word in page.words if word.x0 >= fold]
    return apart(left, right, -_UNEVEN * fold, _UNEVEN * fold)[0]


def _parts(page: Page, by: int) -> list[tuple[Page, float]]:
    fold = page.width / 2
    start = fold + by
    left = replace(
        page,
        width=fold,
        words=tuple([word for word in page.words if word.x0 + word.x1 < page.width]),
        rules=tuple([rule for rule in page.rules if rule.x0 < fold]),
        fills=tuple([fill for fill in page.fills if fill.x0 < fold]),
        shapes=tuple([shape for shape in page.shapes if shape.x0 + shape.x1 < page.width]),
    )
    right = replace(
        page,
        width=fold,
        words=tuple([word for word in page.words if word.x0 + word.x1 >= page.width]),
        rules=tuple([rule for rule in page.rules if rule.x1 > fold]),
        fills=tuple([fill for fill in page.fills if fill.x1 > fold]),
        shapes=tuple([shape for shape in page.shapes if shape.x0 + shape.x1 >= page.width]),
    )
    return [(left, 0.0), (moved_page(right, start, 0.0), start)]
