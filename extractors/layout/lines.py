"""Words to runs: what stands on one baseline of one column. Everything later works on these."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from operator import attrgetter

from ggsr_extract.models.source import Word

_BY_LEFT = attrgetter("x0")
_ENDS, _CLOSING = frozenset(".!?:;"), ")’”'\""
_EDGES = 12  # places at which most words begin: more than there are columns
NEAR = 0.4
"""Two words share a run when their middles are less than this many of the lower word's heights apart."""


@lru_cache(maxsize=256)
def is_bold(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    return Word("", 0, 0, 0, 0, font=font).bold


@dataclass(slots=True, eq=False)
class Run:
    """Words on one baseline, from left to right, with the box around them (points).

    ``text`` are the words with one space between them, ``mid`` is the middle of its height, ``size`` the largest text size, ``bold`` whether every word is; ``places`` are the
    words' numbers in the document's ``WordTable``, where it is made from that, and ``widest`` a bound of the gaps between its
    words in times of their size. ``remark`` says that a remark begins here, which its place alone tells.
    """

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    mid: float
    height: float
    size: float
    bold: bool
    places: Sequence[int] = ()
    widest: float = math.inf
    mark: str | None = None
    text: str = ""
    remark: bool = False


def run_of(words: list[Word], mark: str | None = None, places: Sequence[int] = ()) -> Run:
    """A run of words that are in order from left to right."""
    if len(words) == 1:
        text, x0, top, x1, bottom, size, font, _ = words[0]
        middle, height, bold = (top + bottom) / 2, bottom - top, is_bold(font)
        return Run(words, x0, top, x1, bottom, middle, height, size, bold, places, -math.inf, mark, text)
    texts, lefts, tops, rights, bottoms, sizes, fonts, _ = zip(*words, strict=True)
    top, bottom = min(tops), max(bottoms)
    bold = all(map(is_bold, set(fonts)))
    middle, height = (top + bottom) / 2, bottom - top
    return Run(
        words,
        min(lefts),
        top,
        max(rights),
        bottom,
        middle,
        height,
        max(sizes),
        bold,
        places,
        math.inf,
        mark,
        " ".join(texts),
    )


def middle_key(word: Word) -> tuple[float, float, float, str]:
    """What ``by_middle`` sorts by: ties by place and text, so that input order never tells."""
    return (word.top + word.bottom, word.x0, word.x1, word.text)


def by_middle(words: Iterable[Word]) -> list[Word]:
    """Words from top to bottom by the middle of their height."""
    return sorted(words, key=middle_key)


def gather(words: Sequence[Word]) -> list[Run]:
    """Words that are sorted by their middle to runs, from top to bottom; see ``NEAR``.

    For a few words; for many, ``WordTable.runs`` does the same.
    """
    groups: list[list[Word]] = []
    middle, height = -math.inf, 0.0
    top = bottom = -math.inf
    for word in words:
        if word.top != top or word.bottom != bottom:
            top, bottom = word.top, word.bottom
            mid, tall = (top + bottom) / 2, bottom - top
            if mid - middle >= NEAR * min(tall, height):
                groups.append([])
                middle, height = mid, tall
        groups[-1].append(word)
    return [run_of(sorted(group, key=_BY_LEFT)) for group in groups]


def places_of(bands: Iterable[Run]) -> list[int]:
    """The numbers of the words of bands."""
    return list(chain.from_iterable([band.places for band in bands]))


def ranked(runs: Iterable[Run]) -> list[Word]:
    """The words of a document's bands, from top to bottom, as ``by_middle`` sorts them."""
    return [
        word
        for _, word in sorted(chain.from_iterable(zip(run.places, run.words, strict=True) for run in runs))
    ]


def split_wide(run: Run, factor: float) -> list[Run]:
    """Cut a run where the gap between two words is more than ``factor`` times the text size."""
    begins = _piece_begins(run, factor)
    if len(begins) == 1:
        return [run]
    return [run_of(run.words[begin:end]) for begin, end in pairwise([*begins, len(run.words)])]


def piece_starts(run: Run, factor: float) -> list[float]:
    """Where the pieces begin into which :func:`split_wide` cuts a run."""
    return [run.words[begin].x0 for begin in _piece_begins(run, factor)]


def _piece_begins(run: Run, factor: float) -> list[int]:
    """The first word of each piece."""
    begins = [0]
    if run.widest < 0.999 * factor:
        return begins
    right = run.words[0].x1
    for at, word in enumerate(run.words):
        x0, x1 = word.x0, word.x1
        if x0 - right > factor * max(word.size, 1.0):
            begins.append(at)
        if x1 > right:
            right = x1
    return begins


def ends_sentence(text: str, following: str) -> bool:
    """Whether a sentence ends with a line, and none goes on with the next."""
    return text.rstrip(_CLOSING)[-1:] in _ENDS and not following[:1].islower()


def median(values: Sequence[float], default: float) -> float:
    """The middle value (the upper of two), or ``default`` when there is none."""
    return sorted(values)[len(values) // 2] if values else default


def apart(left: Sequence[float], right: Sequence[float], least: float, most: float) -> tuple[int, int]:
    """How far to the right most words of one column of a page begin from where those of another do, between ``least`` and
    ``most`` points, and how many do: of ``left`` and ``right``, the places at which words begin, the commonest are edges of cells.
    """
    ones, others = (Counter(dict(Counter(map(round, some)).most_common(_EDGES))) for some in (left, right))
    shifts = {0, *(b - a for a in ones for b in others)}
    told = [
        (by, sum(min(count, others[x + by]) for x, count in ones.items()))
        for by in sorted(shifts, key=lambda by: (abs(by), by))
        if least <= by <= most
    ]
    return max(told, key=lambda item: item[1], default=(0, 0))
