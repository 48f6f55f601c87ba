"""Words and what is drawn of a page, as another corner of the paper sees them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ggsr_extract.models.source import Fill, Page, Rule, Shape

Thing = TypeVar("Thing", Rule, Fill, Shape)


def moved_page(page: Page, left: float, top: float) -> Page:
    """A page with all its places counted from a corner that is so far right of and below the page's, in points."""
    return replace(
        page,
        words=tuple(
            [
                word._replace(
                    x0=word.x0 - left, x1=word.x1 - left, top=word.top - top, bottom=word.bottom - top
                )
                for word in page.words
            ]
        ),
        rules=tuple([_moved(rule, left, top) for rule in page.rules]),
        fills=tuple([_moved(fill, left, top) for fill in page.fills]),
        shapes=tuple([_moved(shape, left, top) for shape in page.shapes]),
    )


def _moved(thing: Thing, left: float, top: float) -> Thing:
    return replace(
        thing, x0=thing.x0 - left, x1=thing.x1 - left, top=thing.top - top, bottom=thing.bottom - top
    )
