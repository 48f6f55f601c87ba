"""Which numbers on lines of their own are those of pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from ggsr_extract.extractors.factsheet.phrases import APPROACH, PAGE_NUMBER, opening
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.sections.entries import Entry

PAGE_LINES = 8
"""How many lines a page has at least, where nothing else tells that a page ends."""
_CHAIN = 3
"""How many numbers that count on make page numbers."""
_ROOM = 0.8
"""So much of the line before them a number and a word fill at most, where the word had room."""


def number_pages(entries: Sequence[Entry], roles: dict[int, str]) -> None:
    """Numbers on lines of their own that are pages': beside a footer, a running header or a paragraph gap on both sides,
    between a sentence's end and a heading, within a sentence whose next word had room behind them, or counting on from page to page."""
    lone = [
        index
        for index, entry in enumerate(entries)
        if entry.line is not None and index not in roles and PAGE_NUMBER.match(entry.text)
    ]
    counting = _counting(entries, lone)
    for index in lone:
        following = entries[index + 1] if index + 1 < len(entries) else None
        beside = (index - 1 in roles) or (index + 1 in roles)
        lonely = entries[index].gap and (following is None or following.gap)
        told = following and (
            _ends_part(entries, index, following) or _parts_sentence(entries, index, following)
        )
        if beside or lonely or index in counting or told:
            roles[index] = "footer"


def _counting(entries: Sequence[Entry], lone: Sequence[int]) -> set[int]:
    """Those of some lone numbers that count on by one from page to page."""
    length: dict[int, int] = {}
    before: dict[int, int] = {}
    # Of each number, where it stands, and with it the end of the longest chain among those up to there.
    longest: dict[int, list[tuple[int, int]]] = {}
    for index in lone:
        value = _value(entries[index])
        chains = longest.get(value - 1, [])
        last = bisect_right(chains, index - PAGE_LINES, key=itemgetter(0))
        if last:
            before[index] = chains[last - 1][1]
        length[index] = 1 + length.get(before.get(index, -1), 0)
        own = longest.setdefault(value, [])
        best = own[-1][1] if own and length[own[-1][1]] >= length[index] else index
        own.append((index, best))
    counting: set[int] = set()
    for end, links in length.items():
        at: int | None = end if links >= _CHAIN else None
        while at is not None and at not in counting:
            counting.add(at)
            at = before.get(at)
    return counting


def _value(entry: Entry) -> int:
    digits = re.search(r"\d+", entry.text)
    return int(digits.group()) if digits else -1


def _ends_part(entries: Sequence[Entry], index: int, following: Entry) -> bool:
    """Whether a lone number stands between the end of a sentence and a heading."""
    whole = index > 0 and entries[index - 1].text.endswith((".", "?", "!", ":"))
    return whole and (opening(following.text) is not None or APPROACH.match(following.text) is not None)


def _parts_sentence(entries: Sequence[Entry], index: int, following: Entry) -> bool:
    """Whether a lone number stands within a sentence whose next word had room behind it: a line that was broken has none."""
    before = entries[index - 1].text if index else ""
    word = following.text.split(" ", 1)[0]
    return (
        not following.text[:1].isupper()
        and not ended(before)
        and len(entries[index].text) + 1 + len(word) < _ROOM * len(before)
    )
