"""Shading that belongs to letters, not to cells: a marker pen's, or the background of words in a heading."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from ggsr_extract.extractors.layout.wordtable import Floats, WordTable
from ggsr_extract.models.source import Fill, Page, Rule

_REACH = 2.0  # points that a highlight may reach over its first and last letter
_TALL = 1.6  # times the text size: cells are taller, or wider than their text


def without_highlights(page: Page, words: WordTable, place: int) -> Page:
    """The page (the ``place``-th of the table's, from 0) without shading that hugs the words of one line, and without the
    edges of such shading.
    """
    if not page.fills:
        return page
    here = words.on_page(place)
    written = words.written[here]
    size = words.size[here][written]
    tallest = _TALL * float(size.max(initial=0.0))
    low = [fill for fill in page.fills if fill.bottom - fill.top < tallest]
    if not low:
        return page
    x0, top, x1, bottom = (side[here][written] for side in (words.x0, words.top, words.x1, words.bottom))
    gone = set()
    for fill in low:
        middle = (fill.top + fill.bottom) / 2
        level = (top < middle) & (middle < bottom)
        if _hugs(fill, x0[level], x1[level], size[level]):
            gone.add(fill)
    if not gone:
        return page
    edges = {edge for fill in gone for edge in _edges(fill)}
    return replace(
        page,
        fills=tuple([fill for fill in page.fills if fill not in gone]),
        rules=tuple([rule for rule in page.rules if rule not in edges]),
    )


def _hugs(fill: Fill, left: Floats, right: Floats, size: Floats) -> bool:
    """Whether shading ends where words of a line do, or lies behind a part of one; the line's words by their ends and sizes."""
    height = fill.bottom - fill.top
    inside = (left - _REACH <= fill.x0) & (fill.x1 <= right + _REACH) & (height < _TALL * size)
    if inside.any():
        return True
    begin = np.rint(left)
    first = np.flatnonzero((begin >= round(fill.x0 - _REACH)) & (begin <= round(fill.x0 + _REACH)))
    if not len(first) or height > _TALL * size[first[np.argmin(begin[first])]]:
        return False
    return bool((np.abs(right - fill.x1) <= _REACH).any())


def _edges(fill: Fill) -> tuple[Rule, ...]:
    x0, top, x1, bottom = fill.x0, fill.top, fill.x1, fill.bottom
    return (
        Rule(x0, top, x1, top),
        Rule(x0, bottom, x1, bottom),
        Rule(x0, top, x0, bottom),
        Rule(x1, top, x1, bottom),
    )
