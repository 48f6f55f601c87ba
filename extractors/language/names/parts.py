"""The parts of names: which words can stand in one, where a known name or a kind ends, which place belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from ggsr_extract.extractors.language.views import Batch
from ggsr_extract.extractors.language.words import lemmas
from ggsr_extract.extractors.language.words.flags import (
    AGENT,
    HEAD,
    KNOWN_NAME,
    NAMEABLE,
    PROPER,
    SPACED,
    UNKNOWN,
)
from ggsr_extract.models.organisations import load_organisations

#: Behind a capitalised kind these lead to its name ("Raad voor de Kinderbescherming").
_PREPOSITIONS: Final = frozenset(["voor", "van", "tegen", "tot"])
ARTICLES: Final = frozenset(["de", "het", "den", "der", "'t", "’t", "een"])
CLIPPED: Final = frozenset(["'t", "’t", "‘t", "'s", "’s", "‘s"])
#: What a foundation, association or company calls itself; a name always follows.
BODIES: Final = frozenset(
    ["Stichting", "stichting", "Vereniging", "Woonstichting", "Woningstichting", "Coöperatie", "Zorggroep"]
)
_AND: Final = frozenset(["en", "&"])
#: Endings of acronyms that mean several ("GGD’en").
_PLURALS: Final = frozenset(["en", "s", "ers"])
#: What the names of some towns end in.
_WATERS: Final = frozenset(["Rijn", "IJssel", "Maas", "Zaan", "Amstel", "Lek", "Vecht", "Zee"])
_COMPASS: Final = frozenset(["Noord", "Oost", "Zuid", "West", "Midden"])
_TOWN_ENDS: Final = frozenset([("op", "Zoom"), ("bij", "Duurstede")])
#: Words of the longest names, and more.
LONGEST: Final = 40
_Trie = dict[str, list[tuple[tuple[str, ...], bool]]]


@cache
def _known() -> _Trie:
    """Names under their first word, longest first; True for a family, which takes a place or name behind it."""
    words = load_organisations()
    trie: _Trie = {}
    for name, family in [(n, False) for n in words.names] + [(n, True) for n in words.families]:
        parts = tuple(name.split())
        trie.setdefault(parts[0], []).append((parts, family))
    for rows in trie.values():
        rows.sort(key=lambda row: (-len(row[0]), not row[1]))
    return trie


def _by_first_word(names: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Names of several words under their first, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names, key=len, reverse=True):
        words = tuple(name.replace(",", " ,").split())
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    return found


@cache
def _regions() -> dict[str, list[tuple[str, ...]]]:
    return _by_first_word(load_organisations().regions)


@cache
def _ways() -> dict[str, list[tuple[str, ...]]]:
    return _by_first_word(load_organisations().ways)


def unknown_word(form: str) -> bool:
    """Whether a capitalised form is no ordinary word."""
    return any(c.isupper() for c in lemmas.lemma(form))


class NameReader:
    """Reads names off the words of one document; all places are token indices, ends exclusive."""

    def __init__(self, view: Batch) -> None:
        self.view, self.forms, self.size = view, view.forms, view.size
        self.flags = view.flags
        self.words = load_organisations()
        self.starts = frozenset(view.starts)

    def capital(self, at: int) -> bool:
        """Whether the word at ``at`` can be part of a name."""
        return 0 <= at < self.size and bool(self.flags[at] & NAMEABLE)

    def begins(self, at: int) -> bool:
        """Whether a name in mid-sentence can begin at ``at``: a capital, or a clipped article before one ("’t Anker")."""
        if at >= self.size or at in self.starts:
            return False
        return self.capital(at) or (self.forms[at] in CLIPPED and self.capital(at + 1))

    def starts_known(self, at: int) -> bool:
        """Whether a known name, a family or a kind stands at ``at``."""
        if at >= self.size:
            return False
        if self.match(at) > at or self.flags[at] & HEAD:
            return True
        return (
            at + 1 < self.size and bool(self.flags[at + 1] & HEAD) and self.words.is_adjective(self.forms[at])
        )

    def starts_name(self, at: int) -> bool:
        """Whether a name of its own begins at ``at``: a known one, or a kind with a name behind it."""
        if self.match(at) > at:
            return True
        if self.starts_known(at):
            head = at if self.flags[at] & HEAD else at + 1
            return self.capital(head + 1) and head + 1 not in self.starts
        return False

    def way_of_working(self, at: int) -> int:
        """The end of a known way of working at ``at`` ("Signs of Safety"), which names nobody; ``at`` when there is none.

        Its abbreviation in brackets belongs to it ("Sociale Netwerk Strategieën (SoNeS)").
        """
        forms = self.forms
        for parts in _ways().get(forms[at], ()):
            end = at + len(parts)
            if tuple(forms[at:end]) == parts:
                return end + 3 * (forms[end] == "(" and forms[end + 2] == ")")
        return at

    def match(self, at: int) -> int:
        """The end of a known name at ``at``, with the place behind a family; ``at`` when there is none."""
        forms = self.forms
        if not self.flags[at] & KNOWN_NAME:
            return at
        for parts, family in _known().get(forms[at], ()):
            end = at + len(parts)
            if tuple(forms[at:end]) != parts:
                continue
            if (
                len(parts) == 1
                and at in self.starts
                and not family
                and parts[0][1:].islower()
                and lemmas.known(parts[0].lower())
                and not self._subject(end)
            ):
                continue  # an ordinary word at the start of a sentence
            if self.several(end):
                continue
            if family:
                last = self.place(end)
                if last == end and parts[-1] == "van":
                    continue
                return last
            if parts[0].isupper():
                return self.behind_acronym(end) if len(parts) == 1 else end
            return self.second_name(end) if len(parts) == 1 or parts[0] == "De" else end
        return at

    def _subject(self, end: int) -> bool:
        """Whether what ends at ``end`` does something, or stands in a list of names."""
        if self.forms[end] not in (",", "en"):
            return bool(self.flags[end] & AGENT) or self.forms[end] == "is"
        return self.begins(end + 1 + (self.forms[end + 1] in ARTICLES))

    def beyond(self, end: int) -> int:
        """The end of a name whose last words are not written as names are: "Bergen op Zoom", "Oost Nederland", "Archipel groep"."""
        forms = self.forms
        if end >= self.size or end in self.starts:
            return end
        if forms[end] == "Nederland" or (forms[end] == "groep" and self.flags[end - 1] & UNKNOWN):
            return end + 1
        if tuple(forms[end : end + 2]) in _TOWN_ENDS:
            return end + 2
        if forms[end] == "aan" and forms[end + 1] in ("de", "den") and forms[end + 2] in _WATERS:
            return end + 3
        return end

    def behind_acronym(self, at: int) -> int:
        """The end of the place or name behind an acronym ("ISD Oostland", "OBS De Linde")."""
        k = at + (at + 1 < self.size and self.forms[at] in ("De", "Het"))
        if self.begins(k) and (k > at or (self.flags[k] & (UNKNOWN | PROPER) and not self.starts_known(k))):
            return self.place(k)
        return at

    def several(self, at: int) -> bool:
        """Whether an ending at ``at`` makes the acronym before it several ("GGD’en")."""
        forms, flags = self.forms, self.flags
        if at >= self.size or flags[at - 1] & SPACED or forms[at][0] not in "’'":
            return False
        ending = forms[at][1:] or ("" if flags[at] & SPACED or at + 1 == self.size else forms[at + 1])
        return ending in _PLURALS

    def second_name(self, at: int) -> int:
        """The end of what follows a one-word name within the name: "Tactus Verslavingszorg", "Trias Jeugdhulp"."""
        while self.capital(at) and at not in self.starts:
            tail = self.forms[at] in self.words.tails and self.kind(at) == at
            if not tail and self.starts_known(at):
                break
            at += 1
        return at

    def place(self, at: int) -> int:
        """The end of the region or name behind a family: "Hollands Noorden", "Noord en Oost Gelderland", "Hart voor Brabant"."""
        end = at
        k = at
        if k < self.size and self.forms[k] == "Nederland":
            return k + 1
        if k < self.size and self.forms[k] in ("regio", "Regio") and self.capital(k + 1):
            k += 1
        for region in _regions().get(self.forms[k] if k < self.size else "", ()):
            if tuple(self.forms[k : k + len(region)]) == region:
                return k + len(region)  # "Gooi en Vechtstreek"
        while (
            self.capital(k)
            and k not in self.starts
            and not (k > at and self.starts_known(k))
            and not self.match_single(k)
        ):
            end = k = k + 1
            if self.capital(k + 1) and (
                self.forms[k] in ("voor", "van")
                or (
                    self.forms[k] == "en"
                    and (
                        self.forms[k - 1].endswith("-") or {self.forms[k - 1], self.forms[k + 1]} <= _COMPASS
                    )
                )
            ):
                k += 1
        return end

    def match_single(self, at: int) -> bool:
        """Whether a family or known name begins at ``at`` (without looking for its place)."""
        return bool(self.flags[at] & KNOWN_NAME) and any(
            tuple(self.forms[at : at + len(parts)]) == parts for parts, _ in _known().get(self.forms[at], ())
        )

    def kind(self, at: int) -> int:
        """The end of a name that a capitalised kind begins: "Bureau Vangnet", "Ministerie van X, Y en Z"; ``at`` if none."""
        forms = self.forms
        preposition = at + 1 < self.size and forms[at + 1] in _PREPOSITIONS
        end = self._first_of_kind(at, preposition)
        if end == at:
            return at
        while end < self.size:
            if self.capital(end) and end not in self.starts and not self.match_single(end):
                end += 1
            elif self._second_task(at, end):
                end += 2
                if preposition and "," in forms[at:end]:
                    break  # the series is complete
            elif self._said_more(at, end):
                # "Stichting Hulp op Maat" is a name, "Stichting Oever in Zeemond" a name and a place.
                if forms[end] not in ("voor", "van") and self.flags[end + 1] & (UNKNOWN | PROPER):
                    break
                end += 2
            elif preposition and forms[end] == "," and self.capital(end + 1) and self._series(end + 1):
                end += 2
            elif self._for_whom(at, end):
                end += 3
            else:
                break
        return end

    def _first_of_kind(self, at: int, preposition: bool) -> int:
        """The end of the first word that names what the kind at ``at`` is, behind a preposition and an article; ``at`` if none.

        "Raad voor de Kinderbescherming" up to its last word, but nothing of "Raad van het Lyceum" and "Zorgteam van Lichtpunt", which are
        those of another.
        """
        forms = self.forms
        k = at + 1 + preposition
        if forms[k - 1] == "van" and (forms[k] in ARTICLES or forms[at] not in self.words.heads):
            return at
        k += forms[k] in ARTICLES
        if k == at + 1 and self.field(k) and self.capital(k + 1) and k + 1 not in self.starts:
            k += 1  # "Expertisecentrum LVB Midden"
        if forms[k] == "&" and forms[at] not in self.words.sectors and self.capital(k + 1):
            return k + 2  # "Vangnet & Advies"
        if k in self.starts or not (self.capital(k) or (forms[at] in BODIES and forms[k].istitle())):
            return at
        if preposition and forms[k - 1] == "van" and self.starts_name(k):
            return at  # "Loket van Humanitas"
        return k + 1

    def _second_task(self, at: int, end: int) -> bool:
        """Whether "en" and a word at ``end`` go on the name of the kind at ``at``: "Dienst Zorg en Samenleven", "Bureau Jansen & Vos"."""
        and_ = self.forms[end]
        if and_ not in _AND or not self.capital(end + 1) or self.starts_name(end + 1):
            return False
        if and_ == "&":
            return True
        before = self.forms[end - 1] in self.words.sectors or not self.flags[end - 1] & (UNKNOWN | PROPER)
        return before and self._ordinary(self.forms[end + 1], at)

    def _said_more(self, at: int, end: int) -> bool:
        """Whether a preposition and a word at ``end`` can go on the name of the kind at ``at`` ("Stichting Hulp op Maat").

        Behind "van" only a body of its own goes on: "Team Vangnet van Lichtpunt" is a team and whose it is.
        """
        return (
            self.forms[end] in ("voor", "van", "in", "aan", "op", "te")
            and self.capital(end + 1)
            and not self.starts_known(end + 1)
            and (self.forms[end] != "van" or self.forms[at] in BODIES)
        )

    def _for_whom(self, at: int, end: int) -> bool:
        """Whether a body's name goes on at ``end`` with whose or whom it is for: "Stichting Vrienden van het Kind"."""
        return (
            self.forms[at] in BODIES
            and self.forms[end] in ("van", "voor")
            and self.forms[end + 1] in ("de", "het")
            and self.capital(end + 2)
            and not unknown_word(self.forms[end - 1])
            and not self.starts_known(end + 2)
        )

    def field(self, at: int) -> bool:
        """Whether an acronym stands at ``at`` that is no name by itself ("LVB", "Wmo")."""
        form = self.forms[at]
        return form.isalpha() and 1 < len(form) < 6 and form[0].isupper() and form in self.words.never

    def _ordinary(self, form: str, head: int) -> bool:
        """Whether a word behind "en" belongs to the name: an ordinary word, and behind a body of its own no compound.

        Services are named after two tasks ("Steunpunt Wonen en Welzijn"); foundations stand in lists ("Stichting Oost en
        Woonpunt").
        """
        if self.forms[head] in BODIES:
            return lemmas.known(form.lower())
        return not unknown_word(form)

    def _series(self, at: int) -> bool:
        """Whether "Welzijn en Sport" stands at ``at``: the last two of a series within one name."""
        forms = self.forms
        while self.capital(at) and at + 1 < self.size and forms[at + 1] == ",":
            at += 2
        return (
            self.capital(at)
            and at + 2 < self.size
            and forms[at + 1] == "en"
            and self.capital(at + 2)
            and not unknown_word(forms[at])
        )

    def run(self, at: int) -> int:
        """The end of the capitalised words from ``at`` on, an article allowed in front ("De Schoor", "'t Anker")."""
        k = at
        if (
            k < self.size
            and self.forms[k].lower() in ("de", "het", "'t", "’t")
            and self.capital(k + 1)
            and self.forms[k][0] in "DH'’"
        ):
            k += 1
        while self.capital(k) and k < at + LONGEST and (k == at or k not in self.starts):
            if k > at and self.match_single(k):
                break
            k += 1
            if (
                self.forms[k - 1].endswith("-")
                and k + 1 < self.size
                and self.forms[k] in _AND
                and self.capital(k + 1)
            ):
                k += 2  # "Jeugd- en Opvoedhulp"
            if (
                k + 1 < self.size
                and self.forms[k] in ("in", "voor", "van", "op", "&", "bij")
                and self.capital(k + 1)
                and not self.starts_name(k + 1)
            ):
                k += 1
            elif (
                k + 2 < self.size
                and self.forms[k] in ("in", "voor", "op")
                and self.forms[k + 1] in ("de", "het")
                and (self.capital(k + 2) or (self.forms[k + 2].islower() and "&" in self.forms[k - 1]))
            ):
                k += 3
        return k
