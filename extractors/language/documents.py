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
    HEAD,
    LOWER_HEAD,
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
    KINDS_OF_PAPER,
    NAMED_BEHIND,
    NO_PAPER,
    PUBLISHED,
    STRONG,
)
from ggsr_extract.extractors.language.titles import TitleReader
from ggsr_extract.extractors.language.views import Batch, Found

#: Quotation marks; an apostrophe within a word is none.
_MARKS: Final = frozenset('"“”‘„’')
_LOOSE_MARK: Final = re.compile(r"[\"“”‘„]|(?<!\w)’|’(?!\w)")


def _is_kind(view: Batch, at: int) -> bool:
    return bool(view.flags[at] & DOCUMENT)


class _Finder(TitleReader):
    def __init__(self, view: Batch) -> None:
        super().__init__(view)
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
            if k < size and forms[k] in (":", "genaamd", "getiteld"):
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
            led = self.led(at) if capitalised and NAMED_BEHIND.fullmatch(form) else at
            if led < at:
                self.add(led, max(end, at + 1))
                done = max(end, at + 1)
                continue
            if capitalised and not named:
                end = self.until_years(k)
                named = end > k
            if not named:
                continue
            years = any(flag & YEAR for flag in flags[k:end])
            ranged = years and any(flags[j] & YEAR and len(forms[j]) > 5 for j in range(k, end))
            strong = bool(STRONG.fullmatch(form)) and (form.lower() != "plan" or k > at + 1 or upper)
            if CASE_PLAN.fullmatch(form) and not years:
                continue
            if not upper and CONTAINER.fullmatch(form):
                end = self.sentence_case(end)
            container = not upper and bool(flags[k] & TITLED) and bool(CONTAINER.fullmatch(form))
            # "het Inkoopdocument 2015", but "het Plan 2015"
            compound = capitalised and form.lower() not in KINDS_OF_PAPER
            if not (
                strong
                or ranged
                or container
                or (years and compound)
                or (capitalised and any(flag & TITLED for flag in flags[k:end]))
            ):
                continue
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
            elif at - 1 not in self.starts and flags[at - 1] & TITLED and self.of_place(at - 1, capitalised):
                first = at - 1
            self.add(first, end)
            done = end

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
            or self.dated(closing + 1)
            or not PUBLISHED.isdisjoint(self.view.before(opening, 5))
            or forms[at].lower() in IN
            or not ISSUED.isdisjoint(forms[closing + 1 : closing + 4])
        ):
            return True
        return any(flag & (DOCUMENT | YEAR) for flag in self.flags[opening + 1 : closing])

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
                or (self.dated(closing + 1) and inside[0][0].isupper())
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
