"""All that a document names: papers before organisations before amounts, so that a title swallows the names within it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from ggsr_extract.extractors.language import quantities
from ggsr_extract.extractors.language.hints import AMOUNT_HERE, DATE_HERE
from ggsr_extract.extractors.language.names import organisations
from ggsr_extract.extractors.language.papers import cited
from ggsr_extract.extractors.language.views import Batch, Found
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


def find(batch: Batch) -> list[Found]:
    """Papers, organisations, quantities, durations and dates of the documents."""
    return merge(cited.find(batch), organisations.find(batch), _amounts(batch))


def entities(doc: Doc) -> list[Found]:
    """What a trained pipeline has found in a document, as far as we have a label for it."""
    return [
        Found(_TRAINED[e.label_], e.start_char, e.end_char, e.start, e.end, e.text, sure=False)
        for e in doc.ents
        if e.label_ in _TRAINED
    ]


def _amounts(batch: Batch) -> list[Found]:
    offset, flags = batch.offset, batch.flags
    places = (
        (offset(at), bool(flags[at] & DATE_HERE), bool(flags[at] & AMOUNT_HERE))
        for at in batch.where(AMOUNT_HERE | DATE_HERE)
    )
    found = quantities.amounts(batch.text, places)
    return [
        Found(label, start, end, 0, 0, normalized, low, high, unit)
        for label, start, end, normalized, low, high, unit in found
    ]
