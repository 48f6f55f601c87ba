"""What stands in the side margins: lines that run along a page's edge, lines that return there, and numbers of lines and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, by_middle, gather, run_of
from ggsr_extract.extractors.layout.wording import PAGE_NUMBER, header_key
from ggsr_extract.extractors.layout.wordtable import WIDER, Bools, WordTable
from ggsr_extract.models.months import MONTHS
from ggsr_extract.models.source import Page, Word

_MARGIN = 0.14  # of the page's width
_ENDS = 0.12  # of the page's height, at each end
_TURNED = 1.5  # times the text size: words that read upright are never so tall
_NEAR = 0.4  # of the text size: as far apart as words of one line
_GUTTER = 4.0  # points of white space between what stands in a margin and the text
_NUMBERS = 3  # on a page, at least; fewer are no numbers of lines
_DRIFT = 8.0  # points that a page's number may move between pages
_SAME = 0.5  # of the text size, that the middles of words of one sideways line are apart at most
_SPACE = 1.5  # of the text size, between words of one line
_PRINTED = re.compile(
    rf"^uitkomsten\b|samenwerkend toezicht jeugd|\b({'|'.join(MONTHS)}) 20\d\d\b",
    re.I,
)
"""What tells the direction of a line that stands sideways."""
_DIGITS = re.compile(r"\d+")


def without_side_lines(
    words: WordTable, pages: Sequence[Page], printed: Sequence[Sequence[Word]]
) -> tuple[WordTable, Sequence[Sequence[Word]], dict[int, list[Run]]]:
    """The words without those in side margins, also page by page, and those as lines by the page's position: mostly none.

    ``printed`` holds the words of ``words`` page by page.
    """
    turned = words.bottom - words.top > _TURNED * words.size
    returning = _returning(words, pages)
    counting = _counting(words, pages)
    found: dict[int, list[Word]] = {}
    for place, page in enumerate(pages):
        here = words.on_page(place)
        aside = _along_edges(words, here, turned[here], page.width) | _numbers(words, here, page.width)
        for known in (returning, counting):
            if place in known:
                aside |= known[place]
        if aside.any():
            found[place] = words.chosen(here, aside)
    if not found:
        return words, printed, {}
    gone = {id(word) for some in found.values() for word in some}
    kept = [[word for word in some if id(word) not in gone] for some in printed]
    return WordTable(kept), kept, {place: _lines(some, pages[place].width) for place, some in found.items()}


def _lines(words: Sequence[Word], width: float) -> list[Run]:
    """What stands in the margins of a page as lines: words that stand one above the other sideways are one."""
    upright = [word for word in words if word.bottom - word.top <= _TURNED * word.size]
    rest = [word for word in words if word.bottom - word.top > _TURNED * word.size]
    if not rest:
        return gather(by_middle(upright))
    strips: dict[float, list[Word]] = {}
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        middle = (word.x0 + word.x1) / 2
        strip = next((x for x in strips if abs(x - middle) < _SAME * word.size), middle)
        strips.setdefault(strip, []).append(word)
    found: list[Run] = []
    for x, strip_words in strips.items():
        if not any(word in rest for word in strip_words):
            found += gather(by_middle(strip_words))
            continue
        starts = [0]
        for at, (above, word) in enumerate(pairwise(strip_words), 1):
            if word.top - above.bottom > _SPACE * word.size:
                starts.append(at)
        for begin, end in pairwise([*starts, len(strip_words)]):
            found.append(_turned_line(strip_words[begin:end], upwards=x < width / 2))
    return found


def _turned_line(words: list[Word], *, upwards: bool) -> Run:
    """Words that stand one below the other, in the order in which they say something that STJ prints; else as is usual at
    that edge.
    """
    down, up = " ".join([word.text for word in words]), " ".join([word.text for word in words[::-1]])
    if bool(_PRINTED.search(down)) is not bool(_PRINTED.search(up)):
        upwards = bool(_PRINTED.search(up))
    return run_of(words[::-1] if upwards else words)


def _along_edges(words: WordTable, here: slice, turned: Bools, width: float) -> Bools:
    """Words in a strip in which turned words stand, and nothing else does but the page's number."""
    aside = np.zeros(len(turned), dtype=bool)
    if not turned.any():
        return aside
    x0, x1 = words.x0[here], words.x1[here]
    for edge in (x1 < _MARGIN * width, x0 > (1 - _MARGIN) * width):
        some = turned & edge
        if some.any():
            left, right = x0[some].min(), x1[some].max()
            strip = (x1 > left - _GUTTER) & (x0 < right + _GUTTER)
            others = strip & ((x0 < left - 1) | (x1 > right + 1))
            number = " ".join(word.text for word in words.chosen(here, others)) if others.any() else "1"
            if PAGE_NUMBER.match(number):
                aside |= strip
    return aside


def _returning(words: WordTable, pages: Sequence[Page]) -> dict[int, Bools]:
    """Words that stand at the same place on most pages, and begin left or end right of all that do not, by the page's position.

    Lines at the top and the bottom are running headers and footers, which ``margins`` tells.
    """
    places = np.round(words.x0) * WIDER + np.round(words.top)
    _, where, count = np.unique(places, return_inverse=True, return_counts=True)
    often = max(1, len(pages) / 2)
    found: dict[int, Bools] = {}
    if not np.any(count > often):
        return found
    again = count[where] > often
    heads = [words.on_page(place) for place in range(len(pages))]
    if not any(_outside(words, here, again[here]).any() for here in heads):
        return found
    texts = [[word.text for word in words.chosen(here, again[here])] for here in heads]
    same = Counter(
        one
        for here, some in zip(heads, texts, strict=True)
        for one in set(zip(places[here][again[here]].tolist(), some, strict=True))
    )
    beside = touching = 0
    for place, (page, here, some) in enumerate(zip(pages, heads, texts, strict=True)):
        returns = again[here].copy()
        returns[returns] = [
            same[one] > often for one in zip(places[here][returns].tolist(), some, strict=True)
        ]
        middle = (words.top[here] > _ENDS * page.height) & (words.bottom[here] < (1 - _ENDS) * page.height)
        aside = _outside(words, here, returns) & middle
        if aside.any():
            own, others = words.chosen(here, aside), words.chosen(here, ~aside)
            if not any(header_key(word.text) or word.mark for word in own):
                found[place] = aside
                beside += 1
                touching += any(_touches(word, others) for word in own)
    return found if 2 * touching < beside else {}


def _outside(words: WordTable, here: slice, some: Bools) -> Bools:
    """Which of some words of a page begin left or end right of all its others."""
    if not some.any() or some.all():
        return np.zeros(len(some), dtype=bool)
    x0, x1 = words.x0[here], words.x1[here]
    found: Bools = some & ((x0 < x0[~some].min() - 1) | (x1 > x1[~some].max() + 1))
    return found


def _touches(word: Word, others: Sequence[Word]) -> bool:
    """Whether a word is one of a line of others: they stand level with it, no more than a wide space apart."""
    middle, near = (word.top + word.bottom) / 2, _NEAR * word.size
    return any(
        other.top < middle < other.bottom and other.x0 < word.x1 + near and other.x1 > word.x0 - near
        for other in others
    )


def _counting(words: WordTable, pages: Sequence[Page]) -> dict[int, Bools]:
    """Numbers right or left of all other words of their pages that go up from page to page (or from sheet to sheet of two
    pages), by the page's position.

    Those at the top and the bottom are told by ``margins``.
    """
    found: dict[int, Bools] = {}
    for right in (True, False):
        numbered: list[tuple[int, int, float, float, Bools]] = []
        for place, page in enumerate(pages):
            here = words.on_page(place)
            beside = _outermost(words, here, right, page.height)
            if beside is None:
                continue
            own = words.chosen(here, beside)
            text = " ".join([word.text for word in sorted(own, key=lambda word: word.x0)])
            value = _DIGITS.search(text)
            if value and PAGE_NUMBER.match(text):
                x = min(word.x0 for word in own) if right else max(word.x1 for word in own)
                numbered.append((place, int(value.group()), x, own[0].top, beside))
        for place, number, x, top, beside in numbered:
            if any(
                other != place
                and other - place in (value - number, 2 * (value - number))
                and abs(a - x) < _DRIFT
                and abs(b - top) < _DRIFT
                for other, value, a, b, _ in numbered
            ):
                found[place] = found[place] | beside if place in found else beside
    return found


def _outermost(words: WordTable, here: slice, right: bool, height: float) -> Bools | None:
    """The words of one line that begin right (or end left) of all others of a page; None where there are none."""
    x0, x1 = words.x0[here], words.x1[here]
    if len(x0) < 2:
        return None
    top, bottom = words.top[here], words.bottom[here]
    at = int(np.argmax(x1) if right else np.argmin(x0))
    middle = (top[at] + bottom[at]) / 2
    if not _ENDS * height < middle < (1 - _ENDS) * height:
        return None
    level = (top < middle) & (bottom > middle)
    if level.all():
        return None
    some: Bools = level & (x0 > x1[~level].max() + 1 if right else x1 < x0[~level].min() - 1)
    return some if some.any() else None


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
