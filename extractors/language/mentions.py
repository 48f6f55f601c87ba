"""All that a document names: papers before organisations before amounts, so that a title swallows the names within it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ggsr_extract.extractors.language import documents, names, quantities
from ggsr_extract.extractors.language.lexicon import CAPITAL, DOCUMENT, EITHER, NUMBER, OPEN, Found, View
from spacy.tokens import Doc

#: Labels of trained pipelines and ours.
_TRAINED: Final = {"ORG": "ORG", "GPE": "GPE", "LOC": "GPE", "DATE": "DATE", "WORK_OF_ART": "DOC"}


def merge(*sources: Iterable[Found]) -> list[Found]:
    """Mentions of several sources in the order of the text; where two overlap, that of the earlier source stands."""
    kept: list[Found] = []
    for source in sources:
        kept.extend(
            item for item in source if not any(item.start < k.end and k.start < item.end for k in kept)
        )
    return sorted(kept, key=lambda f: f.start)


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


def _amounts(doc: Doc, view: View) -> list[Found]:
    starts = [doc[at].idx for at in view.where(NUMBER)]
    return [
        Found(a.label, a.start, a.end, 0, 0, a.normalized, a.low, a.high, a.unit)
        for a in quantities.amounts(view.text, starts)
    ]
