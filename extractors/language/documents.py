"""Cited papers: plans, notes, annual reports, covenants, by the kind they name and the title that follows.

A paper is cited (1) by its kind and a name: capitalised words, years, or a quoted title behind it ("Convenant Veiligheid",
"WMO-beleidsplan 2012-2014", "Kadernota jeugd “Samen verder”"), (2) by a quoted title after a kind ("de nota “...”"), (3) by
a quotation that itself begins with a kind or ends in a year, or (4) by a quotation in which something "is beschreven" or
"staat". Where the title is quoted behind a plain kind, the title alone is the mention; the quotation marks never are.
"""

from __future__ import annotations

import re
from typing import Final

from ggsr_extract.extractors.language.flags import (
    BORDER,
    DOCUMENT,
    EITHER,
    HEAD,
    KINDS_OF_PAPER,
    KNOWN_NAME,
    LOWER_HEAD,
    MONTH,
    OPEN,
    PROPER,
    QUOTES,
    TITLED,
    YEAR,
    kind_compound,
)
from ggsr_extract.extractors.language.hints import PAPER_HERE
from ggsr_extract.extractors.language.paperwords import (
    ADJECTIVE,
    ARTICLES,
    CASE_PLAN,
    CONTAINER,
    DESCRIBED,
    IN,
    ISSUED,
    LINKS,
    NAMED_BEHIND,
    NO_PAPER,
    PUBLISHED,
    STRONG,
    SUBJECT,
    VERBS,
)
from ggsr_extract.extractors.language.sentences import quotations
from ggsr_extract.extractors.language.views import Batch, Found

#: Quotation marks; an apostrophe within a word is none.
_MARKS: Final = frozenset('"“”‘„’')
_LOOSE_MARK: Final = re.compile(r"[\"“”‘„]|(?<!\w)’|’(?!\w)")


def _is_kind(view: Batch, at: int) -> bool:
    return bool(view.flags[at] & DOCUMENT)


class _Finder:
    def __init__(self, view: Batch) -> None:
        self.view, self.forms, self.flags = view, view.forms, view.flags
        pairs = quotations(view) if view.union & (OPEN | EITHER) else []
        self.quotes: dict[int, int] = {}
        end = -1
        for a, b in pairs:
            if b > end and self.forms[a] not in "([":
                self.quotes[a] = end = b  # outermost quotations only
        self.starts = frozenset(view.starts)
        self.found: list[Found] = []
        self.taken = bytearray(view.size)  # 1 where a paper stands

    def add(self, first: int, last: int) -> None:
        """Note the words ``first`` to ``last`` (exclusive) as a paper, without quotation marks around and stops behind."""
        while last > first and (
            self.forms[last - 1] in ".,;:"
            or (all(c in "’”'\"" for c in self.forms[last - 1]) and not self._opens_in(first, last - 1))
        ):
            last -= 1
        while first < last and self.forms[first] in "‘“'\"":
            first += 1
        if last <= first:
            return
        self.taken[first:last] = b"\1" * (last - first)
        begin, end = self.view.span(first, last)
        text = self.view.text[begin:end]
        if not _MARKS.isdisjoint(text):
            text = _LOOSE_MARK.sub("", text)
        self.found.append(Found("DOC", begin, end, first, last, " ".join(text.split()).strip(" .,;:")))

    def _opens_in(self, first: int, close: int) -> bool:
        """Whether the quotation that ends at ``close`` opens after ``first``: then its marks are inside the mention."""
        return any(first < a and b == close for a, b in self.quotes.items())

    def title(self, at: int, loose: bool) -> tuple[int, bool]:
        """Where the title words from ``at`` on end, and whether there is one: capitalised words, years, quoted parts.

        ``loose`` allows lower-case words in between, as behind a capitalised kind ("Kadernota sociaal domein 2015").
        """
        forms, flags, size = self.forms, self.flags, len(self.forms)
        end, named, k, skipped = at, False, at, 0
        while k < size:
            form = forms[k]
            if k in self.quotes:
                if self.quotes[k] - k > 15 or forms[k - 1] in ARTICLES:
                    break
                k = end = self.quotes[k] + 1
                named = True
                continue
            if flags[k] & YEAR or (flags[k] & TITLED and k not in self.starts and not self._another(k, at)):
                k = end = k + 1
                named, skipped = True, 0
            elif named and k + 1 < size and self._continues(k):
                k += 1
            elif named and form == "e.o.":
                k = end = k + 1
            elif (
                k == end > at
                and (
                    (not flags[k - 1] & PROPER and ADJECTIVE.fullmatch(forms[k - 1]))
                    or (k - 1 > at and forms[k - 1].endswith("se"))
                )
                and self._noun(k)
            ):
                k = end = k + 1 + (self._noun(k + 1) and forms[k + 2] in VERBS)
            elif form == "en" and k + 2 < size and forms[k + 1] in ("de", "het") and flags[k + 2] & TITLED:
                break  # another name
            elif form == "en" and k + 1 < size and forms[k + 1] in IN:
                break  # another place to read
            elif (named and flags[k - 1] & YEAR) or (form in ("van", "door") and self._outside(k + 1)):
                break
            elif (
                form.lower() in LINKS and (form.islower() or form == "&") and (named or loose) and skipped < 3
            ):
                k, skipped = k + 1, skipped + 1
                if not named and not loose:
                    break
            elif flags[k] & MONTH and k + 1 < size and flags[k + 1] & YEAR:
                k = end = k + 2
                named = True
            elif (
                form.islower()
                and form.isalpha()
                and len(form) > 3
                and form not in VERBS
                and (loose or named)
                and skipped < 2
                and self._soon(k + 1)
            ):
                k, skipped = k + 1, skipped + 1
            else:
                break
        return end, named

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
        return k > at and _is_kind(self.view, k) and self.forms[k - 1].islower()

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

    def by_kind(self) -> None:
        """Papers named by their kind and what follows it."""
        forms, flags, size = self.forms, self.flags, len(self.forms)
        done = -1
        quotes = list(self.quotes.items())
        next_quote = 0
        for at in self.view.where(PAPER_HERE):
            while next_quote < len(quotes) and quotes[next_quote][1] <= at:
                next_quote += 1
            if (
                at <= done
                or not flags[at] & DOCUMENT
                or (next_quote < len(quotes) and quotes[next_quote][0] <= at)
            ):
                continue
            form = forms[at]
            k = at + 1
            first = at
            if (
                form.lower() == "plan"
                and k + 1 < size
                and forms[k] == "van"
                and forms[k + 1].lower() == "aanpak"
            ):
                k += 2
            if k < size and forms[k] in (":", "genaamd", "getiteld", "met"):
                k += 1
            if flags[k] & BORDER:
                continue
            capitalised = form[0].isupper() and at not in self.starts
            upper = form[0].isupper()
            if k in self.quotes or (
                k + 1 in self.quotes and forms[k].islower() and not capitalised and not _is_kind(self.view, k)
            ):
                quote = k if k in self.quotes else k + 1
                if upper and quote == k and not CONTAINER.fullmatch(form) and not kind_compound(form):
                    end, _ = self.title(k, loose=False)
                    self.add(first, end)
                    done = end
                elif self._titled(quote, form):
                    self.add(quote + 1, self.quotes[quote])
                    done = self.quotes[quote]
                continue
            end, named = self.title(k, loose=upper)
            if (
                capitalised
                and flags[at - 1] & (HEAD | LOWER_HEAD)
                and not any(flag & YEAR for flag in flags[k:end])
            ):
                continue  # "Stichting Kompas" is an organisation
            led = self._led(at) if capitalised and NAMED_BEHIND.fullmatch(form) else at
            if led < at:
                self.add(led, max(end, at + 1))
                done = max(end, at + 1)
                continue
            if capitalised and not named:
                end = self._until_years(k)
                named = end > k
            if not named:
                continue
            years = any(flag & YEAR for flag in flags[k:end])
            ranged = years and any(flags[j] & YEAR and len(forms[j]) > 5 for j in range(k, end))
            strong = bool(STRONG.fullmatch(form)) and (form.lower() != "plan" or k > at + 1 or upper)
            if CASE_PLAN.fullmatch(form) and not years:
                continue
            if not upper and CONTAINER.fullmatch(form):
                end = self._sentence_case(end)
            container = not upper and bool(flags[k] & TITLED) and bool(CONTAINER.fullmatch(form))
            if not (
                strong
                or ranged
                or container
                or (years and capitalised and form.lower() not in KINDS_OF_PAPER)
                or (capitalised and any(flag & TITLED for flag in flags[k:end]))
            ):
                continue
            compound = (
                capitalised and form.lower() not in KINDS_OF_PAPER
            )  # "het Inkoopdocument 2015", but "het Plan 2015"
            if not (strong or ranged or compound) and all(
                flags[j] & YEAR or forms[j] == "," for j in range(k, end)
            ):
                continue
            if not upper and flags[k] & TITLED and CONTAINER.fullmatch(form):
                first = k
            elif (
                capitalised
                and at > 1
                and forms[at - 1] == "en"
                and forms[at - 2].endswith("-")
                and flags[at - 2] & TITLED
            ):
                first = at - 2  # "Preventie- en Handhavingsplan"
            elif at - 1 not in self.starts and flags[at - 1] & TITLED and self._of_place(at - 1, capitalised):
                first = at - 1
            self.add(first, end)
            done = end

    def _of_place(self, at: int, capitalised: bool) -> bool:
        """Whether an adjective that belongs to the kind behind it stands at ``at``: "Regionaal", "Haags" before a capital."""
        form = self.forms[at]
        if ADJECTIVE.fullmatch(form):
            return True
        return capitalised and form.endswith(("s", "se")) and self.forms[at - 1] in ARTICLES

    def _until_years(self, k: int) -> int:
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

    def _led(self, at: int) -> int:
        """Where capitalised words before a capitalised kind begin: "Lokale Educatieve Agenda"."""
        while (
            at - 1 >= 0
            and at - 1 not in self.starts
            and self.flags[at - 1] & TITLED
            and self.forms[at - 1].isalpha()
        ):
            at -= 1
        return at

    def _titled(self, quote: int, kind: str) -> bool:
        """Whether the quotation behind a kind in plain text is its title rather than something it says."""
        inside = self.forms[quote + 1 : self.quotes[quote]]
        if not inside or len(inside) > 25:
            return False
        years = any(flag & YEAR for flag in self.flags[quote + 1 : self.quotes[quote]])
        if not years and CASE_PLAN.fullmatch(kind):
            return False
        return inside[0][0].isupper() or years or bool(STRONG.fullmatch(kind))

    def _may_be_title(self, opening: int, closing: int) -> bool:
        """Whether what stands in or around a quotation can make it a title; spares most quotations a closer look."""
        forms = self.forms
        at = opening - 1
        while forms[at].lower() in ARTICLES:
            at -= 1
        if (
            forms[at] in (":", "getiteld", "titel")
            or self._dated(closing + 1)
            or not PUBLISHED.isdisjoint(self.view.before(opening, 5))
            or forms[at].lower() in IN
            or not ISSUED.isdisjoint(forms[closing + 1 : closing + 4])
        ):
            return True
        return any(flag & (DOCUMENT | YEAR) for flag in self.flags[opening + 1 : closing])

    def _sentence_case(self, end: int) -> int:
        """Where a title without quotation marks ends that goes on in lower case to the end of the sentence ("Hulp in de buurt.")."""
        forms, k = self.forms, end
        if forms[k] not in ("in", "op", "voor", "rond"):
            return end
        k += 1 + (forms[k + 1] in ("de", "het"))
        return k + 1 if self._noun(k) and forms[k + 1] in ".,;)" else end

    def _dated(self, at: int) -> bool:
        """Whether a month or a year stands at ``at``, as behind the title of a paper ("uit 2009", "(juni 2012)", "van 3 mei 2011")."""
        flags = self.flags
        if self.forms[at] not in ("uit", "van", "(", "d.d."):
            return False
        at += 1 + self.forms[at + 1].isdigit() * bool(flags[at + 2] & MONTH)
        return bool(flags[at] & YEAR) or bool(flags[at] & MONTH and flags[at + 1] & YEAR)

    def by_quotation(self) -> None:
        """Papers that are only quoted: by the kind or year within, or by what is said to stand in them."""
        forms, flags = self.forms, self.flags
        for opening, closing in self.quotes.items():
            if (
                not 1 < closing - opening < 27
                or self.taken[opening + 1]
                or not self._may_be_title(opening, closing)
            ):
                continue
            inside = forms[opening + 1 : closing]
            before = [w.lower() for w in self.view.before(opening, 5)]
            if (
                before
                and before[-1] == ":"
                and any(flag & DOCUMENT for flag in flags[opening - len(before) : opening])
            ):
                self.add(opening + 1, closing)  # "een eigen protocol gemaakt: ‘Kind in beeld’"
                continue
            if before and (
                not PUBLISHED.isdisjoint(before)
                or before[-1] in ("getiteld", "titel")
                or (self._dated(closing + 1) and inside[0][0].isupper())
            ):
                self.add(opening + 1, closing)
                continue
            before = before[-4:]
            if before and (before[-1] in NO_PAPER or before[-1] in (":", "heet", "noemt")):
                continue
            k = (
                1
                if len(inside) > 1 and (inside[0].lower() in ARTICLES or ADJECTIVE.fullmatch(inside[0]))
                else 0
            )
            kind = _is_kind(self.view, opening + 1 + k) and inside[k].lower() not in NO_PAPER
            years = any(flag & YEAR for flag in flags[opening + 1 : closing])
            ranged = years and any(flags[j] & YEAR and len(forms[j]) > 5 for j in range(opening + 1, closing))
            named = len(inside) > k + 1 and bool(inside[0][0].isupper() or years)
            if (
                (kind and named and not CASE_PLAN.fullmatch(inside[k]))
                or (ranged and len(inside) > 1)
                or (years and any(_is_kind(self.view, opening + 1 + j) for j in range(len(inside))))
            ):
                self.add(opening + 1, closing)
                continue
            lead = [w for w in before if w not in ARTICLES]
            if (
                len(inside) > 1
                and inside[0][0].isupper()
                and not ISSUED.isdisjoint(self.view.behind(closing + 1, 3))
            ):
                self.add(opening + 1, closing)
                continue
            if not inside[0][0].isupper() or not lead or lead[-1] not in IN:
                continue
            after = {w.lower() for w in self.view.behind(closing + 1, 7)}
            if set(before) & DESCRIBED or (len(before) <= 2 and after & DESCRIBED):
                self.add(opening + 1, closing)


def find(view: Batch) -> list[Found]:
    """The papers that the documents cite, in order, not overlapping."""
    if not view.union & (PAPER_HERE | QUOTES):
        return []
    finder = _Finder(view)
    finder.by_kind()
    if finder.quotes:
        finder.by_quotation()
    return sorted(finder.found, key=lambda f: f.start)
