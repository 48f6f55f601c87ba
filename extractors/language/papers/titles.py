"""Titles of papers in running text: how far the words of one reach, and what is told by the words around it."""

from __future__ import annotations

from ggsr_extract.extractors.language.papers.words import ADJECTIVE, ARTICLES, IN, LINKS, SUBJECT, VERBS
from ggsr_extract.extractors.language.sentences import quotations
from ggsr_extract.extractors.language.views import Batch
from ggsr_extract.extractors.language.words.flags import (
    DOCUMENT,
    EITHER,
    KNOWN_NAME,
    MONTH,
    OPEN,
    PROPER,
    TITLED,
    YEAR,
)

_MOST_WORDS = 80  # of a title: a text that repeats its words without end has none that is longer


class TitleReader:
    """Reads titles off the words of many documents; all places are token indices, ends exclusive."""

    def __init__(self, view: Batch) -> None:
        self.view, self.forms, self.flags = view, view.forms, view.flags
        pairs = quotations(view) if view.union & (OPEN | EITHER) else []
        self.quotes: dict[int, int] = {}
        end = -1
        for a, b in pairs:
            if b > end and self.forms[a] not in "([":
                self.quotes[a] = end = b  # outermost quotations only
        self.starts = frozenset(view.starts)

    def title(self, at: int, loose: bool) -> tuple[int, bool]:
        """Where the title words from ``at`` on end, and whether there is one: capitalised words, years, quoted parts.

        ``loose`` allows lower-case words in between, as behind a capitalised kind ("Kadernota sociaal domein 2015").
        """
        forms, flags = self.forms, self.flags
        size = min(len(forms), at + _MOST_WORDS)
        end, named, k, skipped = at, False, at, 0
        while k < size:
            if k in self.quotes:
                if self.quotes[k] - k > 15 or forms[k - 1] in ARTICLES:
                    break
                k = end = self.quotes[k] + 1
                named = True
            elif flags[k] & YEAR or (flags[k] & TITLED and k not in self.starts and not self._another(k, at)):
                k = end = k + 1
                named, skipped = True, 0
            elif named and k + 1 < size and self._continues(k):
                k += 1
            elif named and forms[k] == "e.o.":
                k = end = k + 1
            elif k == end > at and self._goes_on_plain(k, at):
                k = end = k + 1 + (self._noun(k + 1) and forms[k + 2] in VERBS)
            elif self._closed(k, at, named):
                break
            elif self._links(k) and (named or loose) and skipped < 3:
                k, skipped = k + 1, skipped + 1
            elif flags[k] & MONTH and k + 1 < size and flags[k + 1] & YEAR:
                k = end = k + 2
                named = True
            elif self._bridges(k) and (named or loose) and skipped < 2:
                k, skipped = k + 1, skipped + 1
            else:
                break
        return end, named

    def _goes_on_plain(self, k: int, at: int) -> bool:
        """Whether a noun in lower case at ``k`` goes on a title behind an adjective: "Integrale aanpak", "Rotterdamse jeugd"."""
        adjective = self.forms[k - 1]
        if not self._noun(k):
            return False
        if k - 1 > at and adjective.endswith("se"):
            return True
        return not self.flags[k - 1] & PROPER and bool(ADJECTIVE.fullmatch(adjective))

    def _closed(self, k: int, at: int, named: bool) -> bool:
        """Whether what stands at ``k`` is none of the title that began at ``at``: another name, a place to read, with or by whom.

        "het Jaarplan 2013 en het Beleidsplan 2014", "in de Nota Jeugd en in het Jaarplan", "een convenant met Lichtpunt",
        "het Jaarverslag van Lichtpunt". Nothing stands behind a year.
        """
        year = named and bool(self.flags[k - 1] & YEAR)
        form, behind = self.forms[k], self.forms[k + 1] if k + 1 < len(self.forms) else ""
        if form == "en":
            return behind in IN or (behind in ("de", "het") and bool(self.flags[k + 2] & TITLED)) or year
        return year or (form == "met" and k == at) or (form in ("van", "door") and self._outside(k + 1))

    def _links(self, k: int) -> bool:
        """Whether a word that stands between the words of titles stands at ``k``: "en", "voor de", "&"."""
        form = self.forms[k]
        return form.lower() in LINKS and (form.islower() or form == "&")

    def _bridges(self, k: int) -> bool:
        """Whether an ordinary word in lower case at ``k`` leads to more of the title ("Kadernota sociaal domein 2015")."""
        form = self.forms[k]
        return form.islower() and form.isalpha() and len(form) > 3 and form not in VERBS and self._soon(k + 1)

    def _outside(self, k: int) -> bool:
        """Whether what "van" leads to is not the title: whose paper it is (a known organisation), or its date."""
        k += k < len(self.forms) and self.forms[k] in ARTICLES
        if k >= len(self.forms):
            return False
        form = self.forms[k]
        known = bool(self.view.flags[k] & KNOWN_NAME) and form[0].isupper()
        return known or form.isdigit() or bool(self.flags[k] & MONTH)

    def _noun(self, k: int) -> bool:
        """Whether a word in lower case at ``k`` can go on a title that is written as a sentence is ("Sluitende aanpak")."""
        form = self.forms[k]
        return form.islower() and form.isalpha() and len(form) > 3 and form not in VERBS and form not in LINKS

    def _another(self, k: int, at: int) -> bool:
        """Whether another paper begins at ``k``: a capitalised kind after a plain word."""
        return k > at and bool(self.flags[k] & DOCUMENT) and self.forms[k - 1].islower()

    def _continues(self, k: int) -> bool:
        """Whether the title goes on behind a comma or dash at ``k``: with a date, a region, a municipality, a quoted title."""
        forms, flags = self.forms, self.flags
        if forms[k] in ("t/m", "-", "–"):
            return bool(flags[k + 1] & YEAR)
        if forms[k] != ",":
            return False
        then, after = flags[k + 1], flags[k + 2] if k + 2 < len(forms) else 0
        if k + 1 in self.quotes or then & YEAR or (then & MONTH and after & YEAR):
            return True
        return forms[k + 1].lower() in ("regio", "gemeente", "versie") and bool(after & TITLED)

    def _soon(self, k: int) -> bool:
        """Whether a capitalised word, a year or a quoted title stands directly behind one or no lower-case word."""
        for j in (k, k + 1):
            if j >= len(self.forms) or not (
                self.forms[j][0].isalnum() or self.flags[j] & TITLED or j in self.quotes
            ):
                return False
            if self.flags[j] & (TITLED | YEAR) or j in self.quotes:
                return True
            if self.forms[j] in (
                "in",
                "op",
                "van",
                "en",
                "voor",
                "die",
                "dat",
                "is",
                "wordt",
                "staat",
                "zijn",
                "met",
                "aan",
                "uit",
                "door",
                "heeft",
                "tot",
                "om",
            ):
                return False
        return False

    def until_years(self, k: int) -> int:
        """Where a subject in lower case with a range of years behind it ends ("Visie op het sociaal domein 2014-2018")."""
        if k >= len(self.forms) or not (self.forms[k] in SUBJECT or self._noun(k)):
            return k
        for j in range(k + 1, min(k + 9, len(self.forms))):
            if self.flags[j] & YEAR and len(self.forms[j]) > 5:
                return j + 1 if self.forms[k] in SUBJECT else k
            if j == k + 1 + 2 * (self.forms[k + 1] == "en") and self.forms[j] in ".,;)" and self._noun(j - 1):
                return j  # "Protocol opschaling en doorzettingsmacht."
            if self.forms[j] in ("van", "door") and self._outside(j + 1):
                return j  # "Handreiking opvoeden in de buurt van de VNG"
            if not (self.forms[j].isalpha() and self.forms[j].islower()):
                break
        return k

    def sentence_case(self, end: int) -> int:
        """Where a title without quotation marks ends that goes on in lower case to the end of the sentence ("Hulp in de buurt.")."""
        forms, k = self.forms, end
        if forms[k] not in ("in", "op", "voor", "rond"):
            return end
        k += 1 + (forms[k + 1] in ("de", "het"))
        return k + 1 if self._noun(k) and forms[k + 1] in ".,;)" else end

    def of_place(self, at: int, capitalised: bool) -> bool:
        """Whether an adjective that belongs to the kind behind it stands at ``at``: "Regionaal", "Haags" before a capital."""
        form = self.forms[at]
        if ADJECTIVE.fullmatch(form):
            return True
        return capitalised and form.endswith(("s", "se")) and self.forms[at - 1] in ARTICLES

    def led(self, at: int) -> int:
        """Where capitalised words before a capitalised kind begin: "Lokale Educatieve Agenda"."""
        while (
            at - 1 >= 0
            and at - 1 not in self.starts
            and self.flags[at - 1] & TITLED
            and self.forms[at - 1].isalpha()
        ):
            at -= 1
        return at

    def dated(self, at: int) -> bool:
        """Whether a month or a year stands at ``at``, as behind the title of a paper ("uit 2009", "(juni 2012)", "van 3 mei 2011")."""
        flags = self.flags
        if self.forms[at] not in ("uit", "van", "(", "d.d."):
            return False
        at += 1 + self.forms[at + 1].isdigit() * bool(flags[at + 2] & MONTH)
        return bool(flags[at] & YEAR) or bool(flags[at] & MONTH and flags[at + 1] & YEAR)
