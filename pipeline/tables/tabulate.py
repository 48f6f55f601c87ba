"""A factsheet to the rows of every dataset; ids are made from content, never from a clock or a counter over the run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import FOLLOW_UP, Factsheet, Statement
from ggsr_extract.models.framework import framework
from ggsr_extract.models.language import OwnedText, Sentence
from ggsr_extract.models.provenance import Anchor
from ggsr_extract.models.records import Records
from ggsr_extract.models.verdicts import VERDICT_OF, outcome_of
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.tables.placerows import box_lists, line_records

DIGITS = 16
"""Hexadecimal digits of an id: 64 bits, of which two among a million rows are alike once in 37 million archives."""


def make_id(*parts: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:DIGITS]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of the file itself. ``page_count`` is None for text."""

    document_id: str
    source: str
    file_name: str
    media_type: str
    reader: str
    page_count: int | None
    version: str


class Tabulator:
    """Makes the rows of one document. Ids are stable: the same file gives the same ids."""

    def __init__(self, facts: DocumentFacts, sheet: Factsheet) -> None:
        self.facts, self.sheet = facts, sheet
        document = facts.document_id
        self.approach_ids = [make_id(document, "approach", item.position) for item in sheet.approaches]
        self.statement_ids = [make_id(document, "statement", index) for index in range(len(sheet.statements))]
        self.conclusion_ids = [
            make_id(document, "conclusion", index) for index in range(len(sheet.conclusions))
        ]
        self.finding_ids = _finding_ids(document, sheet.statements)

    def owned_texts(self) -> tuple[OwnedText, ...]:
        """All texts of the document with their owners, in the order of the sentences dataset."""
        texts: list[OwnedText] = []
        for index, item in enumerate(self.sheet.statements):
            texts.append(OwnedText("finding", self.statement_ids[index], item.text))
            for position, remark in enumerate(item.remarks):
                texts.append(OwnedText("remark", self._remark_id(index, position), remark.text))
        for index, conclusion in enumerate(self.sheet.conclusions):
            texts.append(OwnedText("conclusion", self.conclusion_ids[index], conclusion.text))
        for approach in self.sheet.approaches:
            owner = self.approach_ids[approach.position]
            texts.append(OwnedText("description", owner, approach.description or ""))
            texts.extend(OwnedText("respondent", owner, name) for name in approach.respondents)
        texts.extend(OwnedText("context", self.facts.document_id, text) for text in self.sheet.context)
        return tuple(text for text in texts if text.text)

    def _remark_id(self, statement: int, position: int) -> str:
        return make_id(self.statement_ids[statement], "remark", position)

    def tables(self, sentences: Sequence[Sentence], extra: Sequence[Check] = ()) -> dict[str, Sequence[Row]]:
        """The rows of every dataset. ``extra`` are checks that were found after parsing, by statement position in ``owner_id``."""
        findings = self._findings(extra)
        lines = line_records(self.facts.document_id, self.sheet.lines, self._owners())
        checks = self._checks(extra)
        return {
            "documents": [self._document(findings, lines.fields, checks)],
            "approaches": self._approaches(),
            "findings": findings,
            "remarks": self._remarks(),
            "conclusions": self._conclusions(),
            "followups": self._followups(findings),
            "lines": lines,
            "checks": checks,
            **self._language(sentences),
        }

    def _document(
        self, findings: Sequence[Row], lines: Mapping[str, Sequence[Any]], checks: Sequence[Row]
    ) -> Row:
        texts, roles = lines["text"], lines["role"]
        sheet, facts = self.sheet, self.facts
        return {
            "document_id": facts.document_id,
            "source": facts.source,
            "file_name": facts.file_name,
            "media_type": facts.media_type,
            "reader": facts.reader,
            "kind": sheet.kind,
            "title": sheet.title,
            "municipality": sheet.municipality,
            "municipality_code": sheet.municipality_code,
            "published": sheet.published,
            "page_count": facts.page_count,
            "approach_count": len(sheet.approaches),
            "finding_count": len(findings),
            "char_count": _visible(texts),
            "unclaimed_char_count": _visible(
                text for text, role in zip(texts, roles, strict=True) if role == "unclaimed"
            ),
            "checks": sorted({row["code"] for row in checks}),
            "extractor_version": facts.version,
        }

    def _approaches(self) -> list[Row]:
        return [
            {
                "approach_id": self.approach_ids[item.position],
                "document_id": self.facts.document_id,
                "position": item.position,
                "name": item.name,
                "predecessors": list(item.predecessors),
                "respondents": list(item.respondents),
                "families": item.families,
                "description": item.description,
            }
            for item in self.sheet.approaches
        ]

    def _findings(self, extra: Sequence[Check]) -> list[Row]:
        added: dict[int, list[str]] = {}
        for check in extra:
            if check.owner == "finding" and check.owner_id is not None:
                added.setdefault(int(check.owner_id), []).append(check.code)
        rows: list[Row] = []
        by_id = framework().by_id
        places = box_lists([item.anchor for item in self.sheet.statements])
        for index, (item, boxes) in enumerate(zip(self.sheet.statements, places, strict=True)):
            approach = None if item.approach is None else self.sheet.approaches[item.approach]
            spans = _spans(item.anchor)
            codes = sorted({check.code for check in item.checks} | set(added.get(index, [])))
            for position, match in enumerate(item.indicators):
                indicator = by_id[match.indicator_id]
                rows.append(
                    {
                        "finding_id": self.finding_ids[index][position],
                        "document_id": self.facts.document_id,
                        "municipality": self.sheet.municipality,
                        "municipality_code": self.sheet.municipality_code,
                        "approach_id": None if approach is None else self.approach_ids[approach.position],
                        "approach": None if approach is None else approach.name,
                        "theme_id": indicator.theme_id,
                        "theme": indicator.theme,
                        "criterion_id": indicator.criterion_id,
                        "criterion": indicator.criterion,
                        "indicator_id": indicator.indicator_id,
                        "indicator": indicator.indicator,
                        "indicator_printed": match.printed,
                        "match_score": match.score,
                        "year": item.year,
                        "mark": item.mark,
                        "verdict": VERDICT_OF.get(item.mark),
                        "text": item.text or None,
                        "let_op": [remark.text for remark in item.remarks],
                        "statement_id": self.statement_ids[index],
                        "statement_size": len(item.indicators),
                        "assignment": item.assignment,
                        "page": item.page,
                        "boxes": boxes,
                        "spans": spans,
                        "checks": codes,
                    }
                )
        return rows

    def _remarks(self) -> list[Row]:
        return [
            {
                "remark_id": self._remark_id(index, position),
                "statement_id": self.statement_ids[index],
                "document_id": self.facts.document_id,
                "position": position,
                "text": remark.text,
            }
            for index, item in enumerate(self.sheet.statements)
            for position, remark in enumerate(item.remarks)
        ]

    def _conclusions(self) -> list[Row]:
        themes, conclusions = framework().themes, self.sheet.conclusions
        places = box_lists([item.anchor for item in conclusions])
        return [
            {
                "conclusion_id": self.conclusion_ids[index],
                "document_id": self.facts.document_id,
                "approach_id": self.approach_ids[item.approach],
                "theme_id": item.theme_id,
                "theme": themes[item.theme_id],
                "position": item.position,
                "aspect": item.aspect,
                "aspect_basis": item.aspect_basis,
                "text": item.text,
                "page": item.anchor.page,
                "boxes": boxes,
                "spans": _spans(item.anchor),
            }
            for index, (item, boxes) in enumerate(zip(conclusions, places, strict=True))
        ]

    def _followups(self, findings: Sequence[Row]) -> list[Row]:
        """One row per indicator and earlier statement of a follow-up; what its own 2013 factsheet says is joined later."""
        if self.sheet.kind != FOLLOW_UP or not findings:
            return []
        latest = max(row["year"] for row in findings)
        # Where only the earlier year was read, there is nothing after.
        latest = latest if len({row["year"] for row in findings}) > 1 else max(latest, 2014)
        present = dict(zip(self.statement_ids, (item.present for item in self.sheet.statements), strict=True))
        groups: dict[tuple[int | None, str], list[Row]] = {}
        for row in findings:
            groups.setdefault((present[row["statement_id"]], row["indicator_id"]), []).append(row)
        rows: list[Row] = []
        for (position, indicator), about in groups.items():
            approach = None if position is None else self.sheet.approaches[position].name
            before: list[Row | None] = [row for row in about if row["year"] < latest]
            after: list[Row | None] = [row for row in about if row["year"] == latest]
            for old in before or [None]:
                for new in after or [None]:
                    rows.append(self._followup(approach, indicator, old, new))
        return rows

    def _followup(
        self,
        approach: str | None,
        indicator: str,
        old: Mapping[str, Any] | None,
        new: Mapping[str, Any] | None,
    ) -> Row:
        first = old["verdict"] if old else None
        last = new["verdict"] if new else None
        return {
            "document_id": self.facts.document_id,
            "municipality": self.sheet.municipality,
            "approach": approach,
            "indicator_id": indicator,
            "indicator": framework().by_id[indicator].indicator,
            "verdict_before": first,
            "verdict_after": last,
            "outcome": outcome_of(first, last),
            "finding_id_before": old["finding_id"] if old else None,
            "finding_id_after": new["finding_id"] if new else None,
            "source_finding_id": None,
            "agreement": None,
        }

    def _owners(self) -> list[str | None]:
        known: dict[tuple[int | str, ...] | None, str | None] = {None: None}
        result = []
        for item in self.sheet.lines:
            if item.owner is not None and item.owner not in known:
                known[item.owner] = self._owner_id(*item.owner)
            result.append(known[item.owner])
        return result

    def _owner_id(self, kind: str, index: int, remark: int | None = None) -> str | None:
        if kind == "approach":
            return self.approach_ids[index]
        if kind == "conclusion":
            return self.conclusion_ids[index]
        if index >= len(self.statement_ids):
            return None
        if remark is not None and remark < len(self.sheet.statements[index].remarks):  # they may be withheld
            return self._remark_id(index, remark)
        return self.statement_ids[index]

    def _checks(self, extra: Sequence[Check]) -> list[Row]:
        rows = [self._check(check, "document", self.facts.document_id, None) for check in self.sheet.checks]
        for check in extra:
            if check.owner == "document":
                rows.append(self._check(check, "document", self.facts.document_id, None))
        for index, item in enumerate(self.sheet.statements):
            own = [*item.checks, *(c for c in extra if c.owner == "finding" and c.owner_id == str(index))]
            for check in own:
                rows.extend(
                    self._check(check, "finding", finding_id, item.page)
                    for finding_id in self.finding_ids[index]
                )
        for index, conclusion in enumerate(self.sheet.conclusions):
            rows.extend(
                self._check(check, "conclusion", self.conclusion_ids[index], conclusion.anchor.page)
                for check in conclusion.checks
            )
        return rows

    def _check(self, check: Check, owner: str, owner_id: str, page: int | None) -> Row:
        return {
            "document_id": self.facts.document_id,
            "code": check.code,
            "severity": str(check.severity),
            "owner": owner,
            "owner_id": owner_id,
            "page": check.page or page,
            "message": check.message,
            "value": check.value,
        }

    def _language(self, sentences: Sequence[Sentence]) -> dict[str, Sequence[Row]]:
        document = self.facts.document_id
        numbers: list[int] = []
        seen: dict[tuple[str, str], int] = {}
        for item in sentences:
            # texts of one owner (the names of respondents, the paragraphs of the context) share one count
            number = seen.get((item.owner, item.owner_id), 0)
            seen[item.owner, item.owner_id] = number + 1
            numbers.append(number)
        ids = [
            make_id(document, item.owner, item.owner_id, number)
            for item, number in zip(sentences, numbers, strict=True)
        ]
        rows: dict[str, Sequence[Any]] = {
            "sentence_id": ids,
            "document_id": [document] * len(ids),
            "owner": [item.owner for item in sentences],
            "owner_id": [item.owner_id for item in sentences],
            "position": numbers,
            "text": [item.text for item in sentences],
            "tokens": [item.tokens for item in sentences],
            "lemmas": [item.lemmas for item in sentences],
            "negated": [item.negated for item in sentences],
            "topics": [item.topics for item in sentences],
        }
        told = [
            (sentence_id, index, mention)
            for sentence_id, item in zip(ids, sentences, strict=True)
            for index, mention in enumerate(item.mentions)
        ]
        found = [mention for _, _, mention in told]
        mentions: dict[str, Sequence[Any]] = {
            "mention_id": [make_id(sentence_id, "mention", index) for sentence_id, index, _ in told],
            "sentence_id": [sentence_id for sentence_id, _, _ in told],
            "document_id": [document] * len(told),
            "label": [mention.label for mention in found],
            "text": [mention.text for mention in found],
            "normalized": [mention.normalized for mention in found],
            "start": [mention.start for mention in found],
            "end": [mention.end for mention in found],
            "value_min": [mention.value_min for mention in found],
            "value_max": [mention.value_max for mention in found],
            "unit": [mention.unit for mention in found],
        }
        return {"sentences": Records(rows), "mentions": Records(mentions)}


def _finding_ids(document: str, statements: Sequence[Statement]) -> list[list[str]]:
    """Ids from document, approach, year and indicator; a second statement on the same gets a number."""
    seen: dict[tuple[object, ...], int] = {}
    result = []
    for item in statements:
        ids = []
        for match in item.indicators:
            key = (item.approach, item.year, match.indicator_id)
            seen[key] = seen.get(key, 0) + 1
            ids.append(make_id(document, "finding", *key, seen[key]))
        result.append(ids)
    return result


def _visible(texts: Iterable[str]) -> int:
    # without spaces few pieces are left to be told apart
    return sum(map(len, "".join(texts).replace(" ", "").split()))


def _spans(anchor: Anchor) -> list[Row]:
    return [{"start": span.start, "end": span.end} for span in anchor.spans]
