"""Pages whose text runs sideways or upside down as they are shown: turned upright for the layout, and put back afterwards;
and what was read of pages that lie askew put back on the page as shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.readers.skew import askew
from ggsr_extract.models.source import Fill, Page, Rule, Shape, Word

Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Upright:
    """Pages on which most letters read from left to right, and the pages that they were made from."""

    pages: tuple[Page, ...]
    shown: tuple[Page, ...]

    def put_back(self, runs: Sequence[Run], pages: Sequence[int]) -> None:
        """Move runs of these pages (by their numbers) to where they stand on the pages as shown, in place."""
        by_number = {page.number: page for page in self.shown if page.reading or page.skew}
        for run, number in zip(runs, pages, strict=True):
            if number in by_number:
                page, sides = by_number[number], (run.x0, run.top, run.x1, run.bottom)
                if page.reading:
                    sides = _turned_back(sides, page)
                if page.skew:
                    sides = askew(sides, page.skew, (page.width, page.height))
                run.x0, run.top, run.x1, run.bottom = sides


def upright(pages: Sequence[Page]) -> Upright | None:
    """The pages with all that reads at 90, 180 or 270 degrees (clockwise) turned; None where all are upright and straight, as nearly always."""
    if not any(page.reading or page.skew for page in pages):
        return None
    return Upright(tuple([_turned_page(page) if page.reading else page for page in pages]), tuple(pages))


def _turned_page(page: Page) -> Page:
    sideways = page.reading in (90, 270)
    return replace(
        page,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        words=tuple([_turned_word(word, page) for word in page.words]),
        rules=tuple([_turned_thing(rule, page) for rule in page.rules]),
        fills=tuple([_turned_thing(fill, page) for fill in page.fills]),
        shapes=tuple([_turned_thing(shape, page) for shape in page.shapes]),
        reading=0,
    )


def _turned_word(word: Word, page: Page) -> Word:
    x0, top, x1, bottom = _turned((word.x0, word.top, word.x1, word.bottom), page)
    return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)


Thing = TypeVar("Thing", Rule, Fill, Shape)


def _turned_thing(thing: Thing, page: Page) -> Thing:
    x0, top, x1, bottom = _turned((thing.x0, thing.top, thing.x1, thing.bottom), page)
    return replace(thing, x0=x0, top=top, x1=x1, bottom=bottom)


def _turned(sides: Sides, page: Page) -> Sides:
    """A box of a page as shown on the page turned upright."""
    x0, top, x1, bottom = sides
    if page.reading == 90:  # it reads downwards, and lines follow each other to the left
        return top, page.width - x1, bottom, page.width - x0
    if page.reading == 270:
        return page.height - bottom, x0, page.height - top, x1
    return page.width - x1, page.height - bottom, page.width - x0, page.height - top


def _turned_back(sides: Sides, page: Page) -> Sides:
    """A box of the page turned upright on the page as shown."""
    x0, top, x1, bottom = sides
    if page.reading == 90:
        return page.width - bottom, x0, page.width - top, x1
    if page.reading == 270:
        return top, page.height - x1, bottom, page.height - x0
    return page.width - x1, page.height - bottom, page.width - x0, page.height - top
