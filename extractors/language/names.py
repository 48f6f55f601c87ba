"""Named organisations: known names, kinds with a name behind them, and unknown names where the wording announces one.

In order of trust: (1) the data file's names and families ("GGD Zuid-Limburg"); (2) a capitalised kind with a name ("Stichting
Jeugdpunt", "Dienst Zorg en Samenleven") and names that end in a kind ("Dommel Jeugdzorg"); (3) names with an inner capital
("LEVgroep"); (4) what follows a word that announces names ("zorgaanbieder Lichtpunt", "medewerkers van Lichtpunt"), and the
unknown names that stand in a list beside a known one; (5) what the wording around it tells, see :mod:`.guesses`. Kinds in lower
case ("politie", "GGZ-instellingen") are no names.
"""

from __future__ import annotations

from typing import Final

from ggsr_extract.extractors.language.flags import (
    ACRONYM,
    ALONE,
    BELONGING,
    CUE,
    DOCUMENT,
    FIRST,
    HEAD,
    LINKING,
    LOWER_HEAD,
    NEAR_CUE,
    PROPER,
    UNKNOWN,
    has_inner_capital,
)
from ggsr_extract.extractors.language.guesses import acts, described, inverted, vouched
from ggsr_extract.extractors.language.hints import ANNOUNCES_HERE, GUESS_HERE, LED_HERE, NAME_HERE
from ggsr_extract.extractors.language.namelists import ListReader
from ggsr_extract.extractors.language.nameparts import ARTICLES, CLIPPED, unknown_word
from ggsr_extract.extractors.language.namewords import (
    AGENT_VERBS,
    FUNCTION_WORDS,
    LEADS,
    PARTICLES,
    PLAIN_TAILS,
    SCHOOLS,
    SEVERAL_PLACES,
)
from ggsr_extract.extractors.language.namewords import LINKING as LINKS
from ggsr_extract.extractors.language.views import Batch, Found

_QUOTING: Final = frozenset("'‘“\"„(")


class _Finder(ListReader):
    def known_and_kinds(self) -> None:
        """Rules 1 to 3."""
        forms, flags, words = self.forms, self.flags, self.words
        for at in self.view.where(NAME_HERE):
            if at < self.taken:
                continue
            form = forms[at]
            end, way = self.match(at), self.way_of_working(at)
            if at < way >= end:
                self.taken_words[at:way] = b"\1" * (way - at)
                self.taken = way
                continue
            if end == at and (flags[at] & HEAD or (flags[at] & LOWER_HEAD and self.begins(at + 1))):
                end = self.kind(at)
                if end == at + 1:
                    end = at
                if (
                    end == at
                    and flags[at] & HEAD
                    and self.begins(at)
                    and at - 1 not in self.starts
                    and form != "Overleg"
                    and self.adjective(at - 1)
                    and not self.way(at - 1)
                ):
                    self.put(
                        self.leftmost(at - 1), at + 1
                    )  # "Justitieel Casusoverleg", "Zaans Medisch Centrum"
                    self.taken = at + 1
                    continue
            if end == at and flags[at] & ACRONYM:
                end = self.behind_acronym(at + 1)
                if (
                    end == at + 1
                    and forms[end] == "het"
                    and self.capital(end + 1)
                    and not self.starts_known(end + 1)
                ):
                    end = self.place(end + 1)  # "OCK het Spalier"
                end = end if end > at + 1 else at
            if end == at and flags[at] & HEAD and self.alone(at):
                end = at + 1
            if end == at and form in words.tails and at and self.capital(at - 1) and at not in self.starts:
                first = self.leftmost(at - 1)
                if (
                    form in SCHOOLS
                    and forms[first - 1] in PARTICLES
                    and forms[first] not in ("De", "Het")
                    and self.begins(first - 2)
                ):
                    first = self.leftmost(first - 2)  # "Johan de Witt College"
                if first in self.starts and forms[first].lower() in FUNCTION_WORDS:
                    first += 1
                if self.way(first) or words.belongs(forms[first].lower()):
                    continue  # "de methode Eigen Jeugdhulp", "de Coördinator Zorg"
                named = form not in PLAIN_TAILS or any(unknown_word(forms[k]) for k in range(first, at))
                if named and first < at:
                    tail = at + 1
                    if tail < self.size and form == "Maatschappelijk" and forms[tail] == "Werk":
                        tail += 1
                    self.put(first, tail)
                    self.taken = tail
                continue
            if end == at and has_inner_capital(form) and form not in words.never:
                end = max(self.run(at), at + 1)
                if self.capital(at - 1) and flags[at - 1] & UNKNOWN and not self.covered(at - 1):
                    at = self.leftmost(at - 1)  # "Stadhuis AlleeWonen"
                    at += at in self.starts
            if end > at:
                first = at
                while flags[at] & (HEAD | FIRST | ALONE) and self.adjective(first - 1):
                    first -= 1
                if form in words.tails and not flags[at] & HEAD and first == at:
                    # "Orbis Maatschappelijk Werk"
                    while (
                        self.capital(first - 1)
                        and first not in self.starts
                        and unknown_word(forms[first - 1])
                        and not self.covered(first - 1)
                    ):
                        first -= 1
                self.put(first, end)
                self.abbreviation(at, end)
                self.taken = end

    def alone(self, at: int) -> bool:
        """Whether a compound in mid-sentence is a name by itself: a service that there is one of ("het Zorgkantoor")."""
        return (
            at not in self.starts
            and bool(self.flags[at] & UNKNOWN)
            and self.forms[at - 1] in ARTICLES
            and self.forms[at].endswith(self.words.lone_endings)
            and not self.several(at + 1)
        )

    def adjective(self, at: int) -> bool:
        """Whether a capitalised adjective stands at ``at`` that belongs to the kind behind it."""
        return at >= 0 and self.words.is_adjective(self.forms[at])

    def abbreviation(self, first: int, last: int) -> None:
        """Note the abbreviation in brackets behind a name, whose letters are the name's ("Stichting Welzijn Oost (SWO)")."""
        forms = self.forms
        if last + 2 < self.size and forms[last] == "(" and forms[last + 2] == ")" and self.capital(last + 1):
            short = forms[last + 1]
            initials = [w[0].upper() for w in forms[first:last]]
            if sum(c.isupper() for c in short) > 1 and short[0].upper() in initials:
                self.put(last + 1, last + 2)

    def announced(self) -> None:
        """Rule 4: names behind a cue, and beside a known name in a list."""
        forms, view = self.forms, self.view
        for at in view.where(ANNOUNCES_HERE):
            flag = self.flags[at]
            k = at + 1
            if not flag & CUE:
                if flag & NEAR_CUE:
                    k += forms[k] == "("
                    if self.begins(k) and not (forms[at].istitle() and at not in self.starts):
                        self.listed(k)
                elif flag & BELONGING and forms[k] == "van":
                    k += 1 + (forms[k + 1] in ("de", "het"))
                    if self.begins(k):
                        self.listed(k)
                continue
            if forms[at][0].isupper() and at not in self.starts:
                if self.begins(k):
                    self.listed(k)
                continue
            lead = 0
            while k < self.size and forms[k].lower() in LEADS and lead < 5:
                k, lead = k + 1, lead + 1
            if k < self.size and forms[k] in ("de", "het") and lead:
                k += 1
            if (
                k < self.size
                and self.capital(k)
                and k not in self.starts
                and (lead == 0 or forms[k - 1] not in ("is", "zijn", ",") or self.begins_list(k))
            ):
                self.listed(k)
        flags, starts = self.flags, self.starts
        for at in view.where(LED_HERE):
            if at in starts or forms[at - 1] == ";":
                if (
                    flags[at] & UNKNOWN
                    and flags[at] & PROPER
                    and forms[at].isalpha()
                    and not self.covered(at)
                ):
                    end = self.run(at)
                    if end < self.size and forms[end] in AGENT_VERBS and not forms[end].endswith("en"):
                        self.put(at, end, sure=False)
            elif at >= 2:
                k = at - 1
                if forms[k] in ("de", "het"):
                    k -= 1
                if flags[k] & LINKING and not self.covered(at):
                    cue = LINKS[forms[k]]
                    if any(w.lower() in cue for w in view.before(k, 3)) and not (
                        k == at - 2 and self.run(at) == at + 1 and not unknown_word(forms[at])
                    ):
                        self.listed(at)

    def guessed(self) -> None:
        """Names of no list, told by what they do and by what is done with them; with what stands in a list beside them."""
        for at in self.view.where(GUESS_HERE):
            if self.covered(at) or not self.capital(at):
                continue
            first = self.leftmost(at)
            first -= self.forms[first - 1] in CLIPPED
            end = self.run(first)
            if end <= at or self.covered(first) or self.forms[first - 1] in _QUOTING or self.plain(end - 1):
                continue
            if first in self.starts:
                if described(self, end) and not self.words.belongs(self.forms[first].lower()):
                    self.put(first, end, sure=False)
                continue
            beside = list(self.items(first, end, -1))
            outermost = beside[-1][0] if beside else first
            if self.forms[outermost].lower().endswith(SEVERAL_PLACES):
                continue
            if self.placed(outermost) or self.way(outermost) or not self.guess(first, end):
                continue
            self.listed(first)
            for j, last in beside:
                if not self.covered(j) and self._name_in_list(j, last):
                    self.put(j, last, sure=False)

    def guess(self, first: int, end: int) -> bool:
        """Whether the words around what stands from ``first`` to ``end``, in mid-sentence, tell that it names an organisation."""
        forms, flags = self.forms, self.flags
        if end == first + 1 and flags[first] & HEAD and forms[first - 1] in ARTICLES:
            return False  # "het Zorgadviesteam"
        proper = any(flags[k] & PROPER and flags[k] & UNKNOWN for k in range(first, end))
        owned = forms[first - 1] == "van" and (self.covered(first - 2) or bool(flags[first - 2] & DOCUMENT))
        return (
            (proper and (owned or acts(self, first, end)))
            or (inverted(self, first) and not self.words.belongs(forms[first].lower()))
            or described(self, end)
            or vouched(self, first, end)
            or self.with_article(first)
            or self.row(first, end)
        )


def find(view: Batch) -> list[Found]:
    """The organisations that the documents name, in order, not overlapping; ``sure`` is False for those of rule 4."""
    if not view.union & (NAME_HERE | ANNOUNCES_HERE | LED_HERE | GUESS_HERE):
        return []
    finder = _Finder(view)
    finder.known_and_kinds()
    finder.announced()
    if finder.spans:
        finder.neighbours()
    finder.guessed()
    found = []
    for first, (last, sure) in sorted(finder.spans.items()):
        begin, end = view.span(first, last)
        text = view.text[begin:end]
        found.append(Found("ORG", begin, end, first, last, text, sure=sure))
    return found
