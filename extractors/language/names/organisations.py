"""Named organisations: known names, kinds with a name behind them, and unknown names where the wording announces one.

In order of trust: (1) the data file's names and families ("GGD Zuid-Limburg"); (2) a capitalised kind with a name ("Stichting
Jeugdpunt", "Dienst Zorg en Samenleven") and names that end in a kind ("Dommel Jeugdzorg"); (3) names with an inner capital
("LEVgroep"); (4) what follows a word that announces names ("zorgaanbieder Lichtpunt", "medewerkers van Lichtpunt"), and the
unknown names that stand in a list beside a known one; (5) what the wording around it tells, see :mod:`.guesses`. Kinds in lower
case ("politie", "GGZ-instellingen") are no names.
"""

from __future__ import annotations

from typing import Final

from ggsr_extract.extractors.language.hints import ANNOUNCES_HERE, GUESS_HERE, LED_HERE, NAME_HERE
from ggsr_extract.extractors.language.names.guesses import (
    acts,
    described,
    fronted,
    inverted,
    listed_with,
    takes_part,
    vouched,
)
from ggsr_extract.extractors.language.names.lists import ListReader
from ggsr_extract.extractors.language.names.parts import ARTICLES, CLIPPED, unknown_word
from ggsr_extract.extractors.language.names.words import (
    AGENT_VERBS,
    FUNCTION_WORDS,
    LEADS,
    PARTICLES,
    PLAIN_TAILS,
    SCHOOLS,
    SEVERAL_PLACES,
    TAKING_PART,
    TASKS,
)
from ggsr_extract.extractors.language.names.words import LINKING as LINKS
from ggsr_extract.extractors.language.views import Batch, Found
from ggsr_extract.extractors.language.words.flags import (
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

_QUOTING: Final = frozenset("'‘“\"„(")


class _Finder(ListReader):
    def known_and_kinds(self) -> None:
        """Rules 1 to 3, at each word where one may hold: the first that finds a name ends the search there."""
        for at in self.view.where(NAME_HERE):
            if at < self.taken:
                continue
            end, way = self.match(at), self.way_of_working(at)
            if at < way >= end:
                self.taken_words[at:way] = b"\1" * (way - at)
                self.taken = way
                continue
            if end == at:
                end = self.kind_with_name(at)
            if end == at and self.adjective_and_kind(at):
                continue
            if end == at:
                end = self.acronym_with_name(at)
            if end == at and self.alone(at):
                end = at + 1
            if end > at:
                self.known(at, end)
            elif not self.ends_name(at):
                self.inner_capital(at)

    def known(self, at: int, end: int) -> None:
        """Note the name from ``at`` to ``end``, with what belongs to it on both sides ("Intergemeentelijke Sociale Dienst")."""
        forms = self.forms
        first = at
        while self.flags[at] & (HEAD | FIRST | ALONE) and self.adjective(first - 1):
            first -= 1
        if first == at and (self.flags[at] & HEAD or forms[at] in self.words.tails):
            # "Orbis Maatschappelijk Werk", "Zonnedal Hogeschool Pedagogiek"
            while (
                self.capital(first - 1)
                and first not in self.starts
                and unknown_word(forms[first - 1])
                and not self.covered(first - 1)
            ):
                first -= 1
        if end > at + 1 and self.two_tasks(first):
            first -= 2
        self.put(first, end)
        self.abbreviation(at, end)
        self.taken = end

    def two_tasks(self, at: int) -> bool:
        """Whether a task and "en" stand before the task at ``at`` that a name begins with ("Hulp en Welzijn Waterstad").

        A field that means who works in it ("Politie en Welzijn Waterstad") is another item of a list.
        """
        first = at - 2
        return (
            self.forms[at - 1] == "en"
            and self.forms[at] in self.words.sectors
            and self.capital(first)
            and first not in self.starts
            and not unknown_word(self.forms[first])
            and not self.covered(first)
            and (self.forms[first] in TASKS or not self.plain(first))
        )

    def kind_with_name(self, at: int) -> int:
        """The end of a kind at ``at`` and its name: "Bureau Vangnet", "stichting Vangnet"; ``at`` when there is none.

        The kinds, and those that lead to a name in lower case too, stand in the data file.
        """
        flag = self.flags[at]
        return self.kind(at) if flag & HEAD or (flag & LOWER_HEAD and self.begins(at + 1)) else at

    def adjective_and_kind(self, at: int) -> bool:
        """Note a kind that is named by the adjective before it alone: "Justitieel Casusoverleg", "Zaans Medisch Centrum"."""
        if not (self.flags[at] & HEAD and self.begins(at) and self.forms[at] != "Overleg"):
            return False
        before = at - 1
        if self.forms[before] == "en" and self.forms[before - 1].endswith("-"):
            before -= 2  # "Regionaal Informatie- en Expertisecentrum"
        if before in self.starts or not self.adjective(before) or self.way(before):
            return False
        first = self.leftmost(before)
        first += first in self.starts and self.forms[first].lower() in FUNCTION_WORDS
        self.put(first, at + 1)
        self.taken = at + 1
        return True

    def acronym_with_name(self, at: int) -> int:
        """The end of an acronym of no list and the name behind it: "ISD Oostland", "OCK het Spalier"; ``at`` when there is none."""
        if not self.flags[at] & ACRONYM:
            return at
        end = self.behind_acronym(at + 1)
        if (
            end == at + 1
            and self.forms[end] == "het"
            and self.capital(end + 1)
            and not self.starts_known(end + 1)
        ):
            end = self.place(end + 1)
        return end if end > at + 1 else at

    def ends_name(self, at: int) -> bool:
        """Whether a kind that ends names stands at ``at``; note the name that it ends ("Dommel Jeugdzorg", "Dommel Scholengroep").

        Behind an ordinary word a plain kind is no name ("Goede Zorg"), behind "methode" or "Coördinator" none is.
        """
        forms, words = self.forms, self.words
        if not self.capital(at - 1) or at in self.starts:
            return False
        if forms[at] not in words.tails and not (self.flags[at] & HEAD and unknown_word(forms[at - 1])):
            return False
        first = self.leftmost(at - 1)
        if (
            forms[at] in SCHOOLS
            and forms[first - 1] in PARTICLES
            and forms[first] not in ("De", "Het")
            and self.begins(first - 2)
        ):
            first = self.leftmost(first - 2)  # "Johan de Witt College"
        if first in self.starts and forms[first].lower() in FUNCTION_WORDS:
            first += 1
        if self.way(first) or words.belongs(forms[first].lower()):
            return True  # "de methode Eigen Jeugdhulp", "de Coördinator Zorg"
        named = forms[at] not in PLAIN_TAILS or any(unknown_word(forms[k]) for k in range(first, at))
        if named and first < at:
            end = self.place(at + 1) if forms[at] in SCHOOLS else at + 1  # "Bisschoppelijk College Zeemond"
            if end < self.size and forms[at] == "Maatschappelijk" and forms[end] == "Werk":
                end += 1
            if forms[first - 1] != ",":  # in a list, "en" leads to its last item
                end += 2 * self.second_task(end)
            self.put(first, end)
            self.taken = end
        return True

    def inner_capital(self, at: int) -> None:
        """Note a name that is written as only names are ("LEVgroep"), with an unknown word before it ("Stadhuis AlleeWonen")."""
        if not has_inner_capital(self.forms[at]) or self.forms[at] in self.words.never:
            return
        end = max(self.run(at), at + 1)
        if self.capital(at - 1) and self.flags[at - 1] & UNKNOWN and not self.covered(at - 1):
            at = self.leftmost(at - 1)
            at += at in self.starts
        self.known(at, end)

    def second_task(self, end: int) -> bool:
        """Whether "en" and another task go on at ``end`` a name that a field ends: "Vlindra Welzijn en Advies"."""
        return (
            self.forms[end] in ("en", "&")
            and self.forms[end - 1] in self.words.sectors - SCHOOLS
            and self.capital(end + 1)
            and not unknown_word(self.forms[end + 1])
            and not self.plain(end + 1)
            and not self.starts_known(end + 1)
        )

    def alone(self, at: int) -> bool:
        """Whether a compound in mid-sentence is a name by itself: a service that there is one of ("het Zorgkantoor")."""
        return (
            bool(self.flags[at] & HEAD)
            and at not in self.starts
            and bool(self.flags[at] & UNKNOWN)
            and (self.forms[at - 1] in ARTICLES or self.forms[at].endswith("stichting"))
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
        """Rule 4: names that a word before them announces, then those that a preposition or a verb gives away."""
        forms, starts, view = self.forms, self.starts, self.view
        for at in view.where(ANNOUNCES_HERE):
            flag = self.flags[at]
            if flag & CUE:
                self.behind_cue(at)
            elif flag & NEAR_CUE:
                self.right_behind(at)
            elif flag & BELONGING and forms[at + 1] == "van":
                self.behind_owned(at)
        for at in view.where(LED_HERE):
            if at in starts or forms[at - 1] == ";":
                self.doing(at)
            elif at >= 2:
                self.led(at)

    def behind_cue(self, at: int) -> None:
        """Names behind a kind of organisation, also with words that lead on ("zorgaanbieders zoals Lichtpunt en De Kruk")."""
        forms = self.forms
        k = at + 1
        if forms[at][0].isupper() and at not in self.starts:
            if self.begins(k):
                self.listed(k)
            return
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

    def right_behind(self, at: int) -> None:
        """A name right behind a word that announces one only there ("kraamzorg Lichtpunt", "het team (Lichtpunt)")."""
        k = at + 1 + (self.forms[at + 1] == "(")
        if self.begins(k) and not (self.forms[at].istitle() and at not in self.starts):
            self.listed(k)

    def behind_owned(self, at: int) -> None:
        """Names behind people or things of an organisation: "medewerkers van Lichtpunt", "het spreekuur van de Brug"."""
        k = at + 2 + (self.forms[at + 2] in ("de", "het"))
        if self.begins(k):
            self.listed(k)

    def doing(self, at: int) -> None:
        """An unknown name that begins the sentence and does what organisations do ("Zonnedal meldt ...")."""
        forms, flags = self.forms, self.flags
        if flags[at] & UNKNOWN and flags[at] & PROPER and forms[at].isalpha() and not self.covered(at):
            end = self.run(at)
            taking_part = forms[end] in ("is", "wordt") and not TAKING_PART.isdisjoint(
                self.view.behind(end, 5)
            )
            if taking_part or (
                end < self.size
                and forms[end] in AGENT_VERBS
                and not forms[end].endswith("en")
                and not (
                    forms[end] == "vindt" and "plaats" in self.view.behind(end, 5)
                )  # "Monitoring vindt plaats"
            ):
                self.put(at, end, sure=False)

    def led(self, at: int) -> None:
        """Names behind a preposition that leads to them after what stands before it ("ingekocht bij Lichtpunt")."""
        forms = self.forms
        k = at - 1
        if forms[k] in ("de", "het"):
            k -= 1
        if self.flags[k] & LINKING and not self.covered(at):
            cue = LINKS[forms[k]]
            if any(w.lower() in cue for w in self.view.before(k, 3)) and not (
                k == at - 2 and self.run(at) == at + 1 and not unknown_word(forms[at])
            ):
                self.listed(at)

    def guessed(self) -> None:
        """Names of no list, told by what they do and by what is done with them; with what stands in a list beside them."""
        for at in self.view.where(GUESS_HERE):
            if self.covered(at) or not self.capital(at):
                continue
            first = self.leftmost(at)
            first += first in self.starts and first < at and self.forms[first].lower() in FUNCTION_WORDS
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
            or (
                proper
                and (takes_part(self, first, end) or fronted(self, first, end) or listed_with(self, first))
            )
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
