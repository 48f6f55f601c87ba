"""Shading that belongs to letters, not to cells: a marker pen's, or the background of words in a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ggsr_extract.models.source import Fill, Page, Rule, Word

_REACH = 2.0  # points that a highlight may reach over its first and last letter
_TALL = 1.6  # times the text size: cells are taller, or wider than their text


def without_highlights(page: Page) -> Page:
    """The page without shading that hugs the words of one line, and without the edges of such shading."""
    if not page.fills:
        return page
    tallest = _TALL * max((word.size for word in page.words), default=0.0)
    low = [fill for fill in page.fills if fill.bottom - fill.top < tallest]
    if not low:
        return page
    begins: dict[int, list[Word]] = {}
    for word in page.words:
        begins.setdefault(round(word.x0), []).append(word)
    widest = max(word.x1 - word.x0 for word in page.words) + 2 * _REACH
    hugging = [
        fill
        for fill in low
        if _hugs(fill, begins, page.words) or (fill.x1 - fill.x0 < widest and _within(fill, page.words))
    ]
    if not hugging:
        return page
    gone = set(hugging)
    edges = {edge for fill in hugging for edge in _edges(fill)}
    return replace(
        page,
        fills=tuple([fill for fill in page.fills if fill not in gone]),
        rules=tuple([rule for rule in page.rules if rule not in edges]),
    )


def _hugs(fill: Fill, begins: dict[int, list[Word]], words: Sequence[Word]) -> bool:
    middle = (fill.top + fill.bottom) / 2
    near = range(round(fill.x0 - _REACH), round(fill.x0 + _REACH) + 1)
    first = [word for x in near for word in begins.get(x, ()) if word.top < middle < word.bottom]
    if not first or fill.bottom - fill.top > _TALL * first[0].size:
        return False
    return any(abs(word.x1 - fill.x1) <= _REACH and word.top < middle < word.bottom for word in words)


def _within(fill: Fill, words: Sequence[Word]) -> bool:
    """Whether shading lies behind a part of a word."""
    middle = (fill.top + fill.bottom) / 2
    return any(
        word.x0 - _REACH <= fill.x0
        and fill.x1 <= word.x1 + _REACH
        and word.top < middle < word.bottom
        and fill.bottom - fill.top < _TALL * word.size
        for word in words
    )


def _edges(fill: Fill) -> tuple[Rule, ...]:
    x0, top, x1, bottom = fill.x0, fill.top, fill.x1, fill.bottom
    return (
        Rule(x0, top, x1, top),
        Rule(x0, bottom, x1, bottom),
        Rule(x0, top, x0, bottom),
        Rule(x1, top, x1, bottom),
    )
