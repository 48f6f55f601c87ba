"""What a text that breaks off ends with: the first letters of the label or heading that would have come next."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby

from ggsr_extract.extractors.factsheet.phrases import HEADER_ROWS, RUNNING, is_header_row
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.rows.wording import norm
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.layout.textmarks import find_marks
from ggsr_extract.models.framework import framework

_MOST = 16  #: so many lines have a theme, a criterion and the indicators of a block


def broken_label(entries: Sequence[Entry], margins: Container[int]) -> tuple[int, str] | None:
    """From which entry on a text ends with the beginning of the next label or heading, and its role; None where it does not.

    ``margins``: the entries that are running headers and footers. It begins behind a sentence, a header row or a gap, and goes on
    as the framework does from some place on; whole indicators at its beginning are no part of it.
    """
    last = len(entries) - 1
    if last < 1 or last in margins or entries[last].line is None or ended(entries[last].text):
        return None
    found: tuple[int, str] | None = None
    letters = ""
    lengths: list[int] = []
    for at in range(last, max(last - _MOST, 0), -1):
        entry = entries[at]
        if entry.line is None or at in margins or find_marks(entry.line.text):
            break
        own = norm(entry.text)
        letters = own + letters
        lengths.insert(0, len(own))
        before = entries[at - 1].text
        opens = entry.gap or ended(before) or at - 1 in margins or is_header_row(before)
        if not opens or not entry.text[:1].isupper():
            continue
        for wording, role, stops in _wordings():
            if wording.startswith(letters) and wording != letters:
                begins = [0, *accumulate(lengths[:-1])]
                whole = max((begin for begin in begins if begin in stops), default=0)
                found = at + begins.index(whole), "indicator" if whole else role
                break
    return found


@cache
def _wordings() -> tuple[tuple[str, str, frozenset[int]], ...]:
    """What may be printed from some label on: its letters, the role of the first label, and where indicators end in it."""
    return tuple(_each())


def _each() -> Iterator[tuple[str, str, frozenset[int]]]:
    known = framework()
    yield norm("Conclusie"), "heading", frozenset()
    for text in RUNNING:
        yield norm(text), "running_header", frozenset()
    for criterion, group in groupby(known.indicators, key=lambda item: item.criterion):
        items = list(group)
        wordings = [norm(item.indicator) for item in items]
        for first in range(len(items)):
            yield from _chains(("", "indicator"), wordings[first:])
        yield from _chains((norm(criterion), "criterion"), wordings)
    for theme in known.themes.values():
        firsts = [item.criterion for item in known.indicators if item.theme == theme]
        for header in map(norm, HEADER_ROWS):
            yield norm(theme) + header + norm(firsts[0]), "heading", frozenset()


def _chains(before: tuple[str, str], wordings: Sequence[str]) -> Iterator[tuple[str, str, frozenset[int]]]:
    start, role = before
    ends = accumulate((len(wording) for wording in wordings), initial=len(start))
    yield start + "".join(wordings), role, frozenset(ends) - {0, len(start)}
