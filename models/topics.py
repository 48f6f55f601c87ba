"""The topics of sentences: an editable vocabulary of lemma patterns, read from one data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: How many other words the ellipsis in a pattern may stand for.
GAP = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its stable code, Dutch label, what counts, and its patterns as the file has them."""

    code: str
    label: str
    about: str
    patterns: tuple[str, ...]


class Topics:
    """Topics with their patterns compiled; see the data file for what a pattern can be.

    Raises ``ValueError`` naming the topic when a pattern is empty, or starts or ends with an ellipsis.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = tuple(topics)
        self._single = tuple((topic.code,) for topic in self.topics)
        self._literal: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self._globs: list[tuple[re.Pattern[str], int, tuple[str, ...]]] = []
        self._items: dict[str, re.Pattern[str]] = {}
        for rank, topic in enumerate(self.topics):
            for pattern in topic.patterns:
                first, *rest = pattern.split() or [""]
                if first in ("", "...") or (rest and rest[-1] == "..."):
                    raise ValueError(
                        f"topic {topic.code!r}: pattern {pattern!r} is empty or starts or ends with '...'"
                    )
                if "*" in first:
                    self._globs.append((self._glob(first), rank, tuple(rest)))
                else:
                    self._literal.setdefault(first, []).append((rank, tuple(rest)))
        self._seen: dict[tuple[str, str], tuple[tuple[int, tuple[str, ...]], ...]] = {}

    def _glob(self, item: str) -> re.Pattern[str]:
        if item not in self._items:
            self._items[item] = re.compile(".*".join(map(re.escape, item.split("*"))))
        return self._items[item]

    def starts(self, lemma: str, form: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The patterns that a word (lemma and form in lower case) starts: rank of the topic, and what must follow."""
        key = (lemma, form)
        if key not in self._seen:
            found = dict.fromkeys([*self._literal.get(lemma, ()), *self._literal.get(form, ())])
            for glob, rank, rest in self._globs:
                if glob.fullmatch(lemma) or glob.fullmatch(form):
                    found[(rank, rest)] = None
            self._seen[key] = tuple(sorted(found))
        return self._seen[key]

    def _is(self, item: str, lemma: str, form: str) -> bool:
        if "*" in item:
            glob = self._glob(item)
            return bool(glob.fullmatch(lemma) or glob.fullmatch(form))
        return item in (lemma, form)

    def follows(self, rest: Sequence[str], words: Sequence[tuple[str, str]], at: int, end: int) -> bool:
        """Whether ``words`` (lemma and form of each) from ``at`` to ``end`` (exclusive) continue as ``rest`` asks."""
        if not rest:
            return True
        if rest[0] == "...":
            return any(self.follows(rest[1:], words, k, end) for k in range(at, min(at + GAP + 1, end)))
        return at < end and self._is(rest[0], *words[at]) and self.follows(rest[1:], words, at + 1, end)

    def codes(self, ranks: set[int]) -> tuple[str, ...]:
        """The codes of topics by their place in the file, in that order."""
        if len(ranks) == 1:
            return self._single[next(iter(ranks))]
        return tuple(self.topics[rank].code for rank in sorted(ranks))


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
