"""Where sentences start: after a full stop that ends one, not after those of abbreviations, titles and enumerations.

Rules, in the order in which they are tried, for a token that may end a sentence:

* closing quotation marks and brackets after it belong to the sentence;
* white space must follow, or a capital straight after a lower-case word ("gezin.De");
* a lower-case word after it continues the sentence ("‘Wat kan beter?’ is de vraag");
* an abbreviation or an initial ends no sentence; one like "e.o." does when a capital follows;
* a number or letter at the start of a sentence is an enumerator ("1. De gemeente ...");
* inside brackets, and inside a short quotation such as a title, no sentence ends.

A line break before a bullet or an empty line starts a sentence, and so does "Let op:".
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import Final

from ggsr_extract.extractors.language.hints import ENDS_HERE, PLAIN_END
from ggsr_extract.extractors.language.views import Batch
from ggsr_extract.extractors.language.words.flags import (
    BEGINS,
    BORDER,
    BREAK,
    CLOSE,
    EITHER,
    END,
    ENUMERATOR,
    LET,
    OPEN,
    SPACE,
    SPACED,
    STOP_MAYBE,
    STOP_NEVER,
)

_TITLE_WORDS: Final = 15  #: a quotation of at most so many words is taken for a title or a phrase
_BULLETS: Final = "-–—•▪◦●■*"
_QUOTES: Final = frozenset("‘“„«(['\"")
_STRAIGHT: Final = ("'", '"')
_PAIRS: Final = {"(": ")", "[": "]", "‘": "’", "“": "”", "„": "”", "«": "»"}


def quotations(batch: Batch) -> list[tuple[int, int]]:
    """Quoted and bracketed stretches as token indices (of the opening and the closing mark), outermost first, in order.

    An apostrophe closes a quotation only where one is open; a mark that is never closed opens nothing.
    """
    if batch.pairs is None:
        batch.pairs = _quotations(batch)
        batch.reaches = list(accumulate((closing for _, closing in batch.pairs), max))
    return batch.pairs


def _quotations(batch: Batch) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    awaited: list[str] = []  # the mark that closes each open quotation
    opened: list[int] = []  # where it opened
    forms, flags = batch.forms, batch.flags

    def close(mark: str, at: int) -> None:
        last = len(awaited) - 1 - awaited[::-1].index(mark)
        found.append((opened[last], at))
        del awaited[last:], opened[last:]

    for i in batch.where(OPEN | CLOSE | EITHER | BORDER):
        mark = forms[i]
        if flags[i] & BORDER:
            awaited.clear()
            opened.clear()
        elif mark in _STRAIGHT:
            before = bool(flags[i - 1] & SPACED) or forms[i - 1] in _PAIRS
            behind = bool(flags[i] & SPACED)
            if mark not in awaited or (before and not behind and mark == "'"):
                if before and not behind:
                    awaited.append(mark)
                    opened.append(i)
            else:
                close(mark, i)
        elif mark[0] in _PAIRS:
            awaited.append(_PAIRS[mark[0]])
            opened.append(i)
        else:
            for closing in mark:  # "’’" closes two
                if closing in awaited:
                    close(closing, i)
    found.sort(key=lambda pair: (pair[0], -pair[1]))
    return found


def _protected(batch: Batch, start: int, border: int, at: int) -> bool:
    """Whether the place before word ``at`` lies within brackets or a title that began within the sentence or the text before."""
    pairs = quotations(batch)
    end = bisect_left(pairs, (at, 0))
    if not end or batch.reaches[end - 1] < at:
        return False
    for opening, closing in pairs[bisect_left(pairs, (border, 0), 0, end) : end]:
        if at <= closing and opening != start:
            if batch.forms[opening] in "([":
                return True
            if closing - opening <= _TITLE_WORDS and batch.forms[opening - 1] != ":":
                return True
    return False


def _remark(batch: Batch, at: int) -> bool:
    """Whether "Let op:" stands at ``at``, not in quotation marks."""
    forms, flags = batch.forms, batch.flags
    return (
        not flags[at + 1] & BORDER
        and forms[at + 1].lower() == "op"
        and forms[at + 2] == ":"
        and not flags[at - 1] & (OPEN | EITHER)
    )


def _behind_break(batch: Batch, at: int) -> int:
    """Where a sentence starts at a line break (behind it, when a bullet, an item or an empty line follows) or at a bullet; or 0."""
    forms, flags = batch.forms, batch.flags
    form = forms[at]
    if not form.isspace():
        return at
    following = "" if flags[at + 1] & BORDER else forms[at + 1]
    if not following or "\n" not in form:
        return 0
    listed = following[:1] in _BULLETS or (flags[at + 1] & ENUMERATOR and forms[at + 2] in ".)")
    return at + 1 if form.count("\n") > 1 or listed else 0


def _behind_stop(batch: Batch, at: int, start: int) -> int:
    """Where the next sentence starts behind a full stop at ``at`` that ends the one from ``start`` on; 0 when it ends none."""
    forms, flags = batch.forms, batch.flags
    behind = at + 1
    while flags[behind] & (CLOSE | END | EITHER) and not flags[behind - 1] & SPACED:
        behind += 1
    while flags[behind] & SPACE:
        behind += 1
    if not flags[behind + (forms[behind] in _QUOTES)] & BEGINS:
        return 0
    if not flags[behind - 1] & (SPACED | SPACE):  # "gezin.De"
        glued = forms[at] == "." and behind == at + 1 and forms[at - 1].islower() and len(forms[at - 1]) > 2
        if not (glued and len(forms[behind]) > 1 and forms[behind][1].islower()):
            return 0
    if forms[at] == "." and at - 1 == start and flags[at - 1] & ENUMERATOR:
        return 0
    if flags[at] & STOP_MAYBE and forms[behind][0].isdigit():
        return 0
    return behind


def sentence_starts(batch: Batch) -> list[int]:
    """The places at which sentences start, ascending; every border is one, and the first word behind it."""
    starts = [0]
    flags = batch.flags
    marks = batch.where(OPEN | EITHER)
    opened = iter((*marks, batch.size))
    latest, coming = -1, next(opened)  # the marks around the word looked at
    border = 0
    since = 0  # what opened before this word and is not closed does not matter any more
    for i in batch.where(ENDS_HERE | BORDER):
        flag = flags[i]
        while coming < i:
            latest, coming = coming, next(opened)
        if flag & PLAIN_END:
            start = starts[-1]
            if start <= i and (latest < since or not _protected(batch, start, border, i + 1)):
                since = start
                starts.append(i + 1)
        elif flag & BORDER:
            starts += (i, i + 1)
            border = since = i
        elif flag & LET:
            if _remark(batch, i):
                starts.append(i)
        elif flag & BREAK:
            at = _behind_break(batch, i)
            if at > starts[-1] or at > i:
                starts.append(at)
        elif flag & (END | STOP_MAYBE) and not flag & STOP_NEVER and i >= starts[-1]:
            at = _behind_stop(batch, i, starts[-1])
            if at and not (
                marks
                and bisect_left(marks, since) < bisect_left(marks, at)
                and _protected(batch, starts[-1], border, at)
            ):
                since = starts[-1]
                starts.append(at)
    starts.pop()  # nothing stands behind the last border
    return sorted(set(starts))
