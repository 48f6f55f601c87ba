"""What is known about a word form regardless of its place: computed once per form, then read from arrays.

The components work on arrays of these features instead of on token objects; that is what makes the pipeline fast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from ggsr_extract.extractors.language import abbreviations, lemmas
from ggsr_extract.extractors.language.units import MONTHS, NUMBER_WORDS, TIMES
from ggsr_extract.models.organisations import load_organisations
from ggsr_extract.models.topics import Rest, Topics
from spacy.strings import StringStore
from spacy.tokens import Doc

END: Final = 1  #: . ! ? and their like
STOP_NEVER: Final = 2  #: an abbreviation that never ends a sentence
STOP_MAYBE: Final = 4  #: another form that holds its own full stop
OPEN: Final = 8  #: opening quotation mark or bracket
CLOSE: Final = 16  #: closing quotation mark or bracket
EITHER: Final = 32  #: straight quotation mark
BREAK: Final = 64  #: white space of its own (a line break) or a bullet
LET: Final = 128  #: "Let", of "Let op:"
NEGATOR: Final = 256
TOPIC: Final = 512  #: first word of a topic's pattern
NUMBER: Final = 1024  #: digits or a number in words
KNOWN_NAME: Final = 2048  #: first word of a known name or family, or a kind that begins or ends a name
ANNOUNCES: Final = 4096  #: a word that announces the name of an organisation
DOCUMENT: Final = 8192  #: a word that names a kind of paper
CAPITAL: Final = 16384  #: holds a capital
UNKNOWN: Final = 32768  #: holds a capital and is not in the dictionary

BOUNDARY: Final = END | STOP_NEVER | STOP_MAYBE | OPEN | CLOSE | EITHER | BREAK | LET

NEGATORS: Final = frozenset(
    ["geen", "géén", "niet", "níet", "nooit", "niets", "niemand", "nergens", "noch", "nimmer", "evenmin"]
)
_NUMERIC: Final = frozenset(
    [*NUMBER_WORDS, *TIMES, *MONTHS, "half", "halve", "driekwart", "kwart", "enkele", "paar"]
) - {"een", "uur", "uren"}
_DOCUMENT: Final = re.compile(
    r"[\w-]*(?:nota|notitie|plan|verslag|rapport|rapportage|convenant|overeenkomst|visie|document|factsheet|brochure|folder|handboek|"
    r"handleiding|protocol|verordening|evaluatie|monitor|agenda|programma|kader|kaders|richtlijn|draaiboek|reglement|publicatie|"
    r"beleid|akkoord|kompas|handreiking|leidraad|arrangement|statuut|manifest|werkwijze|folders|nota['’]s|plannen|notities|rapporten|convenanten|verslagen)$"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """Words at which the search for organisations looks: ``known`` as printed, ``announcing`` as lemmas."""

    known: frozenset[str]
    announcing: frozenset[str]


@cache
def watched() -> Watched:
    """The words of the packaged lists."""
    lists = load_organisations()
    firsts = [name.split()[0] for name in (*lists.names, *lists.families)]
    return Watched(
        known=frozenset([*firsts, *lists.heads, *lists.lower_heads, *lists.tails]),
        announcing=frozenset([*(cue.split()[-1] for cue in lists.cues), *lists.belongings]),
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


def has_inner_capital(form: str) -> bool:
    """Whether a form is written as only names of organisations are ("GGNet", "LEVgroep", "IrisZorg")."""
    if len(form) < 5 or not form.isalpha() or form.isupper() or form.islower():
        return False
    if form.endswith(_KIND_ENDINGS):
        return False  # an acronym made a kind, its hyphen lost at a line end
    inner = any(a.islower() and b.isupper() for a, b in pairwise(form))
    return inner or (form[:2].isupper() and sum(c.islower() for c in form) >= 3)


def classify(form: str, word: str, organisations: Watched) -> int:
    """The flags of one form, as printed, whose lemma is ``word``."""
    lower = form.lower()
    first = form[0]
    flags = 0
    if not first.isalnum():
        if form[-1] in ".!?…":
            flags |= END
        if first in "‘“„«([":
            flags |= OPEN
        elif all(c in "’”»)]" for c in form):
            flags |= CLOSE
        elif form in "'\"":
            flags |= EITHER
        elif first.isspace() or first in "•▪◦●■":
            flags |= BREAK
        if len(form) == 1:
            return flags
    if form[-1] == "." and any(c.isalpha() for c in form):
        flags |= STOP_NEVER if lower in _NEVER or (len(form) == 2 and first.isupper()) else STOP_MAYBE
    if lower == "let":
        flags |= LET
    if lower in NEGATORS:
        flags |= NEGATOR
    if first.isdigit() or lower in _NUMERIC:
        flags |= NUMBER
    if form in organisations.known or has_inner_capital(form):
        flags |= KNOWN_NAME
    if word in organisations.announcing or form in organisations.announcing:
        flags |= ANNOUNCES
    if _DOCUMENT.match(lower):
        flags |= DOCUMENT
    if first.isupper() or any(c.isupper() for c in form):
        flags |= CAPITAL
        if not lemmas.known(lower) or any(c.isupper() for c in form[1:]):
            flags |= UNKNOWN
    return flags


TEXT: Final = "ggsr_text"  #: where the tokeniser leaves the text in a document's ``user_data``
_NEVER: Final = frozenset(abbreviations.NEVER_LAST)


class Lexicon:
    """Growing arrays of features, one row per word form; ``ids`` maps spaCy's hash of a form to its row."""

    def __init__(self, strings: StringStore, topics: Topics) -> None:
        self.strings = strings
        self.topics = topics
        self.organisations = watched()
        self.forms: list[str] = []
        self.lemmas: list[str] = []
        self.marks: list[int] = []  # what the form answers to in topic patterns
        self.begun: list[tuple[tuple[int, Rest], ...]] = []  # the topic patterns that the form starts
        self.flags: list[int] = []
        self.lemma_ids: list[int] = []
        self.ids = _Ids(self)

    def add(self, orth: int) -> int:
        """Compute the features of a form seen for the first time; its row."""
        form = self.strings[orth]
        row = len(self.forms)
        word = lemmas.lemma(form)
        flags = classify(form, word, self.organisations)
        begun = self.topics.starts(word.lower(), form.lower())
        if begun:
            flags |= TOPIC
        self.begun.append(begun)
        self.forms.append(form)
        self.lemmas.append(word)
        self.marks.append(self.topics.marks(word.lower(), form.lower()))
        self.flags.append(flags)
        self.lemma_ids.append(self.strings.add(word))
        return row


class _Ids(dict[int, int]):
    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, orth: int) -> int:
        row = self[orth] = self._lexicon.add(orth)
        return row


class Found(NamedTuple):
    """A mention by its place in the document: characters and words, ends exclusive; ``sure`` is False for a guess."""

    label: str
    start: int
    end: int
    first: int
    last: int
    normalized: str
    value_min: float | None = None
    value_max: float | None = None
    unit: str | None = None
    sure: bool = True


class View:
    """A document's words as rows of the lexicon, and what the components find in it.

    ``starts`` are the token indices at which sentences start; ``negated`` and ``topics`` have one entry per sentence that
    differs from "not negated, no topics"; ``mentions`` hold character offsets in the document's text.
    """

    __slots__ = (
        "_done",
        "_forms",
        "_marked",
        "flags",
        "lemmas",
        "lexicon",
        "mentions",
        "negated",
        "rows",
        "starts",
        "text",
        "topics",
        "union",
        "written",
    )

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.text: str = doc.user_data.get(TEXT) or doc.text
        self._forms: list[str] | None = None
        self._done: set[str] = set()
        self.written: Any = (
            None  # lemmas and sentence starts as spaCy's arrays have them, once they are known
        )
        self.lemmas: list[str] | None = None  # only where a trained pipeline gave them
        self.rows: list[int] = list(map(lexicon.ids.__getitem__, doc.to_array("ORTH").tolist()))
        self.flags: list[int] = list(map(lexicon.flags.__getitem__, self.rows))
        self._marked = [(at, flag) for at, flag in enumerate(self.flags) if flag]
        self.union = 0
        for _, flag in self._marked:
            self.union |= flag
        self.starts: list[int] = [0] if self.rows else []
        self.negated: set[int] = set()
        self.topics: dict[int, tuple[str, ...]] = {}
        self.mentions: list[Found] = []

    def first_time(self, step: str) -> bool:
        """Whether ``step`` has yet to be done; from now on it is. A remembered view has its steps behind it."""
        if step in self._done:
            return False
        self._done.add(step)
        return True

    @property
    def forms(self) -> list[str]:
        """The words as printed."""
        if self._forms is None:
            self._forms = list(map(self.lexicon.forms.__getitem__, self.rows))
        return self._forms

    def end(self, position: int) -> int:
        """The token index at which a sentence ends, exclusive."""
        return self.starts[position + 1] if position + 1 < len(self.starts) else len(self.rows)

    def words(self, position: int) -> list[str]:
        """The words of one sentence, as printed."""
        return self.forms[self.starts[position] : self.end(position)]

    def where(self, mask: int) -> list[int]:
        """The token indices whose flags share a bit with ``mask``, ascending."""
        if not self.union & mask:
            return []
        return [at for at, flag in self._marked if flag & mask]
