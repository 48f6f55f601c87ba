"""Words and what is drawn of a page, counted from another corner of the paper or in another size."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ggsr_extract.models.source import Fill, Page, Rule, Shape, Word

Thing = TypeVar("Thing", Rule, Fill, Shape)


def moved_page(page: Page, left: float, top: float, scale: float = 1.0) -> Page:
    """A page with all its places counted from a corner that is so far right of and below the page's, in points, then ``scale``
    times as large; the page's own width and height stay.
    """

    def thing(each: Thing) -> Thing:
        x0, above, x1, below = _moved(each, left, top, scale)
        return replace(each, x0=x0, top=above, x1=x1, bottom=below)

    def word(each: Word) -> Word:
        x0, above, x1, below = _moved(each, left, top, scale)
        return each._replace(x0=x0, top=above, x1=x1, bottom=below, size=each.size * scale)

    return replace(
        page,
        words=tuple(map(word, page.words)),
        rules=tuple([thing(rule) for rule in page.rules]),
        fills=tuple([thing(fill) for fill in page.fills]),
        shapes=tuple([thing(shape) for shape in page.shapes]),
    )


def _moved(
    each: Word | Rule | Fill | Shape, left: float, top: float, scale: float
) -> tuple[float, float, float, float]:
    return (
        (each.x0 - left) * scale,
        (each.top - top) * scale,
        (each.x1 - left) * scale,
        (each.bottom - top) * scale,
    )
