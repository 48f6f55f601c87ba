"""What one factsheet teaches about its own names: respondents, organisations found elsewhere in it, places, approaches.

A name that is certain in one place is a name in all others; so is every respondent, also a plain kind ("politie") where
the factsheet lists it as one. The name of an approach or a municipality is never an organisation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress

from ggsr_extract.extractors.language.views import Found, View
from ggsr_extract.extractors.language.words.lexicon import BORDER_FORM
from ggsr_extract.models.organisations import load_organisations
from rapidfuzz import fuzz

_PIECE = re.compile(r"(?:['’‘]s-)?\w+(?:(?:[&'’.-]|/(?![A-Z]{2})|(?<![A-Z]{2})/)\w+)*-?|[^\w\s]")
_PLACE_CUES = frozenset(
    ["gemeente", "gemeenten", "in", "te", "regio", "van", "uit", "naar", "binnen", "buiten", "stad", "en"]
)
_KIND_WORDS = frozenset(["stichting", "de", "het", "vereniging", "organisatie", "bureau"])
_WORDS = re.compile(r"\w+")
_YEARS = re.compile(r"(?:19|20)\d\d")
#: Two titles that are at least so much alike (0 to 100) are the same paper printed twice.
_SAME_TITLE = 92


def pieces(name: str) -> tuple[str, ...]:
    """A name cut as the tokeniser cuts running text, near enough to compare with it."""
    return tuple(_PIECE.findall(name))


class NameList:
    """Names to look for in token sequences; ``exact`` compares capitals, else only names in capitals do so."""

    def __init__(self, names: Iterable[str], exact: bool) -> None:
        self.exact = exact
        self._rows: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        self._add(names)

    def _add(self, names: Iterable[str]) -> None:
        firsts: dict[str, None] = {}
        for name in dict.fromkeys(names):
            for printed in dict.fromkeys((name, name.replace("'", "’"))):
                self._add_one(name, pieces(printed), firsts)
        for first in firsts:
            self._rows[first].sort(key=lambda row: -len(row[0]))

    def _add_one(self, name: str, parts: tuple[str, ...], firsts: dict[str, None]) -> None:
        if parts and BORDER_FORM not in parts:  # which would be found between documents
            exact = self.exact
            strict = exact or (len(parts) == 1 and name.isupper())
            first = parts[0] if exact else parts[0].lower()
            row = (parts if strict else tuple(p.lower() for p in parts), name, strict)
            self._rows[first] = [*self._rows.get(first, ()), row]
            firsts[first] = None

    def extended(self, names: Iterable[str]) -> NameList:
        """A list with these names as well."""
        longer = NameList((), self.exact)
        longer._rows = dict(self._rows)
        longer._add(names)
        return longer

    def __bool__(self) -> bool:
        return bool(self._rows)

    def find(self, forms: Sequence[str], lowers: Sequence[str]) -> list[tuple[int, int, str]]:
        """First word, end (exclusive) and the listed name of each occurrence, longest first at each place, not overlapping.

        ``lowers`` are the same words in lower case.
        """
        rows = self._rows
        found: list[tuple[int, int, str]] = []
        done = 0
        words = forms if self.exact else lowers
        for at in compress(range(len(words)), map(rows.__contains__, words)):
            if at >= done:
                hit = self.at(forms, lowers, at)
                if hit is not None:
                    found.append(hit)
                    done = hit[1]
        return found

    def find_in(self, views: Sequence[View]) -> list[list[tuple[int, int, str]]]:
        """What :meth:`find` finds in each document; asked once for all documents of a batch."""
        found: list[list[tuple[int, int, str]]] = [[] for _ in views]
        batches = {id(view.batch): (view.batch, at - view.number) for at, view in enumerate(views)}
        for batch, shift in batches.values() if self._rows else ():
            for first, end, name in self.find(batch.forms, batch.lowers):
                number = bisect_right(batch.begins, first) - 1
                begin = batch.begins[number]
                found[number + shift].append((first - begin, end - begin, name))
        return found

    def at(self, forms: Sequence[str], lowers: Sequence[str], at: int) -> tuple[int, int, str] | None:
        """The longest name that begins at the word ``at``."""
        for parts, name, strict in self._rows.get((forms if self.exact else lowers)[at], ()):
            end = at + len(parts)
            if tuple((forms if strict else lowers)[at:end]) == parts:
                return at, end, name
        return None


@lru_cache(maxsize=8)
def _places(names: tuple[str, ...]) -> NameList:
    return NameList([*names, *load_organisations().regions], exact=True)


def places(municipalities: Mapping[str, str]) -> NameList:
    """The municipalities' names and the regions of the data file."""
    names = tuple(municipalities)
    # The last may be one that the table does not know, another for each factsheet.
    return _places(names[:-1]).extended(names[-1:])


def is_place(forms: Sequence[str], first: int, starts_sentence: bool) -> bool:
    """Whether a place's name at ``first`` means the place, where it is also an ordinary word."""
    form = forms[first]
    if form not in load_organisations().ambiguous_places or not starts_sentence:
        return True
    return first > 0 and forms[first - 1].lower() in _PLACE_CUES


def initials(name: str) -> str | None:
    """The abbreviation of a name of three words or more in capitals ("CJG"); None for one that means something else ("LVB")."""
    short = "".join(word[0] for word in name.split() if word[0].isupper())
    return short if len(short) > 2 and short not in load_organisations().never else None


class FullForms:
    """The longer forms of names that begin with a kind: "Stichting de Vlonder" of "de Vlonder"."""

    def __init__(self, names: Iterable[str]) -> None:
        self._longer: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        for name in names:
            words = name.lower().split()
            if words and words[0] in _KIND_WORDS:
                self._longer.setdefault(_bare(words), []).append((len(words), name))

    def of(self, name: str) -> str | None:
        """The first of the names that ``name`` is without its kind, or None."""
        words = name.lower().split()
        return next((full for size, full in self._longer.get(_bare(words), ()) if size > len(words)), None)


def _bare(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(w for w in words if w not in _KIND_WORDS)


class _Title:
    """What two titles are compared by."""

    __slots__ = ("lower", "text", "words", "years")

    def __init__(self, text: str) -> None:
        self.text, self.lower = text, text.lower()
        self.years = frozenset(_YEARS.findall(text))
        self.words = frozenset(_WORDS.findall(self.lower))

    def same(self, other: _Title) -> bool:
        """Whether both are titles of the same paper."""
        if self.years and other.years and not (self.years <= other.years or other.years <= self.years):
            return False
        short, long = (
            (self.words, other.words) if len(self.words) <= len(other.words) else (other.words, self.words)
        )
        if len(short) == 1 and not self.years & other.years:
            return False
        return short <= long or fuzz.ratio(self.lower, other.lower, score_cutoff=_SAME_TITLE) > 0


def canonical_papers(titles: Sequence[str]) -> dict[str, str]:
    """Each title with the first fullest title of the same paper, compared in the order of the text.

    "Jaarverslag Inzet 2011" and a later "Jaarverslag Inzet 2011, maart 2012" are one paper; years that differ make two.
    """
    fullest = sorted((_Title(t) for t in dict.fromkeys(titles)), key=lambda t: -len(t.words))
    heads: list[_Title] = []
    result: dict[str, str] = {}
    for title in fullest:
        head = next((h for h in heads if title.same(h)), None)
        if head is None:
            heads.append(title)
            head = title
        result[title.text] = head.text
    return result


def overlaps(item: Found, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention shares a word with one of the stretches of words."""
    return any(item.first < b and a < item.last for a, b in spans)
