"""What is known about a word form regardless of its place: computed once per form, then read from lists and arrays.

The components work on these features instead of on token objects; that is what makes the pipeline fast.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from ggsr_extract.extractors.language.words import lemmas
from ggsr_extract.extractors.language.words.flags import BORDER, SPACED, TOPIC, TOPIC_ALONE, classify, watched
from ggsr_extract.models.topics import Rest, Topics
from spacy.attrs import ORTH, SPACY  # type: ignore[import-not-found]  # Cython, no stub
from spacy.strings import StringStore
from spacy.tokens import Doc

#: What stands between texts that are looked at together; no rule goes on beyond it.
BORDER_FORM: Final = "\0"
_READ: Final[list[int | str]] = [ORTH, SPACY]
_FOLD: Final = (1 << 62) - 1


class Lexicon:
    """Growing lists and arrays of features, two rows per word form.

    The first row of a form is for where no white space stands behind it, the next one, an odd number, for where a space does.
    Row 0 is the border between two texts.
    """

    def __init__(self, strings: StringStore, topics: Topics) -> None:
        self.strings = strings
        self.topics = topics
        self.organisations = watched()
        self.orths: list[int] = []  # spaCy's hashes of the forms
        self.spaced: list[bool] = []
        self.forms: list[str] = []
        self.lowers: list[str] = []  # forms in lower case
        self.lemmas: list[str] = []
        self.marks: list[int] = []  # what the form answers to in topic patterns
        self.some_marks = np.zeros(2048, dtype=np.int64)  # the same, several marks under one bit
        self.wanted = np.zeros(2048, dtype=np.int64)  # those of them that a second word must have one of
        self.alone: list[int] = []  # the topics, one bit each, of which the form is a pattern by itself
        #: The other patterns that the form starts: the topic's bit, the marks of a second word, what must follow.
        self.begun: list[tuple[tuple[int, int, Rest], ...]] = []
        self.flags = np.zeros(2048, dtype=np.int64)
        self.widths = np.zeros(2048, dtype=np.int64)  # characters, with the space behind
        self.lemma_ids = np.zeros(2048, dtype=np.uint64)
        self.ids = _Ids(self)
        self._put(0, BORDER_FORM, BORDER_FORM, BORDER | SPACED, ())

    def add(self, orth: int) -> int:
        """Compute the features of a form seen for the first time; its first row."""
        form = self.strings[orth]
        lower = form.lower()
        word = lemmas.lemma(form)
        flags = classify(form, word, self.organisations)
        begun = self.topics.starts(word.lower(), lower)
        if begun:
            flags |= TOPIC
        return self._put(orth, form, word, flags, begun)

    def _put(self, orth: int, form: str, word: str, flags: int, begun: tuple[tuple[int, Rest], ...]) -> int:
        lower = form.lower()
        marks = self.topics.marks(word.lower(), lower)
        wanted = alone = 0
        for rank, rest in begun:
            if not rest:
                alone |= 1 << rank
            if rest and rest[0]:
                wanted |= _folded(rest[0])
            else:
                flags |= TOPIC_ALONE
        others = tuple((1 << rank, rest[0], rest) for rank, rest in begun if rest and not alone & 1 << rank)
        first = len(self.forms)
        if first == len(self.flags):
            self._grow()
        self.orths += (orth, orth)
        self.spaced += (False, True)
        self.alone += (alone, alone)
        self.begun += (others, others)
        self.forms += (form, form)
        self.lowers += (lower, lower)
        self.lemmas += (word, word)
        self.marks += (marks, marks)
        both = slice(first, first + 2)
        self.some_marks[both] = _folded(marks)
        self.wanted[both] = wanted
        self.flags[both] = (flags, flags | SPACED)
        self.widths[both] = (len(form), len(form) + 1)
        self.lemma_ids[both] = self.strings.add(word)
        return first

    def rows(self, doc: Doc) -> list[int]:
        """The rows of a document's words."""
        read: Any = doc.to_array(_READ)
        spaced = (read[:, 1] != 0).tolist()
        return [self.ids[orth] + space for orth, space in zip(read[:, 0].tolist(), spaced, strict=True)]

    def _grow(self) -> None:
        self.flags, self.widths, self.lemma_ids, self.some_marks, self.wanted = (
            np.concatenate([array, np.zeros_like(array)])
            for array in (self.flags, self.widths, self.lemma_ids, self.some_marks, self.wanted)
        )


def _folded(marks: int) -> int:
    """Marks as a number that an array can hold."""
    folded = 0
    while marks:
        folded |= marks & _FOLD
        marks >>= 62
    return folded


class _Ids(dict[int, int]):
    """spaCy's hash of a form to its first row."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, orth: int) -> int:
        row = self[orth] = self._lexicon.add(orth)
        return row
