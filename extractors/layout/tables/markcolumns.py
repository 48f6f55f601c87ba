"""Where marks and remarks stand among the columns of a table: marks before its indicators, right of all text, below which
header cell; remarks in a column of their own right of the findings.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, ends_sentence
from ggsr_extract.extractors.layout.wording import LONE, names_rows
from ggsr_extract.extractors.layout.wordtable import Words
from ggsr_extract.models.source import Word
from ggsr_extract.models.verdicts import MARKS

STAND = 12.0
"""Points that marks of one column stand apart, at most."""
BELOW = 1.5
"""Points within which a mark stands right below a header cell's left edge."""
_WITHIN = 40.0  # points of a column of marks that its header cell stands over
_LET, _OP = ("LET", "Let", "let"), ("OP", "Op", "op")
_NAMED = re.compile(r"let op\b|opmerking(en)?\b|kanttekening(en)?\b|aandachtspunt(en)?\b")
_SAME = 1.5  # points within which remarks of a column begin
_WIDTH = 6.0  # text sizes that a column of findings is wide, at least
_GUTTER = 0.5  # of the text size, between the columns: about as wide as a space or wider
_FEW = 0.5  # lines near each remark that run over the edge, and of the remarks stand below text of their own column, at most
_PITCH = 2.5  # text sizes that lines of a cell stand apart, at most
_BESIDE = 10  # lines above and below the first of a remark that are looked at


def begin_below(left: float, marks: Sequence[Word], words: Words) -> bool:
    """Whether marks stand right below a header cell's left edge, or a little further in with no text before them: they may be
    centred in a column of their own.
    """
    there = [mark.x0 for mark in marks if left - BELOW < mark.x0 < left + _WITHIN]
    if any(x < left + BELOW for x in there):
        return True
    if len(there) < 2:
        return False
    before = (words.x0 > left + BELOW) & (words.x0 < min(there) - 1) & ~words.marked & ~words.lone
    return 2 * int(np.count_nonzero(before)) <= len(there)


def stand_below(marks: Sequence[Word], left: float, right: float) -> int:
    """How many marks stand between the left edge of a header cell and ``right``."""
    return sum(left - BELOW < mark.x0 < right for mark in marks)


def front_of(marks: Sequence[Word], indicator: float, value: float) -> tuple[float, float] | None:
    """Between what x positions marks stand that all are left of the indicators; ``indicator`` and ``value`` are where header cells begin."""
    signs = [mark for mark in marks if mark.mark in MARKS] or marks
    middles = [(mark.x0 + mark.x1) / 2 for mark in signs if mark.x1 < indicator + STAND]
    if len(middles) < 3 or any(mark.x0 > value - STAND for mark in signs):
        return None
    return (min(middles) - BELOW, max(middles) + BELOW) if max(middles) - min(middles) < STAND else None


def end_texts(bands: Sequence[Run], most: int) -> bool:
    """Whether nearly all marks beside text stand right behind the end of a sentence, and nearer to it than to what follows.

    There are at most ``most`` words that may be marks: the bands are looked through until they cannot be nearly all any more.
    """
    begin = end = 0
    for band in bands:
        words = band.words
        for at, word in enumerate(words):
            if len(words) == 1 or not (word.mark in MARKS or (word.mark is None and word.text in LONE)):
                continue
            before = word.x0 - words[at - 1].x1 if at else math.inf
            after = words[at + 1].x0 - word.x1 if at + 1 < len(words) else math.inf
            behind = before < min(after, max(word.size, 1.0)) and ends_sentence(words[at - 1].text, "")
            begin, end = begin + (not behind), end + behind
            if 5 * begin >= most:
                return False
    return end > 4 * begin


def signs_of(words: Sequence[Word]) -> frozenset[str]:
    """Characters that may be marks by their place alone: signs of their own that return, no list's dots or dashes."""
    counts = Counter(
        word.text
        for word in words
        if len(word.text) == 1
        and word.text not in LONE
        and unicodedata.category(word.text) in ("So", "Sm", "Co")
    )
    return frozenset(text for text, count in counts.items() if count > 1)


def right_of_texts(marks: Sequence[Word], words: Words, last: tuple[float, float], after: float) -> bool:
    """Whether hardly any text of the last column of findings stands at the right of its marks; ``after`` is where the next begins."""
    there = sorted(m.x1 for m in marks if m.x0 > last[0] - 30)
    if not there:
        return False
    many = max(2, len(there) // 4)  # where so many stand further right, others are of the column before
    stands = [x for at, x in enumerate(there) if at + 1 - bisect_right(there, x - STAND) >= many]
    edge = stands[-1] if stands else there[len(there) // 2]
    inside = words.x0[(words.x0 > last[0] - 30) & (words.x0 < after - 1) & ~words.marked & ~words.lone]
    return len(inside) > 0 and int(np.count_nonzero(inside > edge)) < 0.05 * len(inside)


class Opening(NamedTuple):
    """The word "LET" with which a remark opens, and the lines that stand level with it, above and below."""

    word: Word
    lines: Sequence[Run]


def openings(bodies: Sequence[Sequence[Run]]) -> list[Opening]:
    """Where remarks open in the lines of some pages."""
    return [
        Opening(word, bands[max(at - _BESIDE, 0) : at + _BESIDE])
        for bands in bodies
        for at, band in enumerate(bands)
        if "et op" in band.text or "et Op" in band.text or "ET OP" in band.text
        for word in opening(band)
    ]


def remarks_edge(opened: Sequence[Opening], left: float) -> float | None:
    """Where the column of remarks begins in tables whose findings begin at ``left``; None where they have none.

    Most that says "LET OP" opens there, right of the text of a statement and not below it, and near it no line goes on over that
    edge.
    """
    beside = [each for each in opened if each.word.x0 > left + _WIDTH * each.word.size]
    if not beside or 2 * len(beside) <= len(opened):
        return None
    edge = min([each.word.x0 for each in beside])
    if max([each.word.x0 for each in beside]) - edge > _SAME:
        return None
    across = below = right_of = 0
    for word, lines in beside:
        right_of += any(_has_text(band, left, edge) for band in lines)
        high = word.top - _PITCH * word.size
        below += any(high < band.top and band.mid < word.top and _begins_at(band, edge) for band in lines)
        for band in lines:
            before = [other for other in band.words if left - 1 < other.x0 < edge - 1]
            after = [other for other in band.words if other.x0 >= edge - 1][:1]
            if after and after[0].mark is not None:
                return None
            if before and band.x1 > edge + 1:
                right = after[0].x0 if after else edge
                beyond = right > edge + _SAME  # the lines of remarks begin at one edge
                across += beyond or right - before[-1].x1 < _GUTTER * before[-1].size
    return edge if max(across, below) <= _FEW * len(beside) and 2 * right_of > len(beside) else None


def _has_text(band: Run, left: float, right: float) -> bool:
    """Whether text of a cell that is no mark begins between two positions: words of none of the header rows."""
    there = [word for word in band.words if left - 1 < word.x0 < right - 1]
    told = any(word.mark is None and word.text not in LONE for word in there)
    return told and not _is_header(band)


def named_remarks(heading: Sequence[Word], words: Words) -> float | None:
    """Where the column of remarks begins below a header cell over findings that names one at its right, well apart from the
    rest; None where none does, or text runs over that edge.
    """
    for at in range(1, len(heading)):
        word, before = heading[at], heading[at - 1]
        text = " ".join([other.text for other in heading[at : at + 2]]).casefold()
        if _NAMED.match(text) and word.x0 - before.x1 > word.size:
            inside = words.x0 < word.x0 - _SAME
            across = inside & (words.x1 > word.x0 + 1)
            return None if bool(across.any()) else word.x0
    return None


def _begins_at(band: Run, x: float) -> bool:
    """Whether text of a cell begins at a position: a word that is none of a header row."""
    return any(abs(word.x0 - x) < _SAME for word in band.words) and not _is_header(band)


def _is_header(band: Run) -> bool:
    return any(names_rows(word.text.casefold()) for word in band.words)


def opening(band: Run) -> list[Word]:
    """The words "LET" of a line that open a remark."""
    words = band.words
    return [
        words[at] for at in range(len(words) - 1) if words[at].text in _LET and words[at + 1].text[:2] in _OP
    ]
