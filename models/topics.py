"""The topics of sentences: an editable vocabulary of lemma patterns, read from one data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

#: How many other words the ellipsis in a pattern may stand for.
GAP = 4
_KEY = 3  #: letters of a word by which patterns are looked up


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its stable code, Dutch label, what counts, and its patterns as the file has them."""

    code: str
    label: str
    about: str
    patterns: tuple[str, ...]


Rest = tuple[int, ...]
"""What must follow the first word of a pattern: for each word the bit of its item, 0 for an ellipsis."""


Value = TypeVar("Value")


class _Items(Generic[Value]):
    """Values under the items of patterns, where ``*`` stands for any letters; found by the first or last letters of a word."""

    def __init__(self) -> None:
        self._whole: dict[str, list[Value]] = {}
        self._begins: dict[str, list[tuple[str, Value]]] = {}
        self._ends: dict[str, list[tuple[str, Value]]] = {}
        self._others: list[tuple[re.Pattern[str], Value]] = []

    def add(self, item: str, value: Value) -> None:
        """Put a value under an item."""
        head, star, tail = item.partition("*")
        if not star:
            self._whole.setdefault(item, []).append(value)
        elif not tail and len(head) >= _KEY:
            self._begins.setdefault(head[:_KEY], []).append((head, value))
        elif not head and len(tail) >= _KEY and "*" not in tail:
            self._ends.setdefault(tail[-_KEY:], []).append((tail, value))
        else:
            self._others.append((re.compile(".*".join(map(re.escape, item.split("*"))), re.S), value))

    def of(self, word: str) -> list[Value]:
        """The values of all items that a word answers to."""
        found = list(self._whole.get(word, ()))
        for head, value in self._begins.get(word[:_KEY], ()):
            if word.startswith(head):
                found.append(value)
        for tail, value in self._ends.get(word[-_KEY:], ()):
            if word.endswith(tail):
                found.append(value)
        for pattern, value in self._others:
            if pattern.fullmatch(word):
                found.append(value)
        return found


class Topics:
    """Topics with their patterns compiled; see the data file for what a pattern can be.

    A word's **marks** are the items of all patterns, beyond their first words, that it answers to: one bit per item, so
    that comparing a pattern with a sentence compares whole numbers. Raises ``ValueError`` naming the topic when a pattern
    is empty, or starts or ends with an ellipsis.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = tuple(topics)
        self._codes: dict[int, tuple[str, ...]] = {}
        self._firsts: _Items[tuple[int, Rest]] = _Items()
        self._bits: dict[str, int] = {}
        self._marks: _Items[int] = _Items()
        for rank, topic in enumerate(self.topics):
            for pattern in topic.patterns:
                first, *rest = pattern.split() or [""]
                if first in ("", "...") or (rest and rest[-1] == "..."):
                    raise ValueError(
                        f"topic {topic.code!r}: pattern {pattern!r} is empty or starts or ends with '...'"
                    )
                entry = tuple(0 if item == "..." else self._bit(item) for item in rest)
                self._firsts.add(first, (rank, entry))

    def _bit(self, item: str) -> int:
        if item not in self._bits:
            self._bits[item] = 1 << len(self._bits)
            self._marks.add(item, self._bits[item])
        return self._bits[item]

    def starts(self, lemma: str, form: str) -> tuple[tuple[int, Rest], ...]:
        """The patterns that a word (lemma and form in lower case) starts: rank of the topic, and what must follow."""
        found = self._firsts.of(lemma)
        if form != lemma:
            found += self._firsts.of(form)
        return tuple(sorted(set(found))) if found else ()

    def marks(self, lemma: str, form: str) -> int:
        """The marks of a word (lemma and form in lower case)."""
        bits = 0
        for bit in self._marks.of(lemma):
            bits |= bit
        if form != lemma:
            for bit in self._marks.of(form):
                bits |= bit
        return bits

    def follows(self, rest: Rest, marks: Sequence[int], at: int, end: int) -> bool:
        """Whether the words with these marks continue, from ``at`` to ``end`` (exclusive), as ``rest`` asks."""
        for number, bit in enumerate(rest):
            if not bit:
                tail = rest[number + 1 :]
                return any(
                    marks[k] & tail[0] and self.follows(tail, marks, k, end)
                    for k in range(at, min(at + GAP + 1, end))
                )
            if at >= end or not marks[at] & bit:
                return False
            at += 1
        return True

    def codes(self, topics: int) -> tuple[str, ...]:
        """The codes of topics, given one bit each by their places in the file, in that order."""
        codes = self._codes.get(topics)
        if codes is None:
            codes = tuple(topic.code for rank, topic in enumerate(self.topics) if topics >> rank & 1)
            self._codes[topics] = codes
        return codes


@cache
def load_topics() -> Topics:
    """The topics of the packaged vocabulary file."""
    return parse_topics(files("ggsr_extract.models").joinpath("topics.toml").read_text(encoding="utf-8"))


def parse_topics(text: str) -> Topics:
    """Topics from the text of a vocabulary file. Raises ``ValueError`` where it is not one."""
    try:
        tables = tomllib.loads(text)
        return Topics(
            [
                Topic(code, str(row["label"]), str(row["about"]), tuple(str(p) for p in row["patterns"]))
                for code, row in tables.items()
            ]
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"a topic needs label, about and patterns; missing or wrong: {error}") from error
