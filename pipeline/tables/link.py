"""Joins a follow-up to the municipality's own factsheet of 2013: what it repeats from there, and how faithfully.

Pure: rows in, rows out. A follow-up (verbeterpunten) prints, beside its new verdict, the verdict and text of 2013.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ggsr_extract.models.checks import CHECKS
from ggsr_extract.pipeline.outcome import Row
from rapidfuzz.distance import Indel

CODE = "followup_differs"
"""The check of a follow-up that repeats 2013 otherwise than the factsheet of 2013."""
SAME_TEXT = 0.9
"""From this agreement on the text alone tells which finding is meant, where the name of the approach does not."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The follow-up's rows with their links: ``followups`` and ``findings`` replaced, ``checks`` to be added."""

    followups: list[Row]
    findings: list[Row]
    checks: list[Row]


def link(followups: Sequence[Row], findings: Sequence[Row], factsheet: Iterable[Row]) -> Linked:
    """Fills ``source_finding_id`` and ``agreement``, and notes where text or mark differ from the factsheet's.

    ``agreement`` stays null where the follow-up's text of 2013 is: then there is nothing to compare.

    ``factsheet`` are the findings of the municipality's factsheets; where several hold the same finding (a text and a
    PDF of it), the one that agrees best counts, then the first. Where no approach of that name is found, or flat text
    lost the column, a finding is joined only if one approach's text agrees and no other's does as well.
    """
    candidates: dict[tuple[str, int], dict[tuple[str | None, str], Row]] = {}
    for row in factsheet:
        printed = None if row["approach"] is None else name_key(row["approach"])
        same = candidates.setdefault((row["indicator_id"], row["year"]), {})
        same.setdefault((printed, unbroken(row["text"])), row)  # of copies the first counts
    own = {row["finding_id"]: row for row in findings}
    checks: dict[str, Row] = {}
    linked: list[Row] = []
    for followup in followups:
        before = own.get(followup["finding_id_before"])
        found = None
        if before is not None:
            found = _same_finding(before, candidates.get((before["indicator_id"], before["year"]), {}))
        if before is None or found is None:
            linked.append(followup)
            continue
        source, agreement = found
        told = None if before["text"] is None else agreement
        linked.append({**followup, "source_finding_id": source["finding_id"], "agreement": told})
        if before["finding_id"] not in checks and (message := _difference(before, source)):
            checks[before["finding_id"]] = {
                "document_id": before["document_id"],
                "code": CODE,
                "severity": str(CHECKS[CODE].severity),
                "owner": "finding",
                "owner_id": before["finding_id"],
                "page": before["page"],
                "message": message,
                "value": source["finding_id"],
            }
    noted = [
        {**row, "checks": sorted({*row["checks"], CODE})} if row["finding_id"] in checks else row
        for row in findings
    ]
    return Linked(linked, noted, list(checks.values()))


def agreement_of(one: str, other: str) -> float:
    """How far two texts agree, 0..1, both given without spaces (``unbroken``); two that are both empty agree."""
    return round(Indel.normalized_similarity(one, other), 4)


def _same_finding(before: Row, candidates: Mapping[tuple[str | None, str], Row]) -> tuple[Row, float] | None:
    """The finding that is repeated, and how far the texts agree; ``candidates`` are by the approach's name and the text, ``unbroken``."""
    repeated = unbroken(before["text"])
    if before["approach"] is not None:
        key = name_key(before["approach"])
        named = [
            (row, agreement_of(repeated, text)) for (name, text), row in candidates.items() if name == key
        ]
        if named:
            return max(named, key=lambda pair: pair[1])
    scored = [(row, name, agreement_of(repeated, text)) for (name, text), row in candidates.items() if text]
    best = max(scored, key=lambda each: each[2], default=None)
    if best is None or best[2] < SAME_TEXT:
        return None
    rivals = {name or "" for _, name, score in scored if score == best[2]}
    return (best[0], best[2]) if len(rivals) == 1 else None


def _difference(before: Mapping[str, Any], source: Mapping[str, Any]) -> str | None:
    differs = []
    if before["mark"] != source["mark"] and before["mark"] is not None:
        differs.append(f"mark {before['mark']} (there {source['mark'] or 'none'})")
    if before["text"] is not None and unbroken(before["text"]) != unbroken(source["text"]):
        differs.append("text")
    if not differs:
        return None
    return (
        f"The follow-up repeats {' and '.join(differs)} of indicator {before['indicator_id']} otherwise than the"
        " factsheet has it; both are kept as printed."
    )


@lru_cache(maxsize=16_384)  # copies of a factsheet are compared again with each follow-up
def unbroken(text: str | None) -> str:
    """The text without spaces and hyphens: those are the type area's doing as often as the writer's."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", text or "") if not c.isspace() and c not in "-‐‑\u00ad"
    )


@lru_cache(maxsize=4_096)
def name_key(name: str) -> str:
    """A printed name as it is compared: without case, spaces and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())
