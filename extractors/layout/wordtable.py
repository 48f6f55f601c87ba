"""The words of a document as columns of numbers, and lines made of many of them at once.

Most of what layout does first is sorting and comparing places. In arrays, for all pages or all tables together, that costs
a fraction of what it costs word by word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from itertools import accumulate, chain, compress, pairwise
from struct import pack
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.layout.lines import NEAR, Run, is_bold, middle_key
from ggsr_extract.extractors.layout.wording import FIRST, LONE, may_name
from ggsr_extract.models.bulk import in_bulk
from ggsr_extract.models.source import Word

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Words(NamedTuple):
    """Some words with left and right ends, and whether they are marks, or letters and signs that may be."""

    words: npt.NDArray[np.object_]
    x0: Floats
    x1: Floats
    marked: Bools
    lone: Bools

    def which(self, chosen: Bools) -> list[Word]:
        """Those that are chosen."""
        found: list[Word] = self.words[chosen].tolist()
        return found


WIDER = 65_536.0
"""Points. More than any page is wide: lines one after the other on one scale, so that one sort does."""


def _among(values: Sequence[Any], wanted: Set[Any]) -> Bools:
    """Which values are wanted: most often none is."""
    found = np.zeros(len(values), dtype=bool)
    if wanted:
        found[list(compress(range(len(values)), map(wanted.__contains__, values)))] = True
    return found


def _by_middle(middle: Floats, x0: Floats, edges: Sequence[int]) -> Ints | None:
    """The order of ``by_middle`` for words that come in reading order; None where more must be compared than this does.

    ``edges`` are where the pages begin and end.
    """
    ranks = [np.argsort(middle[low:high], kind="stable") + low for low, high in pairwise(edges)]
    order = np.concatenate(ranks) if ranks else np.empty(0, dtype=np.int64)
    middle, x0 = middle[order], x0[order]
    level = middle[1:] == middle[:-1]
    level[[edge - 1 for edge in edges[1:-1] if 0 < edge < len(order)]] = False
    return None if np.any(level & (x0[1:] <= x0[:-1])) else order


class WordTable:
    """Words page by page, on each from top to bottom as ``by_middle`` sorts them: a word's place in that order is its number.

    ``page`` counts from 0; ``top`` to ``size`` are the words' own; ``marked`` are those that the reader took for marks;
    ``lone`` those of a single letter or sign that may be one, ``written`` all but drawn things; ``named`` are the numbers of those that may name a column.
    """

    def __init__(self, pages: Sequence[Sequence[Word]]) -> None:
        words = list(chain.from_iterable(pages))
        edges = [0, *accumulate(map(len, pages))]
        text, x0, top, x1, bottom, size, font, mark = zip(*words, strict=True) if words else ((),) * 8
        numbers = [  # packed, which is twice as quick as np.fromiter
            np.frombuffer(pack(f"{len(words)}d", *each), np.float64) for each in (x0, top, x1, bottom, size)
        ]
        kinds = set(text)
        lone, drawn = kinds & LONE, kinds & {""}
        named = {each for each in kinds if each[:1] in FIRST and may_name(each)}
        special = _among(text, lone | named | drawn)
        marked = np.zeros(len(words), dtype=bool)
        marked[list(compress(range(len(words)), mark))] = True
        bold = _among(font, set(filter(is_bold, set(font))))
        self.page = np.repeat(np.arange(len(pages)), np.diff(edges))
        order = _by_middle(numbers[1] + numbers[3], numbers[0], edges)
        if order is None:
            ranks = [sorted(range(*edge), key=lambda i: middle_key(words[i])) for edge in pairwise(edges)]
            order = np.fromiter(chain.from_iterable(ranks), dtype=np.int64, count=len(words))
        self.x0, self.top, self.x1, self.bottom, self.size = (each[order] for each in numbers)
        self.marked, self.bold = marked[order], bold[order]
        self._edges = edges
        self._words = np.fromiter(words, dtype=object, count=len(words))[order]
        self._texts = np.fromiter(text, dtype=object, count=len(words))[order]
        self.lone, self.written = np.zeros(len(words), dtype=bool), np.ones(len(words), dtype=bool)
        self.named: list[int] = []
        self._original: dict[int, Word] = {}
        for i in np.flatnonzero(special[order]).tolist():
            each = self._texts[i]
            self.lone[i], self.written[i] = each in lone, each not in drawn
            if each in named:
                self.named.append(i)

    def named_by_page(self, count: int) -> list[list[int]]:
        """The numbers of words that may name a column, for each of ``count`` pages."""
        edges = np.searchsorted(self.page[self.named], np.arange(count + 1)).tolist()
        return [self.named[low:high] for low, high in pairwise(edges)]

    def text(self, number: int) -> str:
        """What a word says."""
        found: str = self._texts[number]
        return found

    def on_page(self, place: int) -> slice:
        """Where the columns hold the words of a page (from 0)."""
        return slice(self._edges[place], self._edges[place + 1])

    def chosen(self, place: slice, which: Bools) -> list[Word]:
        """Those words of a page that are chosen, from top to bottom."""
        found: list[Word] = self._words[place][which].tolist()
        return found

    def some(self, numbers: Sequence[int]) -> Words:
        """The words of these numbers."""
        chosen = np.array(numbers, dtype=np.int64)
        return Words(
            self._words[chosen], self.x0[chosen], self.x1[chosen], self.marked[chosen], self.lone[chosen]
        )

    def __len__(self) -> int:
        return len(self.page)

    def move(self, numbers: Ints, by: float) -> None:
        """Move words sideways. Their ``Word`` is another one then, whose original ``original`` tells; not where ``by`` is 0."""
        if not by:
            return
        self.x0[numbers] += by
        self.x1[numbers] += by
        for number in numbers.tolist():
            word = self._words[number]
            self._words[number] = moved = word._replace(x0=word.x0 + by, x1=word.x1 + by)
            self._original[id(moved)] = word

    def original(self, word: Word) -> Word:
        """A word as the page shows it, also where it was moved."""
        return self._original.get(id(word), word)

    def runs(self, chosen: Ints, group: Ints) -> tuple[list[Run], list[int]]:
        """Words as runs, those of one group from top to bottom, and where each run begins among them.

        ``chosen`` are the words' numbers, ascending within each group; ``group`` says which words stand together, as
        numbers that never fall. Within a group the runs are what ``gather`` makes.
        """
        if not len(chosen):
            return [], []
        top, bottom = self.top[chosen], self.bottom[chosen]
        start = self._starts(top, bottom, group)
        number = np.cumsum(start)
        x0 = self.x0[chosen]
        if np.any((x0[1:] < x0[:-1]) & ~start[1:]):
            order = np.argsort(number * WIDER + x0, kind="stable")
            chosen, x0 = chosen[order], x0[order]
            top, bottom = top[order], bottom[order]
        first = np.flatnonzero(start)
        x1, size = self.x1[chosen], self.size[chosen]
        gap = np.full(len(x0), -math.inf)
        gap[1:] = (x0[1:] - x1[:-1]) / np.maximum(size[1:], 1e-3)
        gap[first] = -math.inf
        places, words, texts = chosen.tolist(), self._words[chosen].tolist(), self._texts[chosen].tolist()
        begins = first.tolist()
        cuts = list(map(slice, begins, [*begins[1:], len(places)]))
        top, bottom = np.minimum.reduceat(top, first), np.maximum.reduceat(bottom, first)
        made = in_bulk(
            Run,
            list(map(words.__getitem__, cuts)),
            x0[first].tolist(),
            top.tolist(),
            np.maximum.reduceat(x1, first).tolist(),
            bottom.tolist(),
            ((top + bottom) / 2).tolist(),
            (bottom - top).tolist(),
            np.maximum.reduceat(size, first).tolist(),
            np.logical_and.reduceat(self.bold[chosen], first).tolist(),
            list(map(places.__getitem__, cuts)),
            np.maximum.reduceat(gap, first).tolist(),
            [None] * len(cuts),
            list(map(" ".join, map(texts.__getitem__, cuts))),
            [False] * len(cuts),
        )
        return made, begins

    @staticmethod
    def _starts(top: Floats, bottom: Floats, group: Ints) -> Bools:
        """Which words begin a run: only where height or group change can one begin."""
        other = np.append(
            True, (top[1:] != top[:-1]) | (bottom[1:] != bottom[:-1]) | (group[1:] != group[:-1])
        )
        changes = np.flatnonzero(other)
        middles, heights = (top + bottom)[changes] / 2, (bottom - top)[changes]
        begins = []
        last, middle, height = -1, -math.inf, 0.0
        for place, here, mid, tall in zip(
            changes.tolist(), group[changes].tolist(), middles.tolist(), heights.tolist(), strict=True
        ):
            if here != last or mid - middle >= NEAR * (tall if tall < height else height):
                begins.append(place)
                last, middle, height = here, mid, tall
        start = np.zeros(len(top), dtype=bool)
        start[begins] = True
        return start

    def bands(self, count: int) -> list[list[Run]]:
        """The runs of each of ``count`` pages over their full width."""
        runs, begins = self.runs(np.arange(len(self)), self.page)
        ends = np.searchsorted(self.page[begins], np.arange(count + 1)).tolist()
        return [runs[begin:end] for begin, end in pairwise(ends)]
