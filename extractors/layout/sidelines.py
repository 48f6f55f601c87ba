"""What stands in the side margins: lines that run along a page's edge, lines that return there, and the numbers of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, by_middle, gather
from ggsr_extract.extractors.layout.wording import header_key
from ggsr_extract.extractors.layout.wordtable import Bools, WordTable
from ggsr_extract.models.source import Page, Word

_MARGIN = 0.14  # of the page's width
_OUTER = 0.25  # of the page's width, for lines that return at the same place
_TURNED = 1.5  # times the text size: words that read upright are never so tall
_GUTTER = 4.0  # points of white space between what stands in a margin and the text
_NUMBERS = 3  # on a page, at least; fewer are no numbers of lines


def without_side_lines(
    words: WordTable, pages: Sequence[Page], printed: Sequence[Sequence[Word]]
) -> tuple[WordTable, Sequence[Sequence[Word]], dict[int, list[Run]]]:
    """The words without those in side margins, also page by page, and those as lines by the page's position: mostly none.

    ``printed`` holds the words of ``words`` page by page.
    """
    turned = words.bottom - words.top > _TURNED * words.size
    strips = [_outer_strips(words, words.on_page(place), page.width) for place, page in enumerate(pages)]
    counts = Counter(place for some in strips for strip in some for place in set(strip[1]))
    found: dict[int, list[Word]] = {}
    for place, page in enumerate(pages):
        here = words.on_page(place)
        aside = _along_edges(words, here, turned[here], page.width) | _numbers(words, here, page.width)
        for strip, placed in strips[place]:
            if all(counts[one] > 1 for one in placed):
                aside |= strip
        if aside.any():
            found[place] = words.chosen(here, aside)
    if not found:
        return words, printed, {}
    gone = {id(word) for some in found.values() for word in some}
    kept = [[word for word in some if id(word) not in gone] for some in printed]
    return WordTable(kept), kept, {place: gather(by_middle(some)) for place, some in found.items()}


def _along_edges(words: WordTable, here: slice, turned: Bools, width: float) -> Bools:
    """Words in a strip in which turned words stand, and nothing else does."""
    aside = np.zeros(len(turned), dtype=bool)
    if not turned.any():
        return aside
    x0, x1 = words.x0[here], words.x1[here]
    for edge in (x1 < _MARGIN * width, x0 > (1 - _MARGIN) * width):
        some = turned & edge
        if some.any():
            left, right = x0[some].min(), x1[some].max()
            strip = (x1 > left - _GUTTER) & (x0 < right + _GUTTER)
            if np.all((x0[strip] >= left - 1) & (x1[strip] <= right + 1)):
                aside |= strip
    return aside


Placed = tuple[str, int, int]


def _outer_strips(words: WordTable, here: slice, width: float) -> list[tuple[Bools, list[Placed]]]:
    """The strip of words at each side that white space from top to bottom parts from all others, with its words' places.

    Columns of tables can be such strips too: those hold the words of header rows.
    """
    x0, x1 = words.x0[here], words.x1[here]
    found = []
    for near, far in ((x0, x1), (width - x1, width - x0)):
        order = np.argsort(near, kind="stable")
        reach = np.maximum.accumulate(far[order])
        gaps = np.flatnonzero((near[order][1:] - reach[:-1] > _GUTTER) & (reach[:-1] < _OUTER * width))
        if not len(gaps):
            continue
        strip = far <= reach[gaps[0]]
        some = words.chosen(here, strip)
        if not any(header_key(word.text) or word.mark for word in some):
            found.append((strip, [(word.text, round(word.x0), round(word.top)) for word in some]))
    return found


def _numbers(words: WordTable, here: slice, width: float) -> Bools:
    """Numbers that rise from top to bottom in a strip of their own at the left edge."""
    x0, x1 = words.x0[here], words.x1[here]
    none = np.zeros(len(x0), dtype=bool)
    if not len(x0):
        return none
    size = words.size[here]
    left = float(x0.min())
    strip = x0 < left + 2 * float(size[np.argmin(x0)])
    right = float(x1[strip].max())
    if right > _MARGIN * width or np.any(~strip & (x0 < right + _GUTTER)):
        return none
    texts = [word.text for word in words.chosen(here, strip)]
    if len(texts) < _NUMBERS or not all(text.isdecimal() for text in texts):
        return none
    numbers = [int(text) for text in texts]
    return strip if numbers == sorted(set(numbers)) else none
