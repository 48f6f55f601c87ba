"""Named organisations: known names, kinds with a name behind them, and unknown names where the wording announces one.

In order of trust: (1) the data file's names and families ("GGD Zuid-Limburg"); (2) a capitalised kind with a name ("Stichting
Jeugdpunt", "Dienst Zorg en Samenleven") and names that end in a kind ("Dommel Jeugdzorg"); (3) names with an inner capital
("LEVgroep"); (4) what follows a word that announces names ("zorgaanbieder Lichtpunt", "medewerkers van Lichtpunt"), and the
unknown names that stand in a list beside a known one. Kinds in lower case ("politie", "GGZ-instellingen") are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ggsr_extract.extractors.language.flags import (
    ACRONYM,
    ALONE,
    BELONGING,
    BIG_ARTICLE,
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
from ggsr_extract.extractors.language.guesses import acts, vouched
from ggsr_extract.extractors.language.hints import ANNOUNCES_HERE, GUESS_HERE, LED_HERE, NAME_HERE
from ggsr_extract.extractors.language.nameparts import ARTICLES, CLIPPED, NameReader, unknown_word
from ggsr_extract.extractors.language.namewords import (
    AGENT_VERBS,
    BUILDINGS,
    FUNCTION_WORDS,
    LEADS,
    PARTICLES,
    PLACE_KINDS,
    PLAIN_TAILS,
    SCHOOLS,
    SEPARATORS,
    UNDERTAKINGS,
)
from ggsr_extract.extractors.language.namewords import LINKING as LINKS
from ggsr_extract.extractors.language.views import Batch, Found

INITIALS: Final = re.compile(r"(?:[A-Z]\.)+")
QUOTING: Final = frozenset("'‘“\"„(")
#: Words that are no name by themselves, whatever made their capital.
_NEVER_ALONE: Final = (
    FUNCTION_WORDS
    | ARTICLES
    | SEPARATORS
    | {"niet", "geen", "maar", "zijn", "is", "om", "te", "op", "uit", "als"}
)


class _Finder(NameReader):
    def __init__(self, view: Batch) -> None:
        super().__init__(view)
        self.spans: dict[int, tuple[int, bool]] = {}  # first word to end and sureness
        self.taken_words = bytearray(view.size)  # 1 where a name stands
        self.taken = 0

    def put(self, first: int, last: int, sure: bool = True) -> None:
        """Note a name, with the first half of a compound before it ("Jeugd- en Opvoedhulp")."""
        if (
            first > 1
            and self.forms[first - 1] in ("en", "&")
            and self.forms[first - 2].endswith("-")
            and self.capital(first - 2)
        ):
            first -= 2
        lower = self.forms[first].lower()
        if not sure and (
            (last == first + 1 and lower in _NEVER_ALONE)
            or lower.endswith(UNDERTAKINGS)
            or (self.words.belongs(lower) and self.forms[first - 1] in ARTICLES)  # "de Coördinator Zorg"
        ):
            return
        last = self.beyond(last)
        while first - 1 not in self.starts and (
            (not sure and self.forms[first - 1] in CLIPPED) or INITIALS.fullmatch(self.forms[first - 1])
        ):
            first -= 1  # "’t Anker", "C.T. Stork College"
        if last > first and 1 not in self.taken_words[first:last]:
            self.spans[first] = (last, sure)
            self.taken_words[first:last] = b"\1" * (last - first)

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

    def leftmost(self, at: int) -> int:
        """Where the capitalised words that go on at ``at`` begin in the sentence."""
        while at > 0 and at not in self.starts and self.capital(at - 1):
            at -= 1
        return at

    def way(self, first: int) -> bool:
        """Whether a word before the capitalised words around ``first`` tells that they name a way of working."""
        return self.forms[self.leftmost(first) - 1].lower().endswith(UNDERTAKINGS)

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

    def plain(self, at: int) -> bool:
        """Whether a capitalised word alone is a field or a kind, not a name ("Onderwijs", "Zorgaanbieders")."""
        lemma = self.view.lexicon.lemmas[self.view.rows[at]]
        words = self.words
        return (
            self.forms[at] in words.sectors
            or words.announces(lemma, lemma)
            or (lemma.islower() and words.belongs(lemma))
            or (lemma != self.forms[at].lower() and words.announces_closely(lemma))
        )

    def begins_list(self, at: int) -> bool:
        """Whether a list of capitalised names begins at ``at``."""
        end = self.run(at)
        return (
            end + 1 < self.size
            and self.forms[end] in SEPARATORS
            and (self.capital(end + 1) or self.capital(end + 1 + (self.forms[end + 1] in ARTICLES)))
        )

    def covered(self, at: int) -> bool:
        """Whether a noted name holds the word at ``at``."""
        return bool(self.taken_words[at])

    def listed(self, at: int) -> None:
        """Note the names of a list that starts at ``at``."""
        k = at
        while k < self.size:
            if k in self.spans:
                k = self.spans[k][0]
            else:
                j = k + (self.forms[k] in ("de", "het", "een"))
                if j in self.spans:
                    k = self.spans[j][0]
                elif self.begins(j):
                    end = self.run(j)
                    if self.forms[j] not in self.words.laws and (end > j + 1 or not self.plain(j)):
                        self.put(j, end, sure=False)
                    k = end
                else:
                    return
            if k < self.size and self.forms[k] in SEPARATORS:
                k += 1
                if k < self.size and self.forms[k] in ("en", "ook"):
                    k += 1
            else:
                return

    def neighbours(self) -> None:
        """Unknown names and acronyms in a list beside a noted name."""
        for first, (last, sure) in list(self.spans.items()):
            if not sure:
                continue
            for step in (1, -1):
                if not self.goes_on(first, last, step):
                    continue
                items = list(self.items(first, last, step))
                outermost = min((j for j, _ in items), default=0)
                if outermost and self.forms[outermost - 1].lower() in PLACE_KINDS:
                    continue  # "de gemeenten X en Y, Stichting Z"
                for j, end in items:
                    if not self.covered(j) and self._name_in_list(j, end):
                        self.put(j, end, sure=False)

    def guessed(self) -> None:
        """Names of no list, told by what they do and by what is done with them; with what stands in a list beside them."""
        forms = self.forms
        for at in self.view.where(GUESS_HERE):
            first = self.leftmost(at)
            first -= forms[first - 1] in CLIPPED
            if not self.capital(at) or self.covered(at) or self.covered(first):
                continue
            end = self.run(first)
            kind = end == first + 1 and self.flags[first] & HEAD
            if end <= at or kind or forms[first - 1] in QUOTING or self.plain(end - 1):
                continue
            acting = first not in self.starts and acts(self, first, end) and self.flags[at] & PROPER
            owner = (
                forms[first - 1] == "van"
                and (self.covered(first - 2) or self.flags[first - 2] & DOCUMENT)
                and self.flags[at] & PROPER
            )
            vouching = first not in self.starts and vouched(self, first, end)
            beside = list(self.items(first, end, -1))
            if beside and (self.placed(beside[-1][0]) or self.way(beside[-1][0])):
                continue
            if not (acting or owner or vouching or self.with_article(first) or self.row(first, end)):
                continue
            self.listed(first)
            for j, last in beside:
                if not self.covered(j) and self._name_in_list(j, last):
                    self.put(j, last, sure=False)

    def placed(self, first: int) -> bool:
        """Whether the word before ``first`` leads to a place or a building."""
        before = self.forms[first - 1].lower()
        return before in ("in", "te", "uit", "op") or before.endswith(BUILDINGS)

    def row(self, first: int, end: int) -> bool:
        """Whether a list of three or more words of no list begins at ``first``, in mid-sentence and behind no place's kind."""
        if (
            first in self.starts
            or self.placed(first)
            or self.way(first)
            or not unknown_word(self.forms[first])
        ):
            return False
        if self.forms[first - 1] in SEPARATORS:
            return False
        others = [j for j, _ in self.items(first, end, 1)]
        return len(others) > 1 and all(unknown_word(self.forms[j]) for j in others)

    def with_article(self, first: int) -> bool:
        """Whether a name begins at ``first`` with an article of its own in mid-sentence ("biedt De Kruk"), which is no place's."""
        before = self.forms[first - 1]
        return (
            bool(self.flags[first] & BIG_ARTICLE)
            and self.capital(first + 1)
            and first not in self.starts
            and before[0].isalnum() | (before == ",")
            and not self.placed(first)
            and not self.flags[first - 1] & DOCUMENT
            and not self.way(first)
        )

    def _name_in_list(self, first: int, last: int) -> bool:
        """Whether a capitalised item beside a name is a name too.

        With an article before it, an ordinary word or compound is none, unless it is a kind that begins names.
        """
        form = self.forms[first]
        if last - first == 1 and (self.plain(first) or form in self.words.heads):
            return False
        if first and self.forms[first - 1] in ARTICLES and last - first == 1:
            return bool(self.flags[first] & UNKNOWN) and (
                unknown_word(form) or bool(self.flags[first] & HEAD)
            )
        if any(self.flags[k] & UNKNOWN for k in range(first, last)):
            return True
        if first in self.starts or any(self.plain(k) for k in range(first, last)):
            return False
        # "Springplank" can be a name, "Het" and "Ziet" are words whose capital means something else.
        lemma = self.view.lexicon.lemmas[self.view.rows[first]].lower()
        return last - first > 1 or (len(form) > 3 and lemma == form.lower() and lemma not in FUNCTION_WORDS)

    def goes_on(self, first: int, last: int, step: int) -> bool:
        """Whether something of a list stands beside a name, to the right (1) or to the left (-1)."""
        if step > 0:
            return self.forms[last] in SEPARATORS
        before = self.forms[first - 1]
        return (self.forms[first - 2] if before in ARTICLES else before) in SEPARATORS

    def items(self, first: int, last: int, step: int) -> Iterator[tuple[int, int]]:
        """Capitalised items of the list around a name, rightwards (1) or leftwards (-1), stepping over plain kinds."""
        forms = self.forms
        if step > 0:
            k = last
            while k + 1 < self.size and forms[k] in SEPARATORS:
                k += 1
                if (
                    forms[k] in ARTICLES
                    or forms[k] in ("en", "ook")
                    or (forms[k] in LINKS and forms[k - 1] != ",")
                ):
                    k += 1
                if self.capital(k) and k not in self.starts:
                    end = self.spans[k][0] if k in self.spans else self.run(k)
                    if (
                        end < self.size
                        and forms[end] not in SEPARATORS
                        and forms[end] not in (".", ")", "etc.", ";")
                        and end not in self.starts
                        and forms[k - 1] != "en"
                    ):
                        return
                    yield k, end
                    k = end
                elif (
                    k < self.size
                    and forms[k].isalpha()
                    and forms[k].islower()
                    and k + 1 < self.size
                    and forms[k + 1] in SEPARATORS
                ):
                    k += 1
                else:
                    return
        else:
            k = first
            while k >= 2:
                j = k - 1
                if forms[j] in ARTICLES:
                    j -= 1
                if forms[j] not in SEPARATORS or k in self.starts:
                    return
                end = j
                j -= 1
                if self.capital(j):
                    while j - 1 >= 0 and self.capital(j - 1) and j not in self.starts:
                        j -= 1
                    before = forms[j - 1] if j else ""
                    if (
                        j in self.starts
                        or before in SEPARATORS
                        or before in (":", "(")
                        or before in ARTICLES
                        or before.islower()
                        or (j - 1 in self.starts and not self.capital(j - 1))
                    ):
                        if j in self.starts:
                            j += end - j > 1 and forms[j].lower() in FUNCTION_WORDS
                            if end - j == 1 and not unknown_word(forms[j]):
                                return
                        yield j, end
                    k = j
                elif (
                    forms[j].isalpha()
                    and forms[j].islower()
                    and j
                    and forms[j - 1] in (*SEPARATORS, ":", "(")
                ):
                    k = j
                else:
                    return


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
