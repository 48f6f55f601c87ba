"""Documents as rows of the lexicon, many at once: what is known of their words, and what the components find in them.

Whatever can be said of all words of many documents is said by one operation on an array; documents and words are looked at
one by one only where that leaves something to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from ggsr_extract.extractors.language.hints import SPACED, hints
from ggsr_extract.extractors.language.lexicon import Lexicon
from spacy.attrs import IDX, ORTH, SPACY  # type: ignore[import-not-found]  # Cython, no stub
from spacy.tokens import Doc

KEY: Final = "ggsr"  #: where a document's view stands in its ``user_data``
TEXT: Final = "ggsr_text"  #: where the tokeniser leaves the text in a document's ``user_data``
_READ: Final[list[int | str]] = [ORTH, IDX, SPACY]


class Found(NamedTuple):
    """A mention by its place in the document: characters and words, ends exclusive; ``sure`` is False for a guess."""

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
    """The words of several documents in a row; document ``k`` has those from ``cuts[k]`` to ``cuts[k + 1]``."""

    def __init__(self, docs: Sequence[Doc], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        read = [doc.to_array(_READ) for doc in docs]
        self.cuts: list[int] = [0, *accumulate(map(len, read))]
        self._ends = np.array(self.cuts)
        self._read = np.concatenate(read)
        self.rows: Any = lexicon.rows(self._read[:, 0])
        flags = lexicon.flags[self.rows]
        flags |= np.where(self._read[:, 2], SPACED, 0)
        self.flags: Any = flags | hints(flags, lexicon.wanted[self.rows], lexicon.some_marks[self.rows])
        self._places: dict[int, tuple[list[int], list[int]]] = {}
        self._row_list: list[int] | None = None
        self._flag_list: list[int] | None = None
        self._offset_list: list[int] | None = None

    def views(self, docs: Sequence[Doc]) -> list[View]:
        """One view for each document."""
        # A document without words has no stretch of flags to put together.
        begins = [begin for begin, end in pairwise(self.cuts) if begin < end]
        unions = iter(np.bitwise_or.reduceat(self.flags, begins).tolist() if begins else ())
        return [View(self, k, doc, next(unions) if len(doc) else 0) for k, doc in enumerate(docs)]

    def row_list(self) -> list[int]:
        """The rows of all words."""
        if self._row_list is None:
            self._row_list = self.rows.tolist()
        return self._row_list

    def flag_list(self) -> list[int]:
        """The flags of all words."""
        if self._flag_list is None:
            self._flag_list = self.flags.tolist()
        return self._flag_list

    def offset_list(self) -> list[int]:
        """Where the words begin in their document's text."""
        if self._offset_list is None:
            self._offset_list = self._read[:, 1].tolist()
        return self._offset_list

    def places(self, mask: int) -> tuple[list[int], list[int]]:
        """The words of all documents whose flags share a bit with ``mask``, as indices in their own document, and where the
        list has to be cut to have those of each document.
        """
        got = self._places.get(mask)
        if got is None:
            at = (self.flags & mask).nonzero()[0]
            cuts = at.searchsorted(self._ends)
            shift = self._ends[:-1].repeat(cuts[1:] - cuts[:-1])
            got = self._places[mask] = ((at - shift).tolist(), cuts.tolist())
        return got


class View:
    """A document's words as rows of the lexicon, and what the components find in it.

    ``starts`` are the token indices at which sentences start; ``negated`` and ``topics`` have one entry per sentence that
    differs from "not negated, no topics"; ``mentions`` hold character offsets in the document's text. ``union`` holds the
    flags of all words; ``pairs`` its quotations, when they have been looked for; ``lemmas`` is set only where a trained pipeline gave them.
    """

    __slots__ = (
        "_batch", "_flags", "_forms", "_lowers", "_number", "_offsets", "_rows", "lemmas", "lexicon", "mentions", "negated", "pairs", "size", "starts",
        "text", "topics", "union",
    )  # fmt: skip

    def __init__(self, batch: Batch, number: int, doc: Doc, union: int) -> None:
        self._batch, self._number = batch, number
        self.lexicon = batch.lexicon
        text: str | None = doc.user_data.get(TEXT)
        self.text = doc.text if text is None else text
        self.size = batch.cuts[number + 1] - batch.cuts[number]
        self.union = union
        self._rows: list[int] | None = None
        self._flags: list[int] | None = None
        self._offsets: list[int] | None = None
        self._forms: list[str] | None = None
        self._lowers: list[str] | None = None
        self.lemmas: list[str] | None = None
        self.pairs: list[tuple[int, int]] | None = None
        self.starts: list[int] = [0] if self.size else []
        self.negated: set[int] = set()
        self.topics: dict[int, tuple[str, ...]] = {}
        self.mentions: list[Found] = []

    def _own(self, values: list[int]) -> list[int]:
        cuts = self._batch.cuts
        return values[cuts[self._number] : cuts[self._number + 1]]

    @property
    def rows(self) -> list[int]:
        """The words as rows of the lexicon."""
        if self._rows is None:
            self._rows = self._own(self._batch.row_list())
        return self._rows

    @property
    def flags(self) -> list[int]:
        """The flags of the words."""
        if self._flags is None:
            self._flags = self._own(self._batch.flag_list())
        return self._flags

    @property
    def offsets(self) -> list[int]:
        """Where the words begin in the text."""
        if self._offsets is None:
            self._offsets = self._own(self._batch.offset_list())
        return self._offsets

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from ``first`` to ``last`` (exclusive) begin and end in the text."""
        offsets = self.offsets
        return offsets[first], offsets[last - 1] + len(self.lexicon.forms[self.rows[last - 1]])

    @property
    def forms(self) -> list[str]:
        """The words as printed."""
        if self._forms is None:
            self._forms = list(map(self.lexicon.forms.__getitem__, self.rows))
        return self._forms

    @property
    def lowers(self) -> list[str]:
        """The words in lower case."""
        if self._lowers is None:
            self._lowers = list(map(self.lexicon.lowers.__getitem__, self.rows))
        return self._lowers

    def end(self, position: int) -> int:
        """The token index at which a sentence ends, exclusive."""
        return self.starts[position + 1] if position + 1 < len(self.starts) else self.size

    def words(self, position: int) -> list[str]:
        """The words of one sentence, as printed."""
        return self.forms[self.starts[position] : self.end(position)]

    def where(self, mask: int) -> list[int]:
        """The token indices whose flags share a bit with ``mask``, ascending."""
        if not self.union & mask:
            return []
        places, cuts = self._batch.places(mask)
        return places[cuts[self._number] : cuts[self._number + 1]]
