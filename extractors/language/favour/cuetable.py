"""Cues of one kind in a table, and where in a text they stand.

Trying each of hundreds of patterns at each word is slow: the first letters of a word tell which of them are worth trying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

#: A cue's pattern that has a word that denies.
_DENYING = re.compile(r"\b(?:niet|niets|geen|nooit|nauwelijks|evenmin|zonder)\b")

_OPENING = 3  #: so many first letters of a word decide which cues are tried at it
_HEAD = 12  #: so many first characters of a cue tell whether it is worth trying
_OPEN, _EDGE = "\1", "\2"  #: after them a cue can go on in many ways, a word ends


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, cut at each bar that stands outside brackets."""
    cuts, depth = [-1], 0
    for at, c in enumerate(pattern):
        depth += (c == "(") - (c == ")")
        if c == "|" and not depth:
            cuts.append(at)
    cuts.append(len(pattern))
    return [pattern[begin + 1 : end] for begin, end in pairwise(cuts)]


def _heads(pattern: str) -> set[str]:
    """How a pattern's matches begin, :data:`_HEAD` characters at most; shorter ones end in :data:`_OPEN` or :data:`_EDGE`
    where many characters or the end of a word follow, or are a whole match.
    """
    found: set[str] = set()
    for branch in _alternatives(pattern):
        heads, at = {""}, 0
        while at < len(branch) and min(map(len, heads)) < _HEAD:
            parts, end = {_OPEN}, len(branch)
            if branch.startswith("(?:", at):
                depth, close = 1, at + 3
                while depth:
                    depth += (branch[close] == "(") - (branch[close] == ")")
                    close += 1
                if branch[close : close + 1] != "{":
                    parts, end = _heads(branch[at + 3 : close - 1]), close
            elif branch[at].isalpha() or branch[at] == " ":
                parts, end = {branch[at]}, at + 1
            elif branch.startswith("\\b", at):
                parts = {_EDGE}
            optional = branch[end : end + 1] == "?"
            longer = {h if h.endswith((_OPEN, _EDGE)) else h + p for h in heads for p in parts}
            heads = longer | (heads if optional else set())
            at = end + optional
        found |= {head[:_HEAD] for head in heads}
    return found


def _openings(heads: Iterable[str]) -> dict[str, set[str]]:
    """The first letters of the words that matches begin with, :data:`_OPENING` of each at most, and under each the heads
    that begin so. Raises ``ValueError`` when a head is too short to tell.
    """
    found: dict[str, set[str]] = {}
    for head in heads:
        opening = re.split(f"[ {_EDGE}]", head[:_OPENING])[0]
        if _OPEN in opening:
            raise ValueError(f"cannot tell how words begin that begin with {head!r}")
        found.setdefault(opening, set()).add(head.rstrip(_OPEN + _EDGE))
    return found


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a text; ``denying``: a word that denies is a part of what it says ("sluit niet aan")."""

    start: int
    end: int
    weight: float
    denying: bool


class _Cues:
    """The cues of one opening; compiled when a word first begins so."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._weights: list[tuple[float, bool]] = []
        self._pattern: re.Pattern[str] | None = None

    def add(self, pattern: str, weight: float) -> None:
        """One more cue."""
        self._parts.append(pattern)
        self._weights.append((weight, bool(_DENYING.search(pattern))))

    def at(self, text: str, start: int) -> Cue | None:
        """The first cue that stands at ``start``."""
        if self._pattern is None:
            self._pattern = re.compile("|".join(self._parts))
        match = self._pattern.match(text, start)
        return match and Cue(start, match.end(), *self._weights[(match.lastindex or 1) - 1])


class CueTable:
    """Cues with their weights, found by the first letters of a word: trying all of them at each word is slow."""

    def __init__(self, rows: tuple[tuple[str, float], ...]) -> None:
        self.under: dict[str, _Cues] = {}
        self.heads: dict[str, set[str]] = {}  # under the openings
        for row, weight in rows:
            anchor = "^" if row.startswith("^") else ""
            for cue in _alternatives(row.removeprefix("^")):
                for opening, heads in sorted(_openings(_heads(cue)).items()):
                    self.under.setdefault(opening, _Cues()).add(f"{anchor}({cue})(?!\\w)", weight)
                    self.heads.setdefault(opening, set()).update(heads)

    def find(self, text: str, openings: Iterable[tuple[int, str]]) -> list[Cue]:
        """Each cue in a text, left to right; ``openings`` are those of :meth:`Openings.find`."""
        found: list[Cue] = []
        under, done = self.under, 0
        for at, opening in openings:
            if opening in under and at >= done:
                hit = under[opening].at(text, at)
                if hit is not None:
                    done = hit.end
                    found.append(hit)
        return found


def _beginning(heads: Iterable[str]) -> str:
    """A pattern for texts that begin with one of the heads, each letter of theirs looked at once."""
    rests: dict[str, list[str]] = {}
    for head in heads:
        if not head:
            return ""
        rests.setdefault(head[0], []).append(head[1:])
    ways = [re.escape(letter) + _beginning(rest) for letter, rest in sorted(rests.items())]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


class Openings:
    """Where in a text a cue of some tables, or one of some words, can begin."""

    def __init__(self, tables: Iterable[CueTable], words: Iterable[str]) -> None:
        heads = set(words)
        self.of_words = frozenset(word[:_OPENING] for word in heads)
        for table in tables:
            heads.update(*table.heads.values())
        self._pattern = re.compile(rf"(?<!\w)(?={_beginning(heads)})(\w{{1,{_OPENING}}})")

    def find(self, text: str) -> list[tuple[int, str]]:
        """The places, and the first letters of the word there."""
        return [(m.start(), m[1]) for m in self._pattern.finditer(text)]
