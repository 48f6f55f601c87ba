"""Flags that tell what is known about a word form regardless of its place, and how a form gets them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from ggsr_extract.extractors.language.names.words import AGENT_VERBS, LEADS, TAKING_PART, VOUCHING
from ggsr_extract.extractors.language.names.words import LINKING as LINKS
from ggsr_extract.extractors.language.negation import NEGATORS
from ggsr_extract.extractors.language.papers.words import KINDS_OF_PAPER
from ggsr_extract.extractors.language.units import MONTHS_SHORT, NUMBER_WORDS, TIMES, UNITS
from ggsr_extract.extractors.language.words import abbreviations, lemmas
from ggsr_extract.models.months import MONTHS
from ggsr_extract.models.organisations import OrganisationWords, load_organisations

END: Final = 1 << 0  #: . ! ? and their like
STOP_NEVER: Final = 1 << 1  #: an abbreviation that never ends a sentence
STOP_MAYBE: Final = 1 << 2  #: another form that holds its own full stop
OPEN: Final = 1 << 3  #: opening quotation mark or bracket
CLOSE: Final = 1 << 4  #: closing quotation mark or bracket
EITHER: Final = 1 << 5  #: straight quotation mark
BREAK: Final = 1 << 6  #: white space of its own (a line break) or a bullet
LET: Final = 1 << 7  #: "Let", of "Let op:"
NEGATOR: Final = 1 << 8  #: denies something
TOPIC: Final = 1 << 9  #: first word of a topic's pattern
NUMBER: Final = 1 << 10  #: digits or a number in words
KNOWN_NAME: Final = 1 << 11  #: first word of a known name or family, or a kind that begins or ends a name
ANNOUNCES: Final = 1 << 12  #: a word that announces the name of an organisation
DOCUMENT: Final = 1 << 13  #: a word that names a kind of paper
CAPITAL: Final = 1 << 14  #: holds a capital
UNKNOWN: Final = 1 << 15  #: holds a capital and is not in the dictionary
BEGINS: Final = 1 << 16  #: can be the first word of a sentence
NAMEABLE: Final = 1 << 17  #: can be a word of a name
PROPER: Final = 1 << 18  #: its lemma keeps a capital: no ordinary word
YEAR: Final = 1 << 19  #: a year or a range of years
MONTH: Final = 1 << 20  #: a month
TITLED: Final = 1 << 21  #: a capitalised word that can stand in a title
LINKING: Final = 1 << 22  #: a preposition that, with what stands before it, leads to an organisation's name
SPACE: Final = 1 << 23  #: white space
HOLDS_UNIT: Final = 1 << 24  #: holds a unit or a euro sign, perhaps among other characters
HOLDS_YEAR: Final = 1 << 25  #: holds a year, perhaps among other characters
HOLDS_MONTH: Final = 1 << 26  #: holds the name of a month, perhaps among other characters
JOINS: Final = 1 << 27  #: stands between the numbers of a range or a list
QUOTES: Final = 1 << 28  #: an opening or straight quotation mark
ALONE: Final = 1 << 29  #: by itself a known name, a family of names, or written as only names are
FIRST: Final = 1 << 30  #: first of several words of a known name or family
SECOND: Final = 1 << 31  #: second word of a known name or family
HEAD: Final = 1 << 32  #: a kind that begins names
LOWER_HEAD: Final = 1 << 33  #: a kind in lower case that begins names
TAIL: Final = 1 << 34  #: a kind that ends names
LEADING: Final = 1 << 35  #: what stands before the preposition that leads to an organisation's name
AGENT: Final = 1 << 36  #: a verb of what organisations do, or a word that says that they take part
ACRONYM: Final = 1 << 37  #: capitals only, two to five, and no word that is listed as none
TOPIC_ALONE: Final = 1 << 38  #: by itself a topic's pattern, or the first of one with an ellipsis behind it
STOP: Final = 1 << 39  #: a full stop, a question mark or an exclamation mark by itself
ENUMERATOR: Final = 1 << 40  #: what an item of an enumeration can be numbered with
SPACED: Final = 1 << 41  #: white space that is no word stands behind this word
BORDER: Final = 1 << 42  #: the border between two texts
TIME: Final = 1 << 43  #: a unit of time by itself
ONE: Final = 1 << 44  #: "een" or "één"
CUE: Final = 1 << 45  #: announces the names that follow
NEAR_CUE: Final = 1 << 46  #: announces the name right behind it
BELONGING: Final = 1 << 47  #: people or things of an organisation
BIG_ARTICLE: Final = 1 << 48  #: an article with a capital, or clipped as in names only
VOUCHES: Final = 1 << 49  #: a preposition or verb that leads to who does or says something
LEADS_ON: Final = 1 << 50  #: can stand between a cue and the names
#: How many flags there are; the hints of :mod:`..hints` have the bits behind them.
COUNT: Final = 51


_NUMERIC: Final = frozenset(
    [
        *NUMBER_WORDS,
        *TIMES,
        *MONTHS,
        *MONTHS_SHORT,
        *(f"{month}." for month in MONTHS_SHORT),
        "half",
        "halve",
        "driekwart",
        "kwart",
        "enkele",
        "paar",
    ]
) - {"een", "uur", "uren"}
#: Words that begin a sentence; where a line break lost its full stop they stand behind a name.
_OPENERS: Final = frozenset(
    [
        "Deze",
        "Dit",
        "Dat",
        "Die",
        "Er",
        "Ook",
        "Een",
        "Op",
        "In",
        "Voor",
        "Met",
        "Door",
        "Bij",
        "Uit",
        "Volgens",
        "Daarnaast",
        "Daarmee",
        "Hierdoor",
        "Hierin",
        "Wij",
        "Zij",
        "Hij",
        "Niet",
        "Als",
        "Wat",
        "Wie",
        "Na",
        "Om",
        "Tot",
        "Naast",
        "Sinds",
        "Indien",
        "Wanneer",
        "Omdat",
    ]
)
_NO_TITLE: Final = frozenset(["STJ", "GGSR", "GGSR-gezinnen", "De", "Het", "Er", "Dit", "Ook", "In", "Wij"])
_BULLETS: Final = "-–—•▪◦●■*"
_LOWER_STARTS: Final = frozenset(["’s", "'s", "’t", "'t", "‘s", "‘t", "’n", "'n"])
_YEAR: Final = re.compile(r"['’]?(?:(?:19|20)\d\d)(?:[-–/](?:(?:19|20)?\d\d))?")
_HELD_YEAR: Final = re.compile(r"(?:19[89]|20[0-4])\d")
_MONTH: Final = re.compile("|".join(MONTHS))
_MONTHS: Final = frozenset(MONTHS)
_UNITS: Final = frozenset([*UNITS, *TIMES])
#: Lengths of the units that end in a letter.
_UNITS_ENDING: Final[dict[str, list[int]]] = {
    letter: sorted({len(unit) for unit in _UNITS if unit[-1] == letter})
    for letter in sorted({u[-1] for u in _UNITS})
}
#: Before a unit stands no letter, unless it ends an adjective of :mod:`.quantities`.
_BEFORE_UNIT: Final = "enaráENARÁ"
_HELD_UNIT: Final = re.compile(
    rf"(?<![^\W\d_{_BEFORE_UNIT}])(?:{'|'.join(sorted(map(re.escape, _UNITS)))})(?!\w)|€", re.I
)
_LEADING_WORDS: Final = frozenset(word for words in LINKS.values() for word in words)
_JOINING: Final = frozenset(
    [*",-–aà", "á", "en", "of", "tot", "met", "t/m", "t", "/", "m", "maximaal", "hooguit", "hoogstens"]
)
_DOCUMENT: Final = tuple(sorted(KINDS_OF_PAPER))
_PLAIN: Final = re.compile(r"[\w-]*(?:nota['’]s)?$")
#: Compounds of these name no paper ("zorgkompas").
_ONLY_ALONE: Final = ("kompas",)


@dataclass(frozen=True, slots=True)
class Watched:
    """Words at which the search for organisations looks, as printed; ``announcing`` as lemmas; ``never`` are no names.

    ``known`` are all words at which a name can begin or end, by what the lists know; the others say what kind each is.
    """

    known: frozenset[str]
    alone: frozenset[str]
    firsts: frozenset[str]
    seconds: frozenset[str]
    heads: frozenset[str]
    lower_heads: frozenset[str]
    tails: frozenset[str]
    announcing: frozenset[str]
    never: frozenset[str]
    lists: OrganisationWords


@cache
def watched() -> Watched:
    """The words of the packaged lists."""
    lists = load_organisations()
    names = [name.split() for name in (*lists.names, *lists.families, *lists.ways)]
    return Watched(
        known=frozenset([*(name[0] for name in names), *lists.heads, *lists.lower_heads, *lists.tails]),
        alone=frozenset(name[0] for name in names if len(name) == 1),
        firsts=frozenset(name[0] for name in names if len(name) > 1),
        seconds=frozenset(name[1] for name in names if len(name) > 1),
        heads=lists.heads,
        lower_heads=lists.lower_heads,
        tails=lists.tails,
        announcing=frozenset([*(cue.split()[-1] for cue in lists.cues), *lists.belongings]),
        never=lists.never,
        lists=lists,
    )


_KIND_ENDINGS: Final = (
    "instelling",
    "instellingen",
    "aanbieder",
    "aanbieders",
    "organisatie",
    "organisaties",
    "gezinnen",
)


_AREA_CODE: Final = re.compile(r"[A-Z][a-z]{3,}0\d\d")


def has_inner_capital(form: str) -> bool:
    """Whether a form is written as only names of organisations are ("GGNet", "LEVgroep", "IrisZorg", "Indebuurt010")."""
    if _AREA_CODE.fullmatch(form):
        return True
    if len(form) < 5 or form.istitle() or not form.isalpha() or form.isupper() or form.islower():
        return False
    if form.endswith(_KIND_ENDINGS):
        return False  # an acronym made a kind, its hyphen lost at a line end
    inner = any(a.islower() and b.isupper() for a, b in pairwise(form))
    return inner or (form[:2].isupper() and sum(c.islower() for c in form) >= 3)


def kind_compound(form: str) -> bool:
    """Whether the form is an acronym made a kind ("LVB-instellingen", "GGz-instellingen", "STJ-definitie")."""
    head, dash, tail = form.rpartition("-")
    return (
        bool(dash)
        and tail.islower()
        and len(tail) > 2
        and (head.isupper() or not lemmas.known(head.lower()) or lemmas.known(tail))
    )


def _begins(form: str) -> bool:
    """Whether a sentence can begin with the form."""
    return (
        form[0].isupper()
        or form[0].isdigit()
        or form[0] in _BULLETS
        or form in _LOWER_STARTS
        or form[0] == "√"
    )


def _held(form: str, lower: str) -> int:
    """The flags of what a form holds that makes a date, a quantity or a duration."""
    flags = 0
    if lower in _MONTHS:
        flags |= MONTH
    if _MONTH.search(lower) or lower.rstrip(".") in MONTHS_SHORT:
        flags |= HOLDS_MONTH
    if lower in _JOINING:
        flags |= JOINS
    if lower in TIMES:
        flags |= TIME
    if lower in ("een", "één"):
        flags |= ONE
    if form.isalpha():
        # Only its end can be a unit.
        for size in _UNITS_ENDING.get(lower[-1], ()):
            if lower[-size:] in _UNITS and (len(form) <= size or form[-size - 1] in _BEFORE_UNIT):
                return flags | HOLDS_UNIT
        return flags
    if _YEAR.fullmatch(form):
        flags |= YEAR
    if _HELD_YEAR.search(form):
        flags |= HOLDS_YEAR
    if _HELD_UNIT.search(form):
        flags |= HOLDS_UNIT
    return flags


def classify(form: str, word: str, organisations: Watched) -> int:
    """The flags of one form, as printed, whose lemma is ``word``."""
    lower = form.lower()
    flags = _held(form, lower)
    if _begins(form):
        flags |= BEGINS
    if len(form) < 5 and _ENUMERATOR.fullmatch(form):
        flags |= ENUMERATOR
    if form.isspace():
        flags |= SPACE
    return flags | _word_flags(form, lower, word, organisations)


def _kind_of_name(form: str, organisations: Watched) -> int:
    flags = 0
    if form in organisations.alone or has_inner_capital(form):
        flags |= ALONE
    if form in organisations.firsts:
        flags |= FIRST
    if organisations.lists.is_head(form):
        flags |= HEAD
    if form in organisations.lower_heads:
        flags |= LOWER_HEAD
    if form in organisations.tails:
        flags |= TAIL
    return flags


def _word_flags(form: str, lower: str, word: str, organisations: Watched) -> int:
    first = form[0]
    flags = LEADS_ON if lower in LEADS else 0
    if not first.isalnum():
        flags |= _sign(form)
        if len(form) == 1:
            return flags
    if form[-1] == "." and not _NO_LETTER.fullmatch(form):
        initials = form.isupper() and _INITIALS.fullmatch(form) and lower not in abbreviations.MAY_BE_LAST
        flags |= STOP_NEVER if initials or lower in _NEVER else STOP_MAYBE
    if lower == "let":
        flags |= LET
    if lower in NEGATORS:
        flags |= NEGATOR
    if first.isdigit() or lower in _NUMERIC:
        flags |= NUMBER
    if (
        lower.endswith(_DOCUMENT)
        and (form.isalpha() or _PLAIN.match(lower))
        and not (lower.endswith(_ONLY_ALONE) and lower not in _ONLY_ALONE)
    ):
        flags |= DOCUMENT
    flags |= _around_names(form, lower, word, organisations)
    if form != lower:
        flags |= _capital(form, lower, organisations)
    if word != word.lower():
        flags |= PROPER
    return flags


def _sign(form: str) -> int:
    """The flags of a form that begins with no letter or digit."""
    first = form[0]
    flags = 0
    if form[-1] in ".!?…":
        flags |= END
        if len(form) == 1:
            flags |= STOP
    if first in "‘“„«([":
        flags |= OPEN
        if first in "‘“„":
            flags |= QUOTES
    elif all(c in "’”»)]" for c in form):
        flags |= CLOSE
    elif form in "'\"":
        flags |= EITHER | QUOTES
    elif first.isspace() or first in "•▪◦●■":
        flags |= BREAK
    return flags


def _around_names(form: str, lower: str, word: str, organisations: Watched) -> int:
    """The flags of words that stand in the names of organisations or tell that one stands near."""
    flags = 0
    lists = organisations.lists
    if form in organisations.known or lists.is_head(form) or has_inner_capital(form):
        flags |= KNOWN_NAME | _kind_of_name(form, organisations)
    if form in organisations.seconds:
        flags |= SECOND
    if lower in _LEADING_WORDS:
        flags |= LEADING
    if form in LINKS:
        flags |= LINKING
    if form in AGENT_VERBS or form in TAKING_PART:
        flags |= AGENT
    if form in VOUCHING:
        flags |= VOUCHES
    if form in ("De", "Het", "'t", "’t"):
        flags |= BIG_ARTICLE
    near, belongs = lists.announces_closely(word), lists.belongs(word)
    if near or belongs or word in organisations.announcing or form in organisations.announcing:
        flags |= ANNOUNCES | near * NEAR_CUE | belongs * BELONGING
        if lists.announces(word, form):
            flags |= CUE
    return flags


def _capital(form: str, lower: str, organisations: Watched) -> int:
    """The flags of a form that holds a capital: whether it is an ordinary word, and what it can be a part of."""
    flags = CAPITAL
    if form[1:] != lower[1:] or not lemmas.known(lower):
        flags |= UNKNOWN
    if form[1:3] == "s-" and form[3:4].isupper():
        flags |= TITLED  # a town's name with the old article: "'s-Gravenhage"
    if not form[0].isupper():
        return flags
    if form not in _NO_TITLE:
        flags |= TITLED
    if (
        form not in organisations.never
        and form not in _OPENERS
        and form[-1] != "."
        and not kind_compound(form)
    ):
        flags |= NAMEABLE
        if form.isupper() and 1 < len(form) < 6 and form.isalpha() and not lemmas.known(lower):
            flags |= ACRONYM
    return flags


_ENUMERATOR: Final = re.compile(r"\d{1,2}|[a-zA-Z]|[ivx]{1,4}")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+")  # of a person, also in "C.T. Stork College"
_NO_LETTER: Final = re.compile(r"[\W\d_]*")
_NEVER: Final = frozenset(abbreviations.NEVER_LAST)
