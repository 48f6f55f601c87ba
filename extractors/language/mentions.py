"""All that a document names: papers before organisations before amounts, so that a title swallows the names within it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from ggsr_extract.extractors.language import documents, names, quantities
from ggsr_extract.extractors.language.lexicon import (
    CAPITAL,
    DOCUMENT,
    EITHER,
    HOLDS_MONTH,
    HOLDS_UNIT,
    HOLDS_YEAR,
    JOINS,
    NUMBER,
    OPEN,
    SPACE,
    Found,
    View,
)
from spacy.tokens import Doc

_START: Final = attrgetter("start")
#: Labels of trained pipelines and ours.
_TRAINED: Final = {"ORG": "ORG", "GPE": "GPE", "LOC": "GPE", "DATE": "DATE", "WORK_OF_ART": "DOC"}


def merge(*sources: Iterable[Found]) -> list[Found]:
    """Mentions of several sources in the order of the text; where two overlap, that of the earlier source stands."""
    kept: list[Found] = []
    for source in sources:
        for item in source:
            start, end = item.start, item.end
            for other in kept:
                if start < other.end and other.start < end:
                    break
            else:
                kept.append(item)
    if len(kept) > 1:
        kept.sort(key=_START)
    return kept


def find(doc: Doc, view: View) -> list[Found]:
    """Papers, organisations, quantities, durations and dates of a document; then entities that a trained pipeline found."""
    union = view.union
    papers = documents.find(doc, view) if union & (DOCUMENT | OPEN | EITHER) else []
    organisations = names.find(doc, view) if union & CAPITAL else []
    amounts = _amounts(doc, view) if union & NUMBER else []
    found = [
        Found(_TRAINED[e.label_], e.start_char, e.end_char, e.start, e.end, e.text, sure=False)
        for e in (doc.ents if view.lemmas is not None else ())
        if e.label_ in _TRAINED
    ]
    if not (papers or organisations or amounts or found):
        return []
    return merge(papers, organisations, amounts, found)


#: How many words an adjective and a unit can stand behind the last number, and how far a date reaches.
_REACH: Final = 5
_DATE_REACH: Final = 7


def hopeful(view: View) -> list[int]:
    """The words at which a number, a month or a unit of time begins and all that an amount needs stands around.

    A date needs a month or a year close behind, a quantity a unit behind its last number. The patterns of
    :mod:`.quantities` decide; they are slow, and most numbers are no amounts ("één", "2 keer", "eerste").
    """
    flags, size = view.flags, len(view.flags)
    found = []
    for at in view.where(NUMBER):
        union = 0
        for flag in flags[at : at + _DATE_REACH]:
            union |= flag
        if union & (HOLDS_YEAR | HOLDS_MONTH):
            found.append(at)
            continue
        k = at + 1
        union = flags[at]
        while k < size and flags[k] & (NUMBER | JOINS | SPACE):
            union |= flags[k]
            k += 1
        for flag in flags[k : k + _REACH]:
            union |= flag
        if union & HOLDS_UNIT or "€" in view.text:
            found.append(at)
    return found


def _amounts(doc: Doc, view: View) -> list[Found]:
    starts = [doc[at].idx for at in hopeful(view)]
    return [
        Found(a.label, a.start, a.end, 0, 0, a.normalized, a.low, a.high, a.unit)
        for a in (quantities.amounts(view.text, starts) if starts else ())
    ]
