"""What is known about a word form regardless of its place: computed once per form, then read from arrays.

The components work on arrays of these features instead of on token objects; that is what makes the pipeline fast.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from ggsr_extract.extractors.language import abbreviations, lemmas
from ggsr_extract.models.organisations import load_organisations
from ggsr_extract.models.topics import Topics
from numpy.typing import NDArray
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
ORGANISATION: Final = 2048  #: a word that names or announces an organisation
DOCUMENT: Final = 4096  #: a word that names a kind of paper
NAME: Final = 8192  #: capitalised and not in the dictionary
CAPITAL: Final = 16384  #: capitalised

BOUNDARY: Final = END | STOP_NEVER | STOP_MAYBE | OPEN | CLOSE | EITHER | BREAK | LET

NEGATORS: Final = frozenset(
    ["geen", "géén", "niet", "níet", "nooit", "niets", "niemand", "nergens", "noch", "nimmer", "evenmin"]
)
_NUMBER: Final = re.compile(
    r"\d|(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    r"achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|anderhal(?:f|ve)|half|halve|"
    r"enkele|paar|tientallen|honderden|\w+(?:entwintig|endertig|enveertig|envijftig))$"
)
_DOCUMENT: Final = re.compile(
    r"[\w-]*(?:nota|notitie|plan|verslag|rapport|rapportage|convenant|overeenkomst|visie|document|factsheet|brochure|folder|handboek|"
    r"handleiding|protocol|verordening|evaluatie|monitor|agenda|programma|kader|kaders|richtlijn|draaiboek|reglement|publicatie|"
    r"beleid|akkoord|manifest|werkwijze|folders|nota['’]s|plannen|notities|rapporten|convenanten|verslagen)$"
)


def classify(form: str, word: str, organisations: frozenset[str]) -> int:
    """The flags of one form, as printed, whose lemma is ``word``; ``organisations`` are words to look at, in lower case."""
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
    if _NUMBER.match(lower) or lower in _TIMES:
        flags |= NUMBER
    if lower in organisations or word in organisations:
        flags |= ORGANISATION
    if _DOCUMENT.match(lower):
        flags |= DOCUMENT
    if first.isupper() or any(c.isupper() for c in form):
        flags |= CAPITAL
        if not lemmas.known(lower) or any(c.isupper() for c in form[1:]):
            flags |= NAME
    return flags


_TIMES = frozenset(
    [
        "jaar",
        "jaren",
        "maand",
        "maanden",
        "week",
        "weken",
        "dag",
        "dagen",
        "kwartaal",
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
)
_NEVER = frozenset(abbreviations.NEVER_LAST)


@cache
def watch_words() -> frozenset[str]:
    """First words of known names, and all words that announce or end one, in lower case."""
    lists = load_organisations()
    firsts = (name.split()[0] for name in (*lists.names, *lists.families))
    cues = (cue.split()[-1] for cue in lists.cues)
    return frozenset(
        w.lower() for w in (*firsts, *lists.heads, *lists.lower_heads, *lists.tails, *cues, *lists.belongings)
    )


class Lexicon:
    """Growing arrays of features, one row per word form; ``ids`` maps spaCy's hash of a form to its row."""

    def __init__(self, strings: StringStore, topics: Topics) -> None:
        self.strings = strings
        self.topics = topics
        self.organisations = watch_words()
        self.forms: list[str] = []
        self.lemmas: list[str] = []
        self.pairs: list[tuple[str, str]] = []  # lemma and form in lower case, as the topics want them
        self.flags: NDArray[np.uint32] = np.zeros(1024, dtype=np.uint32)
        self.lemma_ids: NDArray[np.uint64] = np.zeros(1024, dtype=np.uint64)
        self.ids = _Ids(self)

    def add(self, orth: int) -> int:
        """Compute the features of a form seen for the first time; its row."""
        form = self.strings[orth]
        row = len(self.forms)
        if row == len(self.flags):
            self.flags = np.concatenate([self.flags, np.zeros_like(self.flags)])
            self.lemma_ids = np.concatenate([self.lemma_ids, np.zeros_like(self.lemma_ids)])
        word = lemmas.lemma(form)
        flags = classify(form, word, self.organisations)
        if self.topics.starts(word.lower(), form.lower()):
            flags |= TOPIC
        self.forms.append(form)
        self.lemmas.append(word)
        self.pairs.append((word.lower(), form.lower()))
        self.flags[row] = flags
        self.lemma_ids[row] = self.strings.add(word)
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
        "_forms",
        "flags",
        "lemmas",
        "lexicon",
        "mentions",
        "negated",
        "rows",
        "starts",
        "topics",
        "union",
    )

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._forms: list[str] | None = None
        self.lemmas: list[str] | None = None  # only where a trained pipeline gave them
        orths = doc.to_array("ORTH").tolist()
        self.rows: NDArray[np.intp] = np.array(list(map(lexicon.ids.__getitem__, orths)), dtype=np.intp)
        self.flags: NDArray[np.uint32] = lexicon.flags[self.rows]
        self.union = int(np.bitwise_or.reduce(self.flags)) if orths else 0
        self.starts: list[int] = [0] if orths else []
        self.negated: set[int] = set()
        self.topics: dict[int, tuple[str, ...]] = {}
        self.mentions: list[Found] = []

    @property
    def forms(self) -> list[str]:
        """The words as printed."""
        if self._forms is None:
            self._forms = list(map(self.lexicon.forms.__getitem__, self.rows.tolist()))
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
        found: list[int] = np.flatnonzero(self.flags & mask).tolist()
        return found
