"""Where the rules can find something, told from the flags of neighbouring words, for many documents at once.

A hint says that a rule is worth trying at a word; without it the rule finds nothing there. The words of all documents stand in
a row, so a word close to the end of one may get a hint from the next document; the rules, which see one document, then say no.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from ggsr_extract.extractors.language.words.flags import (
    ACRONYM,
    AGENT,
    ALONE,
    ANNOUNCES,
    BEGINS,
    BELONGING,
    BIG_ARTICLE,
    BREAK,
    CAPITAL,
    CLOSE,
    COUNT,
    CUE,
    DOCUMENT,
    EITHER,
    END,
    ENUMERATOR,
    FIRST,
    HEAD,
    HOLDS_MONTH,
    HOLDS_UNIT,
    HOLDS_YEAR,
    JOINS,
    KNOWN_NAME,
    LEADING,
    LEADS_ON,
    LET,
    LINKING,
    LOWER_HEAD,
    MONTH,
    NAMEABLE,
    NEAR_CUE,
    NUMBER,
    ONE,
    OPEN,
    PROPER,
    QUOTES,
    SECOND,
    SPACE,
    SPACED,
    STOP,
    STOP_MAYBE,
    STOP_NEVER,
    TAIL,
    TIME,
    TITLED,
    TOPIC,
    TOPIC_ALONE,
    UNKNOWN,
    VOUCHES,
    YEAR,
)

ENDS_HERE: Final = 1 << COUNT  #: a sentence can end at this word, or begin at it or behind it
TOPIC_HERE: Final = 1 << COUNT + 1  #: a topic's pattern can begin
NAME_HERE: Final = 1 << COUNT + 2  #: a known name or a kind with a name can stand
ANNOUNCES_HERE: Final = 1 << COUNT + 3  #: the name of an organisation can be announced
LED_HERE: Final = 1 << COUNT + 4  #: a name can begin that a preposition leads to or that a verb follows
PAPER_HERE: Final = 1 << COUNT + 5  #: a kind of paper with a name
AMOUNT_HERE: Final = 1 << COUNT + 6  #: a quantity or a duration can begin
DATE_HERE: Final = 1 << COUNT + 7  #: a date can begin
GUESS_HERE: Final = 1 << COUNT + 8  #: a name of no list can stand
PLAIN_END: Final = (
    1 << COUNT + 9
)  #: a sentence ends at this word and the next begins behind it, unless it is quoted

#: All hints together.
ANY_HINT: Final = (
    ENDS_HERE
    | TOPIC_HERE
    | NAME_HERE
    | ANNOUNCES_HERE
    | LED_HERE
    | GUESS_HERE
    | PAPER_HERE
    | AMOUNT_HERE
    | DATE_HERE
)

_MARGIN: Final = 24  #: words that windows reach beyond the first and the last word
_LONG_RUN: Final = 8  #: a run of so many numbers and what joins them is an amount's, wherever its unit stands
_GOES_ON: Final = (
    BEGINS | CLOSE | END | EITHER | SPACE | OPEN
)  #: what can stand behind a sentence's last word
_UNKNOWN_NAME: Final = NAMEABLE | UNKNOWN | PROPER


def hints(flags: Any, wanted: Any, marks: Any) -> Any:
    """The hints for words in a row, from their flags, and for topics what each wants of its next word and what each has."""
    row = np.zeros(len(flags) + 2 * _MARGIN, dtype=np.int64)
    row[_MARGIN:-_MARGIN] = flags
    two = row[:-1] | row[1:]
    four = two[:-2] | two[2:]
    eight = four[:-4] | four[4:]
    windows = _Windows(row, two, four, eight, eight[:-8] | eight[8:])
    result = np.zeros(len(flags), dtype=np.int64)
    _sentences(flags, windows, result)
    _topics(flags, wanted, marks, result)
    _names(flags, windows, result)
    # A kind in lower case wants its name close behind it, also behind "plan van aanpak:".
    places = _has(flags, DOCUMENT).nonzero()[0]
    at = places + _MARGIN
    close = _has(four[at + 1] | row[at + 5], TITLED | YEAR | MONTH | QUOTES)
    result[places[_has(flags[places], CAPITAL) | close]] |= PAPER_HERE
    _amounts(flags, windows, result)
    return result


class _Windows(NamedTuple):
    """What 1, 2, 4, 8 and 16 words from a place on have together; places are counted with the margin."""

    row: Any
    two: Any
    four: Any
    eight: Any
    sixteen: Any


def _has(words: Any, mask: int) -> Any:
    return (words & mask) != 0


def _sentences(flags: Any, windows: _Windows, result: Any) -> None:
    places = _has(flags, END | STOP_MAYBE | LET | BREAK).nonzero()[0]
    at = places + _MARGIN
    here, after, before = flags[places], windows.row[at + 1], windows.row[at - 1]
    plain = (
        ((here & (STOP | SPACED)) == (STOP | SPACED))
        & ((after & (BEGINS | OPEN | EITHER | SPACE | CLOSE | END)) == BEGINS)
        & ~_has(before, ENUMERATOR)
    )
    ends = (_has(here, END | STOP_MAYBE) & ~_has(here, STOP_NEVER) & _has(after, _GOES_ON)) | _has(
        here, LET | BREAK
    )
    result[places] |= ends * ENDS_HERE | plain * PLAIN_END


def _topics(flags: Any, wanted: Any, marks: Any, result: Any) -> None:
    places = _has(flags, TOPIC).nonzero()[0]
    second = wanted[places] & marks[np.minimum(places + 1, len(flags) - 1)]
    result[places[((flags[places] & TOPIC_ALONE) | second) != 0]] |= TOPIC_HERE


def _names(flags: Any, windows: _Windows, result: Any) -> None:
    row, four, sixteen = windows.row, windows.four, windows.sixteen
    places = _has(flags, KNOWN_NAME).nonzero()[0]
    at = places + _MARGIN
    here, after = flags[places], row[at + 1]
    # A kind, its preposition, its article, its name.
    name = (
        _has(here, ALONE)
        | (_has(here, FIRST) & _has(after, SECOND))
        | (_has(here, HEAD) & _has(four[at], NAMEABLE))
        | (_has(here, LOWER_HEAD) & _has(after, NAMEABLE))
        | ((here & (HEAD | UNKNOWN | NAMEABLE)) == (HEAD | UNKNOWN | NAMEABLE))
        | (_has(here, TAIL) & _has(row[at - 1], NAMEABLE))
        | (_has(here, HEAD) & ((row[at - 1] & _UNKNOWN_NAME) == _UNKNOWN_NAME))
    )
    result[places[name]] |= NAME_HERE
    places = _has(flags, NAMEABLE).nonzero()[0]
    at = places + _MARGIN
    here, before = flags[places], row[at - 1]
    acronym = _has(here, ACRONYM) & _has(row[at + 1], NAMEABLE)
    # The word that leads, the preposition, perhaps an article, the name.
    led = (_has(before, LINKING) & _has(four[at - 4], LEADING)) | (
        _has(row[at - 2], LINKING) & _has(four[at - 5], LEADING)
    )
    agent = ((here & _UNKNOWN_NAME) == _UNKNOWN_NAME) & _has(sixteen[at + 1], AGENT)
    vouched = _has(before | row[at - 2], VOUCHES) | _has(before, BIG_ARTICLE)
    result[places] |= (
        acronym * NAME_HERE | (led | agent) * LED_HERE | (_has(here, UNKNOWN) | vouched) * GUESS_HERE
    )
    # A cue, then a name, or up to five words that lead on, an article or two and the name; or something of an organisation.
    places = _has(flags, ANNOUNCES).nonzero()[0]
    at = places + _MARGIN
    here = flags[places]
    near = _has(here, NEAR_CUE | BELONGING) & _has(four[at + 1], NAMEABLE)
    cue = _has(here, CUE) & (
        _has(windows.two[at + 1], NAMEABLE) | (_has(row[at + 1], LEADS_ON) & _has(sixteen[at + 1], NAMEABLE))
    )
    result[places[near | cue]] |= ANNOUNCES_HERE


def _amounts(flags: Any, windows: _Windows, result: Any) -> None:
    """A date needs a month or a year close behind its first word, a quantity a unit behind its last number or a euro sign
    before its first. Most numbers are no amounts ("één", "2 keer", "eerste").
    """
    places = _has(flags, NUMBER).nonzero()[0]
    if not len(places):
        return
    at = places + _MARGIN
    here, row, eight = flags[places], windows.row, windows.eight
    run = _has(row, NUMBER | JOINS | SPACE)
    for step in (1, 2, _LONG_RUN // 2):
        run = run[:-step] & run[step:]
    joined = _has(windows.two[at + 1], JOINS | NUMBER | SPACE)
    # "een jaar", but not "per jaar"; a month begins a date only.
    counting = ~_has(here, MONTH) & (~_has(here, TIME) | _has(row[at - 1], ONE | SPACE))
    amount = counting & (
        _has(eight[at - 2], HOLDS_UNIT) | (joined & _has(windows.sixteen[at - 2], HOLDS_UNIT)) | run[at]
    )
    date = _has(eight[at], HOLDS_YEAR | HOLDS_MONTH)
    result[places] |= amount * AMOUNT_HERE | date * DATE_HERE
