"""All that a document names: papers before organisations before amounts, so that a title swallows the names within it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from ggsr_extract.extractors.language import documents, names, quantities
from ggsr_extract.extractors.language.flags import (
    QUOTES,
)
from ggsr_extract.extractors.language.hints import (
    AMOUNT_HERE,
    ANNOUNCES_HERE,
    DATE_HERE,
    LED_HERE,
    NAME_HERE,
    PAPER_HERE,
)
from ggsr_extract.extractors.language.views import Found, View
from spacy.tokens import Doc

#: Labels of trained pipelines and ours.
_TRAINED: Final = {"ORG": "ORG", "GPE": "GPE", "LOC": "GPE", "DATE": "DATE", "WORK_OF_ART": "DOC"}


def merge(*sources: Iterable[Found]) -> list[Found]:
    """Mentions of several sources in the order of the text; where two overlap, that of the earlier source stands."""
    kept: list[Found] = []
    starts: list[int] = []
    for source in sources:
        for item in source:
            at = bisect_left(starts, item.start)
            if (at == len(kept) or item.end <= starts[at]) and (not at or kept[at - 1].end <= item.start):
                starts.insert(at, item.start)
                kept.insert(at, item)
    return kept


def find(doc: Doc, view: View) -> list[Found]:
    """Papers, organisations, quantities, durations and dates of a document; then entities that a trained pipeline found."""
    union = view.union
    papers = documents.find(view) if union & (PAPER_HERE | QUOTES) else []
    organisations = names.find(view) if union & (NAME_HERE | ANNOUNCES_HERE | LED_HERE) else []
    amounts = _amounts(view) if union & (AMOUNT_HERE | DATE_HERE) else []
    if view.lemmas is None:
        return merge(papers, organisations, amounts)
    found = [
        Found(_TRAINED[e.label_], e.start_char, e.end_char, e.start, e.end, e.text, sure=False)
        for e in doc.ents
        if e.label_ in _TRAINED
    ]
    return merge(papers, organisations, amounts, found)


def _amounts(view: View) -> list[Found]:
    offsets, flags = view.offsets, view.flags
    places = [
        (offsets[at], bool(flags[at] & DATE_HERE), bool(flags[at] & AMOUNT_HERE))
        for at in view.where(AMOUNT_HERE | DATE_HERE)
    ]
    return [
        Found(a.label, a.start, a.end, 0, 0, a.normalized, a.low, a.high, a.unit)
        for a in quantities.amounts(view.text, places)
    ]
