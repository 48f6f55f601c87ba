"""Drop capitals: a large letter that begins a paragraph and reaches down beside its next lines, put before the word it begins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Word

_LARGE = 1.7  # times the size of what follows
_WIDEST = 1.1  # of its size: a letter alone is no wider
_GAP = 0.4  # of its size, to the rest of its word at most


def with_drop_capitals(
    words: WordTable, pages: Sequence[Sequence[Word]]
) -> tuple[WordTable, Sequence[Sequence[Word]]]:
    """The words with drop capitals put before the rest of theirs, also page by page; mostly there are none.

    ``pages`` holds the words of ``words``. The rest begins with a small letter, right of the upper half of the capital.
    """
    large = (words.size > _LARGE * words.size.sum() / max(len(words), 1)) & words.written & ~words.marked
    large &= words.x1 - words.x0 < _WIDEST * words.size
    if not large.any():
        return words, pages
    whole: dict[int, Word | None] = {}
    for number in np.flatnonzero(large).tolist():
        if len(words.text(number)) == 1 and words.text(number).isupper():
            _put_before(words, number, whole)
    if not whole:
        return words, pages
    found = [[kept for word in page if (kept := whole.get(id(word), word)) is not None] for page in pages]
    return WordTable(found), found


def _put_before(words: WordTable, number: int, whole: dict[int, Word | None]) -> None:
    """Note for a drop capital that it is no word, and for the rest of its word what it is as a whole, by their identities."""
    here = words.on_page(int(words.page[number]))
    (capital,) = words.chosen(here, np.arange(here.start, here.stop) == number)
    middle = (words.top[here] + words.bottom[here]) / 2
    beside = (words.x0[here] > capital.x1 - 1) & (words.x0[here] < capital.x1 + _GAP * capital.size)
    beside &= _LARGE * words.size[here] < capital.size
    centre = (capital.top + capital.bottom) / 2
    upper = words.chosen(here, beside & (middle > capital.top) & (middle < centre))
    if upper and upper[0].text[0].islower():
        whole[id(capital)] = None
        whole[id(upper[0])] = upper[0]._replace(text=capital.text + upper[0].text, x0=capital.x0)
