"""What the words of one line of flat text can be: labels that begin there, and labels that go on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from ggsr_extract.extractors.factsheet.rows.wording import (
    Advance,
    Label,
    Progress,
    advance,
    label_tokens,
    late_openings,
    openings,
)

_WORDS = 5
"""So many words of a label tell it, though the last is printed otherwise."""


@dataclass(frozen=True, slots=True)
class FlatLine:
    """A line of a table region as the search needs it.

    ``limit`` is the offset of its first mark (or its length): labels stand before it. ``opens`` says that what stands
    before is complete (a sentence's end, a mark, a paragraph gap); ``page_break`` that a running header, a footer or a
    header row stands between this line and the one before; ``goes_on`` that it begins with the rest of a word that the one
    before breaks.
    """

    text: str
    limit: int
    opens: bool
    page_break: bool
    goes_on: bool = False


# The search makes some ten thousand of each of the following: tuples cost a third of other values.


class Open(NamedTuple):
    """A label that was begun: how far it was read, how many letters agreed, how many are still missing, and its last line."""

    label: Label
    progress: Progress
    letters: int
    missing: int
    line: int

    @property
    def nearly_whole(self) -> bool:
        """Whether no more than a quarter of it, or only its last word, is missing."""
        all_but_one = self.progress.word == len(self.label.words) - 1 >= _WORDS
        return self.missing <= 0.25 * self.label.letters or all_but_one

    @property
    def closing(self) -> float:
        """What it costs to leave it as it is: nothing when whole, all its letters and more when most of it is missing."""
        if self.nearly_whole:
            return float(self.missing)
        return self.letters * 1.5 + 8.0


class Begun(NamedTuple):
    """A label that can begin at a word of a line: as begun, the word after, its deviations, and the most letters that it can
    give with the words after it."""

    opened: Open
    last: int
    deviations: int
    most: int


class LineWords:
    """The words of one line up to its first mark, with what was already worked out about them."""

    def __init__(self, line: FlatLine, number: int) -> None:
        self.number = number
        self._text, self._goes_on = line.text, line.goes_on
        self.words = [token for token in label_tokens(line.text) if token.end <= line.limit]
        lengths = [len(token.norm) for token in reversed(self.words)]
        self.letters_from = [0, *accumulate(lengths)][::-1]
        """Letters of the words from each word on: the most that they can add to a score."""
        self._starts: dict[tuple[bool, int], list[Begun]] = {}
        self._more: dict[tuple[int, Progress, int], tuple[Advance, ...]] = {}

    @cached_property
    def late(self) -> list[Begun]:
        """The indicators that the line can begin with though their first word is left out or printed otherwise."""
        if self._goes_on:
            return []
        return [self._begun(label, taken) for label, taken in late_openings(self.words)]

    @cached_property
    def may_begin(self) -> int:
        """The positions, as bits, of the labels that the line can begin with; -1 where a criterion is among them."""
        if self.starts(False, 0):
            return -1
        found = (*self.starts(True, 0), *self.late)
        return reduce(or_, (1 << item.opened.label.position for item in found), 0)

    @cached_property
    def capital(self) -> bool:
        """Whether the line begins with a capital before a small letter, as no further line of a label does."""
        begin = self.words[0].begin
        return self._text[begin].isupper() and self._text[begin + 1 : begin + 2].islower()

    def starts(self, indicator: bool, first: int) -> list[Begun]:
        """The labels whose wording can begin at word ``first``."""
        if self._goes_on and first == 0:
            return []
        key = (indicator, first)
        found = self._starts.get(key)
        if found is None:
            found = self._starts[key] = [
                self._begun(label, taken)
                for label in openings(self.words, first)
                if label.is_indicator == indicator
                for taken in self._advance(label, _NOTHING_READ, first)
            ]
        return found

    def _begun(self, label: Label, taken: Advance) -> Begun:
        opened = opened_label(label, taken, 0, self.number)
        most = opened.letters + self.letters_from[taken.last]
        return Begun(opened, taken.last, taken.progress.cost, most)

    def more(self, item: Open, first: int) -> tuple[Advance, ...]:
        """How an open label can go on at word ``first``."""
        key = (item.label.position, item.progress, first)
        found = self._more.get(key)
        if found is None:
            found = self._more[key] = self._advance(item.label, item.progress, first)
        return found

    @cached_property
    def _capitals(self) -> list[int]:
        """The words behind the first that begin with a capital: an indicator may begin there, beside a criterion."""
        return [
            index
            for index, word in enumerate(self.words)
            if index and self._text[word.begin].isupper() and self._text[word.begin + 1 : word.end].islower()
        ]

    def _advance(self, label: Label, progress: Progress, first: int) -> tuple[Advance, ...]:
        """How a label goes on at word ``first``; a criterion that has the first words of an indicator beside it also stops before them."""
        found = advance(label, progress, self.words, first)
        if label.is_indicator or not found:
            return found
        last = found[0].last
        stops = (index for index in self._capitals if first < index < last)
        return (
            *found,
            *(item for stop in stops for item in advance(label, progress, self.words[:stop], first)),
        )


_NOTHING_READ = Progress()


def opened_label(label: Label, taken: Advance, letters: int, line: int) -> Open:
    """A label read as far as ``taken``; ``letters`` of it agreed before, ``line`` is the line read."""
    missing = sum(map(len, label.words[taken.progress.word :])) - taken.progress.char
    return Open(label, taken.progress, letters + taken.letters, missing, line)
