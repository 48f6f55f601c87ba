"""Where the rules can find something, told from the flags of neighbouring words, for many documents at once.

A hint says that a rule is worth trying at a word; without it the rule finds nothing there. The words of all documents stand in
a row, so a word close to the end of one may get a hint from the next document; the rules, which see one document, then say no.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from ggsr_extract.extractors.language.flags import (
    ACRONYM,
    AGENT,
    ALONE,
    ANNOUNCES,
    BEGINS,
    BREAK,
    CAPITAL,
    CLOSE,
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
    LET,
    LINKING,
    LOWER_HEAD,
    NAMEABLE,
    NUMBER,
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
    TOPIC,
    TOPIC_ALONE,
    UNKNOWN,
)

ENDS_HERE: Final = 1 << 40  #: a sentence can end at this word, or begin at it or behind it
TOPIC_HERE: Final = 1 << 41  #: a topic's pattern can begin
NAME_HERE: Final = 1 << 42  #: a known name or a kind with a name can stand
ANNOUNCES_HERE: Final = 1 << 43  #: the name of an organisation can be announced
LED_HERE: Final = 1 << 44  #: a name can begin that a preposition leads to or that a verb follows
PAPER_HERE: Final = 1 << 45  #: a kind of paper with a name
AMOUNT_HERE: Final = 1 << 46  #: a quantity or a duration can begin
DATE_HERE: Final = 1 << 47  #: a date can begin

PLAIN_END: Final = 1 << 49  #: a sentence ends at this word and the next begins behind it, unless it is quoted

_MARGIN: Final = 24  #: words that windows reach beyond the first and the last word
_LONG_RUN: Final = 8  #: a run of so many numbers and what joins them is an amount's, wherever its unit stands
#: What can get a hint.
_TRIGGERS: Final = (
    END | STOP_MAYBE | LET | BREAK | TOPIC | KNOWN_NAME | ANNOUNCES | NAMEABLE | DOCUMENT | NUMBER
)
_GOES_ON: Final = (
    BEGINS | CLOSE | END | EITHER | SPACE | OPEN
)  #: what can stand behind a sentence's last word
_UNKNOWN_NAME: Final = NAMEABLE | UNKNOWN | PROPER


def hints(flags: Any, wanted: Any, marks: Any) -> Any:
    """The hints for words in a row, from their flags, and for topics what each wants of its next word and what each has."""
    size = len(flags)
    row = np.zeros(size + 2 * _MARGIN, dtype=np.int64)
    row[_MARGIN : _MARGIN + size] = flags
    # What 2, 4, 8 and 16 words from here on have together.
    two = row[:-1] | row[1:]
    four = two[:-2] | two[2:]
    eight = four[:-4] | four[4:]
    sixteen = eight[:-8] | eight[8:]
    places = np.flatnonzero(flags & _TRIGGERS)
    at = places + _MARGIN
    here = row[at]

    def has(mask: int, words: Any = here) -> Any:
        return (words & mask) != 0

    after, before = row[at + 1], row[at - 1]
    plain = (
        has(STOP)
        & has(SPACED)
        & has(BEGINS, after)
        & ~has(OPEN | EITHER | SPACE | CLOSE | END, after)
        & ~has(ENUMERATOR, before)
    )
    ends = (has(END | STOP_MAYBE) & ~has(STOP_NEVER) & has(_GOES_ON, after)) | has(LET | BREAK)
    next_marks = marks[np.minimum(places + 1, size - 1)]
    topic = has(TOPIC_ALONE) | (has(TOPIC) & ((wanted[places] & next_marks) != 0))
    # A kind, its preposition, its article, its name.
    name = (
        has(ALONE)
        | (has(FIRST) & has(SECOND, after))
        | (has(HEAD) & has(NAMEABLE, four[at]))
        | (has(LOWER_HEAD) & has(NAMEABLE, after))
        | (has(ACRONYM) & has(NAMEABLE, after))
        | (has(HEAD) & has(UNKNOWN) & has(NAMEABLE))
        | (has(TAIL) & has(NAMEABLE, before))
    )
    # A cue, up to five words that lead on, an article or two, the name.
    announces = has(ANNOUNCES) & has(NAMEABLE, sixteen[at + 1])
    # The word that leads, the preposition, perhaps an article, the name.
    led = (has(LINKING, before) & has(LEADING, four[at - 4])) | (
        has(LINKING, row[at - 2]) & has(LEADING, four[at - 5])
    )
    agent = ((here & _UNKNOWN_NAME) == _UNKNOWN_NAME) & has(AGENT, sixteen[at + 1])
    found = (
        ends * ENDS_HERE
        + plain * PLAIN_END
        + topic * TOPIC_HERE
        + name * NAME_HERE
        + announces * ANNOUNCES_HERE
        + (has(NAMEABLE) & (led | agent)) * LED_HERE
        + (has(DOCUMENT) & has(CAPITAL | NUMBER | QUOTES, eight[at])) * PAPER_HERE
    )
    # A date needs a month or a year close behind its first word, a quantity a unit behind its last number or a euro sign
    # before its first. Most numbers are no amounts ("één", "2 keer", "eerste").
    number = has(NUMBER)
    if number.any():
        run = (row & (NUMBER | JOINS | SPACE)) != 0
        for step in (1, 2, _LONG_RUN // 2):
            run = run[:-step] & run[step:]
        amount = number & (has(HOLDS_UNIT, sixteen[at - 2]) | run[at])
        date = number & has(HOLDS_YEAR | HOLDS_MONTH, eight[at])
        found += amount * AMOUNT_HERE + date * DATE_HERE
    result = np.zeros(size, dtype=np.int64)
    result[places] = found
    return result
