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
from typing import Final

from ggsr_extract.extractors.language.flags import (
    BEGINS,
    BREAK,
    CLOSE,
    EITHER,
    END,
    ENUMERATOR,
    LET,
    OPEN,
    SPACE,
    STOP_MAYBE,
    STOP_NEVER,
)
from ggsr_extract.extractors.language.hints import ENDS_HERE, PLAIN_END, SPACED
from ggsr_extract.extractors.language.views import View

_TITLE_WORDS: Final = 15  #: a quotation of at most so many words is taken for a title or a phrase
_BULLETS: Final = "-–—•▪◦●■*"
_QUOTES: Final = frozenset("‘“„«(['\"")
_STRAIGHT: Final = ("'", '"')
_PAIRS: Final = {"(": ")", "[": "]", "‘": "’", "“": "”", "„": "”", "«": "»"}


def quotations(view: View) -> list[tuple[int, int]]:
    """Quoted and bracketed stretches as token indices (of the opening and the closing mark), outermost first, in order.

    An apostrophe closes a quotation only where one is open; a mark that is never closed opens nothing.
    """
    if view.pairs is None:
        view.pairs = _quotations(view)
    return view.pairs


def _quotations(view: View) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    awaited: list[str] = []  # the mark that closes each open quotation
    opened: list[int] = []  # where it opened
    forms, flags = view.forms, view.flags

    def close(mark: str, at: int) -> None:
        last = len(awaited) - 1 - awaited[::-1].index(mark)
        found.append((opened[last], at))
        del awaited[last:], opened[last:]

    for i in view.where(OPEN | CLOSE | EITHER):
        mark = forms[i]
        if mark in _STRAIGHT:
            before = i == 0 or bool(flags[i - 1] & SPACED) or forms[i - 1] in _PAIRS
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


def _protected(view: View, starts: list[int], at: int) -> bool:
    """Whether the place before token ``at`` lies within brackets or a title that began in mid-sentence."""
    for opening, closing in quotations(view):
        if opening < at <= closing and opening != starts[-1]:
            if view.forms[opening] in "([":
                return True
            if closing - opening <= _TITLE_WORDS and view.forms[opening - 1] != ":":
                return True
    return False


def sentence_starts(view: View) -> list[int]:
    """Token indices at which sentences start, ascending, the first 0; empty for an empty document."""
    size = view.size
    starts = [0] if size else []
    candidates = view.where(ENDS_HERE)
    if not candidates:
        return starts
    forms, flags = view.forms, view.flags
    marks = view.where(OPEN | EITHER)
    since = 0  # what opened before this word and is not closed does not matter any more
    for i in candidates:
        flag = flags[i]
        if flag & PLAIN_END and not marks:
            if starts[-1] <= i < size - 1:
                since = starts[-1]
                starts.append(i + 1)
            continue
        if flag & LET:
            if (
                i
                and i + 2 < size
                and forms[i + 1].lower() == "op"
                and forms[i + 2] == ":"
                and not flags[i - 1] & (OPEN | EITHER)
            ):
                starts.append(i)
            continue
        if flag & BREAK:
            form = forms[i]
            following = forms[i + 1] if i + 1 < size else ""
            if form.isspace():
                listed = following[:1] in _BULLETS or (
                    bool(following and flags[i + 1] & ENUMERATOR) and forms[min(i + 2, size - 1)] in ".)"
                )
                if following and "\n" in form and (form.count("\n") > 1 or listed):
                    starts.append(i + 1)
            elif i and i > starts[-1]:
                starts.append(i)
            continue
        if not flag & (END | STOP_MAYBE) or flag & STOP_NEVER or i < starts[-1]:
            continue
        at = i + 1
        while at < size and flags[at] & (CLOSE | END | EITHER) and not flags[at - 1] & SPACED:
            at += 1
        while at < size and flags[at] & SPACE:
            at += 1
        if at >= size:
            continue
        first = at + 1 if forms[at] in _QUOTES and at + 1 < size else at
        if not flags[first] & BEGINS:
            continue
        if not flags[at - 1] & (SPACED | SPACE):
            glued = forms[i] == "." and at == i + 1 and i and forms[i - 1].islower() and len(forms[i - 1]) > 2
            if not (glued and len(forms[at]) > 1 and forms[at][1].islower()):
                continue
        if forms[i] == "." and i - 1 == starts[-1] and flags[i - 1] & ENUMERATOR:
            continue
        if flag & STOP_MAYBE and forms[at][0].isdigit():
            continue
        if marks and bisect_left(marks, since) < bisect_left(marks, at) and _protected(view, starts, at):
            continue
        since = starts[-1]
        starts.append(at)
    return sorted(set(starts))
