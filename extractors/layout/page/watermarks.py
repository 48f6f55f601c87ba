"""Watermarks: large or slanted print across a page's text, such as "CONCEPT", which belongs to none of its lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, by_middle, gather
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Word

_LARGE = 2.5  # times the usual size on the page
_SLANTED = 1.5  # times its size a word is high and wide that reads neither level nor upwards
_CROSSED = 3  # words of the usual size that a watermark runs across


def without_watermarks(
    words: WordTable, pages: Sequence[Sequence[Word]]
) -> tuple[WordTable, dict[int, list[Run]]]:
    """The words without watermarks, and these as lines by the page's position; mostly there are none."""
    usual = float(np.median(words.size)) if len(words.size) else 0.0
    large: dict[int, list[Word]] = {}
    across: set[tuple[str, int, int]] = set()
    for number in np.unique(words.page[words.size > _LARGE * usual]).tolist():
        large[number] = [word for word in pages[number] if word.text and word.size > _LARGE * usual]
        small = [word for word in pages[number] if word.size <= _LARGE * usual]
        across |= {_place(word) for word in large[number] if _crossed(word, small) >= _CROSSED}
    stamps: dict[int, list[Word]] = {}
    for number, some in large.items():
        # where little text stands on a page, it is told by the other pages
        stamps[number] = [word for word in some if _place(word) in across]
    reach = _SLANTED * words.size
    slanted = (words.bottom - words.top > reach) & (words.x1 - words.x0 > reach)
    for number in np.unique(words.page[slanted]).tolist():
        here = words.on_page(number)
        known = {id(word) for word in stamps.get(number, ())}
        tilted = [word for word in words.chosen(here, slanted[here]) if id(word) not in known]
        stamps[number] = [*stamps.get(number, ()), *tilted]
    found = {number: gather(by_middle(some)) for number, some in stamps.items() if some}
    if not found:
        return words, found
    gone = {id(word) for runs in found.values() for run in runs for word in run.words}
    return WordTable([[word for word in page if id(word) not in gone] for page in pages]), found


def _place(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.x0 / 4), round(word.top / 4)


def _crossed(word: Word, others: Sequence[Word]) -> int:
    """How many words lie on a word for half of their width and of their height at least."""
    return sum(
        min(word.x1, other.x1) - max(word.x0, other.x0) > 0.5 * (other.x1 - other.x0)
        and min(word.bottom, other.bottom) - max(word.top, other.top) > 0.5 * (other.bottom - other.top)
        for other in others
    )
