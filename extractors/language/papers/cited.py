"""Cited papers: plans, notes, annual reports, covenants, by the kind they name and the title that follows.

A paper is cited (1) by its kind and a name: capitalised words, years, or a quoted title behind it ("Convenant Veiligheid",
"WMO-beleidsplan 2012-2014", "Kadernota jeugd “Samen verder”"), (2) by a quoted title after a kind ("de nota “...”"), (3) by
a quotation that itself begins with a kind or ends in a year, or (4) by a quotation in which something "is beschreven" or
"staat". Where the title is quoted behind a plain kind, the title alone is the mention; the quotation marks never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ggsr_extract.extractors.language.hints import PAPER_HERE
from ggsr_extract.extractors.language.papers.titles import TitleReader
from ggsr_extract.extractors.language.papers.words import (
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
from ggsr_extract.extractors.language.views import Batch, Found
from ggsr_extract.extractors.language.words.flags import (
    BORDER,
    DOCUMENT,
    HEAD,
    LOWER_HEAD,
    QUOTES,
    TITLED,
    YEAR,
    kind_compound,
)

#: Quotation marks; an apostrophe within a word is none.
_MARKS: Final = frozenset('"“”‘„’')
#: Before the name of a part of a town.
_QUARTER: Final = re.compile(r"in|\w*(?:wijk|buurt)", re.IGNORECASE)
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
        done = -1
        for at in self._kinds():
            paper = self._paper(at) if at > done else None
            if paper:
                self.add(*paper)
                done = paper[1]

    def _kinds(self) -> Iterator[int]:
        """Where a word for a kind of paper stands outside quotations; "Eén Gezin Eén Plan" is a principle."""
        quotes = list(self.quotes.items())
        coming = 0
        for at in self.view.where(PAPER_HERE):
            while coming < len(quotes) and quotes[coming][1] <= at:
                coming += 1
            quoted = coming < len(quotes) and quotes[coming][0] <= at
            if self.flags[at] & DOCUMENT and not quoted and self.forms[at - 1] not in ("Eén", "Één"):
                yield at

    def _paper(self, at: int) -> tuple[int, int] | None:
        """Where the paper begins and ends whose kind stands at ``at``; None when nothing there names one."""
        k = self._behind_kind(at)
        if self.flags[k] & BORDER:
            return None
        quote = self._quotation(at, k)
        return self._with_words(at, k) if quote is None else self._with_quotation(at, k, quote)

    def _behind_kind(self, at: int) -> int:
        """Where the name of the kind at ``at`` can begin: behind "plan van aanpak" as a whole, behind a colon or "getiteld"."""
        forms = self.forms
        k = at + 1
        if forms[at].lower() == "plan" and forms[k] == "van" and forms[k + 1].lower() == "aanpak":
            k += 2
        k += forms[k] == "," and forms[k + 1] in ("genaamd", "getiteld")
        return k + (forms[k] in (":", "genaamd", "getiteld"))

    def _capitalised(self, at: int) -> bool:
        """Whether the kind at ``at`` has a capital that is not that of the sentence."""
        return self.forms[at][0].isupper() and at not in self.starts

    def _years(self, first: int, last: int) -> bool:
        """Whether a year or a range of years stands among the words from ``first`` to ``last``."""
        return any(flag & YEAR for flag in self.flags[first:last])

    def _ranged(self, first: int, last: int) -> bool:
        """Whether a range of years stands among the words, as it does in the names of plans only ("2012-2014")."""
        return any(self.flags[j] & YEAR and len(self.forms[j]) > 5 for j in range(first, last))

    def _quotation(self, at: int, k: int) -> int | None:
        """Where a quotation opens right behind a kind, or behind one word more ("de nota armoede ‘Samen verder’")."""
        if k in self.quotes:
            return k
        one_word = self.forms[k].islower() and not self._capitalised(at) and not _is_kind(self.view, k)
        return k + 1 if k + 1 in self.quotes and one_word else None

    def _with_quotation(self, at: int, k: int, quote: int) -> tuple[int, int] | None:
        """A title in quotation marks, with a capitalised kind right before it that is part of the name ("Kadernota ‘Samen verder’")."""
        form = self.forms[at]
        attached = quote == k and self.forms[k - 1] not in ("genaamd", "getiteld")
        if form[0].isupper() and attached and not CONTAINER.fullmatch(form) and not kind_compound(form):
            return at, self.title(k, loose=False)[0]
        return (quote + 1, self.quotes[quote]) if self._titled(quote, form) else None

    def _with_words(self, at: int, k: int) -> tuple[int, int] | None:
        """A kind with a name or years behind it ("Convenant Veiligheid"), or a name before it ("Lokale Educatieve Agenda")."""
        form, capitalised = self.forms[at], self._capitalised(at)
        upper = form[0].isupper()
        end, named = self.title(k, loose=upper)
        if capitalised and self.flags[at - 1] & (HEAD | LOWER_HEAD) and not self._years(k, end):
            return None  # "Stichting Kompas" is an organisation
        if form == "Plan" and _QUARTER.fullmatch(self.forms[at - 1]) and not self._years(k, end):
            return None  # "in Plan Oost", "de wijk Plan Oost" are where people live
        led = self.led(at) if capitalised and NAMED_BEHIND.fullmatch(form) else at
        if led < at:
            return led, max(end, at + 1)
        if capitalised and not named:
            end = self.until_years(k)
            named = end > k
        if not named or (CASE_PLAN.fullmatch(form) and not self._years(k, end)):
            return None
        if not upper and CONTAINER.fullmatch(form):
            end = self.sentence_case(end)
        return (self._first_word(at, k), end) if self._is_name(at, k, end) else None

    def _holds_title(self, at: int, k: int) -> bool:
        """Whether the kind at ``at`` only holds a text, whose title begins at ``k``: "het rapport Veilig Thuis"."""
        form = self.forms[at]
        return not form[0].isupper() and bool(self.flags[k] & TITLED) and bool(CONTAINER.fullmatch(form))

    def _is_name(self, at: int, k: int, end: int) -> bool:
        """Whether the words from ``k`` to ``end`` make the kind at ``at`` a named paper.

        "het beleidsplan Jeugd", "het onderzoek 2012-2014", "het Inkoopdocument 2015" and "de Werkwijzer gezinscoach" are
        papers, "de Visie 2015" is none.
        """
        form, flags, capitalised = self.forms[at], self.flags, self._capitalised(at)
        strong = bool(STRONG.fullmatch(form)) and (form.lower() != "plan" or k > at + 1 or form[0].isupper())
        if strong or self._ranged(k, end):
            return True
        if capitalised and form.lower() not in KINDS_OF_PAPER:  # a compound
            return self._years(k, end) or any(flag & TITLED for flag in flags[k:end]) or end == k + 1
        named = self._holds_title(at, k) or (capitalised and any(flag & TITLED for flag in flags[k:end]))
        return named and not all(flags[j] & YEAR or self.forms[j] == "," for j in range(k, end))

    def _first_word(self, at: int, k: int) -> int:
        """Where the name of the paper begins whose kind stands at ``at`` and whose title begins at ``k``."""
        forms, flags, capitalised = self.forms, self.flags, self._capitalised(at)
        if self._holds_title(at, k):
            return k
        if (
            capitalised
            and at > 1
            and forms[at - 1] == "en"
            and forms[at - 2].endswith("-")
            and flags[at - 2] & TITLED
        ):
            return at - 2  # "Preventie- en Handhavingsplan"
        if at - 1 not in self.starts and flags[at - 1] & TITLED and self.of_place(at - 1, capitalised):
            return at - 1
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
            or self.dated(closing + 1)
            or not PUBLISHED.isdisjoint(self.view.before(opening, 5))
            or forms[at].lower() in IN
            or not ISSUED.isdisjoint(forms[closing + 1 : closing + 4])
        ):
            return True
        return any(flag & (DOCUMENT | YEAR) for flag in self.flags[opening + 1 : closing])

    def by_quotation(self) -> None:
        """Papers that are only quoted: by the kind or year within, or by what is said to stand in them."""
        for opening, closing in self.quotes.items():
            if (
                1 < closing - opening < 27
                and not self.taken[opening + 1]
                and self._may_be_title(opening, closing)
                and (
                    self._announced(opening, closing)
                    or (
                        not self._no_paper(opening)
                        and (self._holds_kind(opening, closing) or self._said(opening, closing))
                    )
                )
            ):
                self.add(opening + 1, closing)

    def _before(self, opening: int, count: int) -> list[str]:
        return [word.lower() for word in self.view.before(opening, count)]

    def _announced(self, opening: int, closing: int) -> bool:
        """Whether a quotation is led up to as a title, or a date behind it tells that it is one."""
        before = self._before(opening, 5)
        if not before:
            return False
        if before[-1] == ":" and any(f & DOCUMENT for f in self.flags[opening - len(before) : opening]):
            return True  # "een eigen protocol gemaakt: ‘Kind in beeld’"
        return (
            not PUBLISHED.isdisjoint(before)
            or before[-1] in ("getiteld", "titel")
            or (self.dated(closing + 1) and self.forms[opening + 1][0].isupper())
        )

    def _no_paper(self, opening: int) -> bool:
        """Whether the word before a quotation says that it names something else: "de methode ‘Plan 2014’", "het heet ‘...’"."""
        before = self._before(opening, 1)
        return bool(before) and (before[-1] in NO_PAPER or before[-1] in (":", "heet", "noemt"))

    def _holds_kind(self, opening: int, closing: int) -> bool:
        """Whether a quotation is a title by its own words: ‘Nota Jeugd’, ‘Samen verder 2012-2015’, ‘Naar een visie in 2014’."""
        first, inside = opening + 1, self.forms[opening + 1 : closing]
        led = len(inside) > 1 and (inside[0].lower() in ARTICLES or bool(ADJECTIVE.fullmatch(inside[0])))
        kind = inside[led]
        years = self._years(first, closing)
        if (
            _is_kind(self.view, first + led)
            and kind.lower() not in NO_PAPER
            and len(inside) > led + 1
            and (inside[0][0].isupper() or years)
            and not CASE_PLAN.fullmatch(kind)
        ):
            return True
        if self._ranged(first, closing) and len(inside) > 1:
            return True
        return years and any(_is_kind(self.view, at) for at in range(first, closing))

    def _said(self, opening: int, closing: int) -> bool:
        """Whether a quotation is a title by what is said of it: "‘Samen verder’ is vastgesteld", "in ‘Samen verder’ staat"."""
        if not self.forms[opening + 1][0].isupper():
            return False
        if closing - opening > 2 and not ISSUED.isdisjoint(self.view.behind(closing + 1, 3)):
            return True
        before = self._before(opening, 4)
        lead = [word for word in before if word not in ARTICLES]
        if not lead or lead[-1] not in IN:
            return False
        after = {word.lower() for word in self.view.behind(closing + 1, 7)}
        return not DESCRIBED.isdisjoint(before) or (len(before) <= 2 and not DESCRIBED.isdisjoint(after))


def find(view: Batch) -> list[Found]:
    """The papers that the documents cite, in order, not overlapping."""
    if not view.union & (PAPER_HERE | QUOTES):
        return []
    finder = _Finder(view)
    finder.by_kind()
    if finder.quotes:
        finder.by_quotation()
    return sorted(finder.found, key=lambda f: f.start)
