"""Names in a row: what of a list stands beside a name, and what of the words of a document is taken by names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ggsr_extract.extractors.language.names.parts import (
    ARTICLES,
    BODIES,
    CLIPPED,
    LONGEST,
    NameReader,
    unknown_word,
)
from ggsr_extract.extractors.language.names.words import (
    BUILDINGS,
    FUNCTION_WORDS,
    PLACE_KINDS,
    SEPARATORS,
    SEVERAL_PLACES,
    UNDERTAKINGS,
)
from ggsr_extract.extractors.language.names.words import LINKING as LINKS
from ggsr_extract.extractors.language.views import Batch
from ggsr_extract.extractors.language.words.flags import BIG_ARTICLE, DOCUMENT, HEAD, KNOWN_NAME, UNKNOWN

INITIALS: Final = re.compile(r"(?:[A-Z]\.)+")
_ASIDE: Final = 9  #: words that an aside in brackets in a list has at most, with the brackets
#: Words that are no name by themselves, whatever made their capital.
_NEVER_ALONE: Final = (
    FUNCTION_WORDS
    | ARTICLES
    | SEPARATORS
    | {"niet", "geen", "maar", "zijn", "is", "om", "te", "op", "uit", "als"}
)


class ListReader(NameReader):
    """Reads lists of names, and keeps the names that were noted; see :class:`.parts.NameReader`."""

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
            (last == first + 1 and (lower in _NEVER_ALONE or self.forms[first] in BODIES))
            or lower.endswith((*UNDERTAKINGS, *SEVERAL_PLACES))
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

    def leftmost(self, at: int) -> int:
        """Where the capitalised words that go on at ``at`` begin in the sentence, or rather the last of very many."""
        least = max(0, at - LONGEST)
        while at > least and at not in self.starts and self.capital(at - 1):
            at -= 1
        return at

    def way(self, first: int) -> bool:
        """Whether a word before the capitalised words around ``first`` tells that they name a way of working."""
        return self.forms[self.leftmost(first) - 1].lower().endswith(UNDERTAKINGS)

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
            k = self.behind_aside(k)
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
                if self.used(outermost):
                    continue
                for j, end in items:
                    if not self.covered(j) and self._name_in_list(j, end):
                        self.put(j, end, sure=False)

    def used(self, first: int) -> bool:
        """Whether what begins at ``first`` is an instrument that somebody uses: "Vlindra gebruikt de MATE, Oevra de ZRM"."""
        before = self.forms[first - 1 - (self.forms[first - 1] in ARTICLES)]
        return before.lower().startswith(("gebruik", "hanteer"))

    def placed(self, first: int) -> bool:
        """Whether the word before ``first`` leads to a place or a building."""
        before = self.forms[first - 1].lower()
        return (
            before in ("in", "te", "uit", "op", "over")
            or before.endswith(BUILDINGS)
            or any(word.lower().endswith(SEVERAL_PLACES) for word in self.view.before(first, 6))
        )

    def row(self, first: int, end: int) -> bool:
        """Whether a capitalised word stands in a list of three or more, most of them unknown, in mid-sentence."""
        items = [
            first,
            *(j for j, _ in self.items(first, end, -1)),
            *(j for j, _ in self.items(first, end, 1)),
        ]
        if (
            len(items) < 3
            or self.forms[min(items) - 1] == "("
            or min(items) in self.starts
            or any(map(self.plain, items))
        ):
            return False
        return 2 * sum(bool(self.flags[j] & UNKNOWN) for j in items) > len(items)

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
        if (
            self.forms[first - 1] in SEPARATORS
            and self.forms[last] in SEPARATORS
            and first not in self.starts
        ):
            return True
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

    def _leads(self, at: int) -> bool:
        """Whether the first word of a sentence is none of the name behind it ("Vooral Lichtpunt meldt")."""
        if self.forms[at].lower() in FUNCTION_WORDS:
            return True
        ordinary = not unknown_word(self.forms[at]) and not self.flags[at] & KNOWN_NAME
        return ordinary and (unknown_word(self.forms[at + 1]) or self.match_single(at + 1))

    def behind_aside(self, at: int) -> int:
        """Where the words behind an aside in brackets begin that opens at ``at``: "Lichtpunt (wonen), De Kruk"; ``at`` if none."""
        if self.forms[at] == "(":
            for k in range(at + 2, min(at + _ASIDE, self.size)):
                if self.forms[k] == ")":
                    return k + 1
        return at

    def before_aside(self, end: int) -> int:
        """Where the words end before an aside in brackets that closes before ``end``; ``end`` if none."""
        if self.forms[end - 1] == ")":
            for k in range(end - 3, max(end - _ASIDE, 0), -1):
                if self.forms[k] == "(":
                    return k
        return end

    def goes_on(self, first: int, last: int, step: int) -> bool:
        """Whether something of a list stands beside a name, to the right (1) or to the left (-1)."""
        if step > 0:
            return self.forms[self.behind_aside(last)] in SEPARATORS
        before = self.forms[first - 1]
        return (self.forms[first - 2] if before in ARTICLES else before) in SEPARATORS

    def items(self, first: int, last: int, step: int) -> Iterator[tuple[int, int]]:
        """Capitalised items of the list around a name, rightwards (1) or leftwards (-1), stepping over plain kinds.

        "Lichtpunt, huisartsen en De Kruk": where each begins and ends, exclusive, from the name outwards.
        """
        return self._items_behind(last) if step > 0 else self._items_before(first)

    def _items_behind(self, last: int) -> Iterator[tuple[int, int]]:
        forms = self.forms
        k = self.behind_aside(last)
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
                if not self._item_ends(end) and forms[k - 1] != "en":
                    return  # another clause, which begins with the name
                yield k, end
                k = self.behind_aside(end)
            elif k < self.size and self._plain_item(k) and k + 1 < self.size and forms[k + 1] in SEPARATORS:
                k += 1
            else:
                return

    def _items_before(self, first: int) -> Iterator[tuple[int, int]]:
        forms, starts = self.forms, self.starts
        k = first
        while k >= 2:
            end = k - 1
            if forms[end] in ARTICLES:
                end -= 1
            if forms[end] not in SEPARATORS or k in starts:
                return
            end = self.before_aside(end)
            k = end - 1
            if self.capital(k):
                k = self.leftmost(k)
                if k in starts:
                    begin = k + (end - k > 1 and self._leads(k))
                    if end - begin == 1 and not unknown_word(forms[begin]):
                        return
                    yield begin, end
                    k = begin
                elif self._item_begins(k):
                    yield k, end
            elif not (self._plain_item(k) and k and forms[k - 1] in (*SEPARATORS, ":", "(")):
                return

    def _plain_item(self, at: int) -> bool:
        """Whether a plain kind in lower case can be an item ("huisartsen")."""
        return self.forms[at].isalpha() and self.forms[at].islower()

    def _item_ends(self, end: int) -> bool:
        """Whether an item of a list can end before ``end``: at what separates the items or ends the list."""
        return (
            end >= self.size
            or self.forms[end] in SEPARATORS
            or self.forms[end] in (".", ")", "(", "etc.", ";")
            or end in self.starts
        )

    def _item_begins(self, at: int) -> bool:
        """Whether an item of a list can begin at ``at`` in mid-sentence, by the word before it."""
        before = self.forms[at - 1] if at else ""
        return (
            before in SEPARATORS
            or before in (":", "(")
            or before in ARTICLES
            or before.islower()
            or (at - 1 in self.starts and not self.capital(at - 1))
        )
