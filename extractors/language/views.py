"""Documents as rows of the lexicon, many at once: what is known of their words, and what the components find in them.

The rules look at the words of many documents in a row, as if they were one text; between two documents, and around all,
stands a border that no rule goes beyond. So a document costs next to nothing of its own, and whatever can be said of all
words is said by one operation on an array; words are looked at one by one only where that leaves something to do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from struct import pack
from typing import Any, Final, NamedTuple

import numpy as np
from ggsr_extract.extractors.language.hints import ANY_HINT, hints
from ggsr_extract.extractors.language.words.flags import BORDER, CLOSE, EITHER, NEGATOR, OPEN
from ggsr_extract.extractors.language.words.lexicon import BORDER_FORM, Lexicon
from ggsr_extract.models.lazy import lazy

KEY: Final = "ggsr"  #: where a document's view stands in its ``user_data``
LEFT: Final = "ggsr_left"  #: where the tokeniser leaves the text and its rows in a document's ``user_data``
#: What :meth:`Batch.where` can be asked for.
_LOOKED_FOR: Final = ANY_HINT | BORDER | CLOSE | EITHER | NEGATOR | OPEN


class Found(NamedTuple):
    """A mention by its place: characters and words, ends exclusive; ``sure`` is False for a guess.

    Of amounts and dates only the characters are known; their words are 0 and 0.
    """

    label: str
    start: int
    end: int
    first: int
    last: int
    normalized: str
    value_min: float | None = None
    value_max: float | None = None
    unit: str | None = None
    sure: bool = True


class Batch:
    """The words of several documents in a row, a border before each and behind the last.

    ``begins`` and ``ends`` (exclusive, so a border) tell where the words of each document stand. All places are indices in
    this row, all offsets characters of ``text``, where borders are one character each. ``starts`` are the places at which
    sentences start, and every border is a start too; ``negated`` and ``topics`` have one entry per sentence, counted in
    ``starts``, that differs from "not negated, no topics". ``union`` holds the flags of all words, ``pairs`` the quotations
    and ``reaches`` how far each and those before it reach, when they have been looked for; ``lemmas`` is set only where a trained pipeline gave them,
    else ``lemma_ids``, spaCy's hashes. ``written`` holds what spaCy's documents are told of starts and lemmas, once they are.
    """

    def __init__(self, cut: Iterable[tuple[str, list[int]]], lexicon: Lexicon) -> None:
        """``cut`` holds the text of each document, and the rows of its words in the lexicon."""
        self.lexicon = lexicon
        rows, texts = [0], [""]
        self.begins: list[int] = []
        self.ends: list[int] = []
        for text, its in cut:
            self.begins.append(len(rows))
            rows += its
            self.ends.append(len(rows))
            rows.append(0)
            texts.append(text)
        texts.append("")
        self.rows = rows
        self.text = BORDER_FORM.join(texts)
        self.size = len(rows)
        self.row_array: Any = np.frombuffer(pack(f"{self.size}q", *rows), np.int64)  # quicker than np.array
        flags: Any = lexicon.flags[self.row_array]
        flags |= hints(flags, lexicon.wanted[self.row_array], lexicon.some_marks[self.row_array])
        self._flag_array = flags
        self._lit: Any = ((flags & _LOOKED_FOR) != 0).nonzero()[0]  # words that a rule may be asked about
        self._lights: Any = flags[self._lit]
        self.union = int(np.bitwise_or.reduce(flags))
        self.starts: list[int] = sorted({*self.begins, 0, *self.ends})
        self.negated: set[int] = set()
        self.topics: dict[int, tuple[str, ...]] = {}
        self.mentions: list[Found] = []
        self.lemmas: list[str] | None = None
        self.lemma_ids: Any = None
        self.written: Any = None
        self.pairs: list[tuple[int, int]] | None = None
        self.reaches: list[int] = []
        self._places: dict[int, list[int]] = {}

    @lazy
    def flags(self) -> list[int]:
        """The flags of the words."""
        flags: list[int] = self._flag_array.tolist()
        return flags

    @lazy
    def unions(self) -> list[int]:
        """The flags of each document's words together."""
        unions: list[int] = np.bitwise_or.reduceat(self._flag_array, self.begins).tolist()
        return unions

    @lazy
    def _offset_array(self) -> Any:
        widths = self.lexicon.widths[self.row_array]
        return widths.cumsum() - widths

    @lazy
    def offsets(self) -> list[int]:
        """Where the words begin in the text."""
        offsets: list[int] = self._offset_array.tolist()
        return offsets

    def offset(self, at: int) -> int:
        """Where a word begins in the text; for few of the words quicker than all ``offsets``."""
        offset: int = self._offset_array.item(at)
        return offset

    @lazy
    def forms(self) -> list[str]:
        """The words as printed."""
        return list(map(self.lexicon.forms.__getitem__, self.rows))

    @lazy
    def lowers(self) -> list[str]:
        """The words in lower case."""
        return list(map(self.lexicon.lowers.__getitem__, self.rows))

    @lazy
    def lemma_forms(self) -> list[str]:
        """The lemmas of the words."""
        if self.lemmas is not None:
            return self.lemmas
        return list(map(self.lexicon.lemmas.__getitem__, self.rows))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from ``first`` to ``last`` (exclusive) begin and end in the text."""
        return self.offset(first), self.offset(last - 1) + len(self.forms[last - 1])

    def end(self, position: int) -> int:
        """The place at which a sentence ends, exclusive."""
        return self.starts[position + 1] if position + 1 < len(self.starts) else self.size

    def where(self, mask: int) -> list[int]:
        """The places of words whose flags share a bit with ``mask``, one of the flags that are looked for, ascending."""
        if not self.union & mask:
            return []
        places = self._places.get(mask)
        if places is None:
            places = self._places[mask] = self._lit[(self._lights & mask) != 0].tolist()
        return places

    def before(self, at: int, count: int) -> list[str]:
        """The ``count`` words before ``at``, or as many as the text has."""
        begin = at
        while at - begin < count and self.rows[begin - 1]:
            begin -= 1
        return self.forms[begin:at]

    def behind(self, at: int, count: int) -> list[str]:
        """The ``count`` words from ``at`` on, or as many as the text has."""
        end = at
        while end - at < count and self.rows[end]:
            end += 1
        return self.forms[at:end]

    @lazy
    def _mentioned(self) -> list[int]:
        return [item.start for item in self.mentions]

    def mentions_of(self, number: int) -> list[Found]:
        """The mentions of one document, places and offsets counted from its begin."""
        begin, offset = self.begins[number], self.offsets[self.begins[number]]
        starts = self._mentioned
        last = bisect_left(starts, self.offsets[self.ends[number]])
        found: list[Found] = []
        for m in self.mentions[bisect_left(starts, offset) : last]:
            shift = begin if m.last else 0
            found.append(Found(m[0], m[1] - offset, m[2] - offset, m[3] - shift, m[4] - shift, *m[5:]))
        return found


class View:
    """A document's words, and what the components found in it, with places and offsets counted from its begin.

    What is asked for is cut out of the :class:`Batch`, and may then be replaced.
    """

    def __init__(self, batch: Batch, number: int) -> None:
        self.batch, self.number = batch, number
        #: Where the words stand in the batch.
        self.words = slice(batch.begins[number], batch.ends[number])

    @property
    def size(self) -> int:
        """How many words there are."""
        return self.words.stop - self.words.start

    @property
    def union(self) -> int:
        """The flags of all words together."""
        return self.batch.unions[self.number]

    @lazy
    def forms(self) -> list[str]:
        """The words as printed."""
        return self.batch.forms[self.words]

    @lazy
    def lowers(self) -> list[str]:
        """The words in lower case."""
        return self.batch.lowers[self.words]

    @lazy
    def offsets(self) -> list[int]:
        """Where the words begin in the text."""
        offsets = self.batch.offsets
        shift = offsets[self.words.start]
        return [offset - shift for offset in offsets[self.words]]

    @lazy
    def text(self) -> str:
        """The document's text."""
        words, offsets = self.words, self.batch.offsets
        return self.batch.text[offsets[words.start] : offsets[words.stop]]

    @lazy
    def sentences(self) -> tuple[int, int]:
        """Which of the batch's sentences are the document's: the first and the end, exclusive."""
        words, starts = self.words, self.batch.starts
        first = bisect_left(starts, words.start)
        return first, bisect_left(starts, words.stop, first)

    @lazy
    def starts(self) -> list[int]:
        """The places at which sentences start."""
        first, last = self.sentences
        begin = self.words.start
        return [start - begin for start in self.batch.starts[first:last]]

    @lazy
    def mentions(self) -> list[Found]:
        """What the document names."""
        return self.batch.mentions_of(self.number)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from ``first`` to ``last`` (exclusive) begin and end in the text."""
        return self.offsets[first], self.offsets[last - 1] + len(self.forms[last - 1])
