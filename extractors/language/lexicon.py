"""What is known about a word form regardless of its place: computed once per form, then read from arrays.

The components work on arrays of these features instead of on token objects; that is what makes the pipeline fast.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from ggsr_extract.extractors.language import lemmas
from ggsr_extract.extractors.language.flags import TOPIC, TOPIC_ALONE, classify, watched
from ggsr_extract.models.topics import Rest, Topics
from spacy.strings import StringStore

_SLOTS: Final = 1 << 15
_SLOT: Final = np.uint64(_SLOTS - 1)
_FOLD: Final = (1 << 62) - 1


class Lexicon:
    """Growing arrays of features, one row per word form; ``ids`` maps spaCy's hash of a form to its row."""

    def __init__(self, strings: StringStore, topics: Topics) -> None:
        self.strings = strings
        self.topics = topics
        self.organisations = watched()
        self.forms: list[str] = []
        self.lowers: list[str] = []  # forms in lower case
        self.lemmas: list[str] = []
        self.marks: list[int] = []  # what the form answers to in topic patterns
        self.some_marks = np.zeros(1024, dtype=np.int64)  # the same, several marks under one bit
        self.wanted = np.zeros(1024, dtype=np.int64)  # those of them that a second word must have one of
        self.begun: list[tuple[tuple[int, Rest], ...]] = []  # the topic patterns that the form starts
        self.flags = np.zeros(1024, dtype=np.int64)
        self.lemma_ids = np.zeros(1024, dtype=np.uint64)
        self.ids = _Ids(self)
        self._slot_orths = np.zeros(_SLOTS, dtype=np.uint64)
        self._slot_rows = np.zeros(_SLOTS, dtype=np.int64)

    def add(self, orth: int) -> int:
        """Compute the features of a form seen for the first time; its row."""
        form = self.strings[orth]
        lower = form.lower()
        row = len(self.forms)
        word = lemmas.lemma(form)
        flags = classify(form, word, self.organisations)
        begun = self.topics.starts(word.lower(), lower)
        if begun:
            flags |= TOPIC
        if row == len(self.flags):
            self._grow()
        for _, rest in begun:
            if rest and rest[0]:
                self.wanted[row] |= _folded(rest[0])
            else:
                flags |= TOPIC_ALONE
        self.begun.append(begun)
        self.forms.append(form)
        self.lowers.append(lower)
        self.lemmas.append(word)
        marks = self.topics.marks(word.lower(), lower)
        self.marks.append(marks)
        self.some_marks[row] = _folded(marks)
        self.flags[row] = flags
        self.lemma_ids[row] = self.strings.add(word)
        return row

    def rows(self, orths: Any) -> Any:
        """The rows of an array of spaCy's hashes.

        Most are told from a table by the last bits of the hash; the others are forms that come for the first time, or whose
        place in the table another form has.
        """
        slots = (orths & _SLOT).astype(np.int64)
        rows = self._slot_rows[slots]
        for at in np.flatnonzero(self._slot_orths[slots] != orths).tolist():
            orth, slot = int(orths[at]), int(slots[at])
            row = rows[at] = self.ids[orth]
            if not self._slot_orths[slot]:
                self._slot_orths[slot], self._slot_rows[slot] = orth, row
        return rows

    def _grow(self) -> None:
        self.flags, self.lemma_ids, self.some_marks, self.wanted = (
            np.concatenate([array, np.zeros_like(array)])
            for array in (self.flags, self.lemma_ids, self.some_marks, self.wanted)
        )


def _folded(marks: int) -> int:
    """Marks as a number that an array can hold."""
    folded = 0
    while marks:
        folded |= marks & _FOLD
        marks >>= 62
    return folded


class _Ids(dict[int, int]):
    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, orth: int) -> int:
        row = self[orth] = self._lexicon.add(orth)
        return row
