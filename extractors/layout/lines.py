"""Words to runs: what stands on one baseline of one column. Everything later works on these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from ggsr_extract.models.source import Word

_BY_LEFT = attrgetter("x0")


@lru_cache(maxsize=256)
def _bold(font: str) -> bool:
    return Word("", 0, 0, 0, 0, font=font).bold


class Run:
    """Words on one baseline, from left to right, with the box around them (points).

    ``ranked`` are the same words by the middle of their height, as ``by_middle`` sorts them.
    """

    __slots__ = ("_text", "bottom", "mark", "mid", "ranked", "top", "words", "x0", "x1")

    def __init__(self, words: list[Word], mark: str | None = None, ranked: list[Word] | None = None) -> None:
        self.words = words
        self.mark = mark
        self.ranked = words if ranked is None else ranked
        self._text: str | None = None
        first = words[0]
        x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
        for word in words:
            if word.x0 < x0:
                x0 = word.x0
            if word.x1 > x1:
                x1 = word.x1
            if word.top < top:
                top = word.top
            if word.bottom > bottom:
                bottom = word.bottom
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom
        self.mid = (top + bottom) / 2

    @property
    def text(self) -> str:
        """The words with one space between them."""
        text = self._text
        if text is None:
            text = self._text = " ".join([word.text for word in self.words])
        return text

    @property
    def size(self) -> float:
        """The largest text size on the line."""
        return max([word.size for word in self.words])

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(map(_bold, {word.font for word in self.words}))

    @property
    def height(self) -> float:
        """From top to bottom, in points."""
        return self.bottom - self.top


def by_middle(words: Iterable[Word]) -> list[Word]:
    """Words from top to bottom by the middle of their height; ties by place and text, so that input order never tells."""
    return sorted(words, key=lambda word: (word.top + word.bottom, word.x0, word.x1, word.text))


def gather(words: Sequence[Word]) -> list[Run]:
    """Words that are sorted by their middle to runs, from top to bottom.

    Two words share a run when their middles are less than 0.4 of the lower word's height apart.
    """
    groups: list[list[Word]] = []
    uneven: set[int] = set()
    group: list[Word] = []
    middle, height = -1e9, 0.0
    top = bottom = -1e9
    for word in words:
        if word.top == top and word.bottom == bottom:
            group.append(word)
            continue
        top, bottom = word.top, word.bottom
        mid = (top + bottom) / 2
        tall = bottom - top
        if mid - middle < 0.4 * (tall if tall < height else height):
            group.append(word)
            uneven.add(len(groups))
        else:
            group = [word]
            groups.append(group)
            middle, height = mid, tall
    runs = []
    for number, group in enumerate(groups, start=1):
        if number in uneven or len(group) == 1:
            runs.append(Run(sorted(group, key=_BY_LEFT), None, group))
        else:
            runs.append(_level(group))
    return runs


def _level(group: list[Word]) -> Run:
    """As the run itself would be made, for words that all have one top and one bottom: what most lines are."""
    run = Run.__new__(Run)
    run.words = words = sorted(group, key=_BY_LEFT)
    run.mark, run.ranked, run._text = None, group, None
    first = words[0]
    run.x0, run.top, run.bottom = first.x0, first.top, first.bottom
    run.x1 = max([word.x1 for word in words])
    run.mid = (first.top + first.bottom) / 2
    return run


def ranked(runs: Iterable[Run]) -> list[Word]:
    """The words of runs that were gathered together, from top to bottom, as ``by_middle`` sorts them."""
    return [word for run in runs for word in run.ranked]


def split_wide(run: Run, factor: float) -> list[Run]:
    """Cut a run where the gap between two words is more than ``factor`` times the text size."""
    pieces: list[list[Word]] = [[run.words[0]]]
    right = run.words[0].x1
    for word in run.words[1:]:
        if word.x0 - right > factor * max(word.size, 1.0):
            pieces.append([word])
        else:
            pieces[-1].append(word)
        right = max(right, word.x1)
    return [run] if len(pieces) == 1 else [Run(piece) for piece in pieces]


def median(values: Sequence[float], default: float) -> float:
    """The middle value (the upper of two), or ``default`` when there is none."""
    return sorted(values)[len(values) // 2] if values else default
