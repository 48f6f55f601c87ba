"""A quick look whether a word can start any topic's pattern, since trying all patterns on each new word is slow."""

from __future__ import annotations

from collections.abc import Iterable


class FirstWords:
    """The first words of patterns, where ``*`` stands for any letters, as sets of whole words, beginnings, ends and middles.

    A word that passes may still start no pattern; one that does not pass starts none.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        begins: set[str] = set()
        ends: set[str] = set()
        self._whole: set[str] = set()
        self._middles: set[str] = set()
        for pattern in patterns:
            first = pattern.split()[0]
            head, star, rest = first.partition("*")
            if not star:
                self._whole.add(first)
            elif head:
                begins.add(head)
            elif tail := rest.rpartition("*")[2]:
                ends.add(tail)
            else:
                self._middles.add(max(rest.split("*"), key=len))
        self._begins, self._ends = tuple(sorted(begins)), tuple(sorted(ends))

    def may_start(self, word: str) -> bool:
        """Whether a word in lower case can start a pattern."""
        return (
            word in self._whole
            or word.startswith(self._begins)
            or word.endswith(self._ends)
            or any(part in word for part in self._middles)
        )
