"""What one factsheet teaches about its own names: respondents, organisations found elsewhere in it, places, approaches.

A name that is certain in one place is a name in all others; so is every respondent, also a plain kind ("politie") where
the factsheet lists it as one. The name of an approach or a municipality is never an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ggsr_extract.extractors.language.lexicon import Found
from ggsr_extract.models.organisations import load_organisations
from rapidfuzz import fuzz

_PIECE = re.compile(r"\w+(?:[&'’./-]\w+)*-?|[^\w\s]")
_PLACE_CUES = frozenset(
    ["gemeente", "gemeenten", "in", "te", "regio", "van", "uit", "naar", "binnen", "buiten", "stad", "en"]
)
_KIND_WORDS = frozenset(["stichting", "de", "het", "vereniging", "organisatie", "bureau"])
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
        for name in dict.fromkeys(names):
            parts = pieces(name)
            if not parts:
                continue
            strict = exact or (len(parts) == 1 and name.isupper())
            self._rows.setdefault(parts[0].lower(), []).append(
                (parts if strict else tuple(p.lower() for p in parts), name, strict)
            )
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row[0]))

    def __bool__(self) -> bool:
        return bool(self._rows)

    @property
    def firsts(self) -> frozenset[str]:
        """The first words of all names, in lower case."""
        return frozenset(self._rows)

    def find(self, forms: Sequence[str]) -> list[tuple[int, int, str]]:
        """First word, end (exclusive) and the listed name of each occurrence, longest first at each place, not overlapping."""
        found: list[tuple[int, int, str]] = []
        done = 0
        for at, form in enumerate(forms):
            rows = self._rows.get(form.lower())
            if rows is None or at < done:
                continue
            for parts, name, strict in rows:
                window = tuple(forms[at : at + len(parts)])
                if window == parts or (not strict and tuple(w.lower() for w in window) == parts):
                    found.append((at, at + len(parts), name))
                    done = at + len(parts)
                    break
        return found


@lru_cache(maxsize=8)
def _places(names: tuple[str, ...]) -> NameList:
    return NameList([*names, *load_organisations().regions], exact=True)


def places(municipalities: Mapping[str, str]) -> NameList:
    """The municipalities' names and the regions of the data file."""
    return _places(tuple(municipalities))


def is_place(forms: Sequence[str], first: int, starts_sentence: bool) -> bool:
    """Whether a place's name at ``first`` means the place, where it is also an ordinary word."""
    form = forms[first]
    if form not in load_organisations().ambiguous_places or not starts_sentence:
        return True
    return first > 0 and forms[first - 1].lower() in _PLACE_CUES


def short_form_of(name: str, names: Iterable[str]) -> str | None:
    """The longer of ``names`` that ``name`` is without its kind ("de Wering" of "Stichting de Wering"), or None."""
    words = [w for w in name.lower().split() if w not in _KIND_WORDS]
    for other in names:
        longer = other.lower().split()
        if (
            len(longer) > len(name.split())
            and longer[0] in _KIND_WORDS
            and [w for w in longer if w not in _KIND_WORDS] == words
        ):
            return other
    return None


def _same_paper(one: str, two: str) -> bool:
    years_one, years_two = set(_YEARS.findall(one)), set(_YEARS.findall(two))
    if years_one and years_two and not (years_one <= years_two or years_two <= years_one):
        return False
    words_one, words_two = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", two.lower()))
    short, long = sorted((words_one, words_two), key=len)
    if len(short) == 1 and not years_one & years_two:
        return False
    return short <= long or fuzz.ratio(one.lower(), two.lower()) >= _SAME_TITLE


def canonical_papers(titles: Sequence[str]) -> dict[str, str]:
    """Each title with the first fullest title of the same paper, compared in the order of the text.

    "Jaarverslag Inzet 2011" and a later "Jaarverslag Inzet 2011, maart 2012" are one paper; years that differ make two.
    """
    order = list(dict.fromkeys(titles))
    fullest = sorted(order, key=lambda t: (-len(set(re.findall(r"\w+", t.lower()))), order.index(t)))
    heads: list[str] = []
    result: dict[str, str] = {}
    for title in fullest:
        head = next((h for h in heads if _same_paper(title, h)), None)
        if head is None:
            heads.append(title)
            head = title
        result[title] = head
    return result


def overlaps(item: Found, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention shares a word with one of the stretches of words."""
    return any(item.first < b and a < item.last for a, b in spans)
