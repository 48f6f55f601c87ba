"""Outcomes of invented factsheets, for tests of the data side: rows as the pipeline makes them, without reading files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from ggsr_extract.models.checks import CHECKS, REJECTS
from ggsr_extract.models.framework import framework
from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.store.state import Input

Rows = dict[str, list[dict[str, Any]]]
VERSION = "9.9.9"
RULES = "rules-of-now"


def sha(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def entry(source: str, content: str) -> Input:
    return Input(source, sha(content), len(content))


class Paper:
    """A text being written: gives the rows of ``lines`` as it grows."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        self.rows: list[dict[str, Any]] = []
        self.offset = 0

    def line(self, text: str, role: str, owner_id: str | None = None) -> dict[str, int]:
        span = {"start": self.offset, "end": self.offset + len(text)}
        self.rows.append(
            {
                "document_id": self.document_id,
                "page": None,
                "line_number": len(self.rows) + 1,
                "text": text,
                "box": None,
                "span": span,
                "role": role,
                "owner_id": owner_id,
            }
        )
        self.offset += len(text) + 1
        return span


def factsheet(
    source: str,
    content: str,
    municipality: str = "Zeldenrust",
    approach: str = "Gezin Centraal",
    flip: Iterable[str] = (),
) -> Outcome:
    """A findings factsheet with one approach: 30 findings, every seventh an improvement point (``flip`` turns some)."""
    digest = sha(content)
    document_id = digest[:16]
    paper = Paper(document_id)
    paper.line(f"Factsheet {municipality}", "title")
    rows: Rows = {name: [] for name, table in TABLES.items() if table.per_document}
    approach_id = f"{document_id}-a0"
    rows["approaches"].append(
        {
            "approach_id": approach_id,
            "document_id": document_id,
            "position": 0,
            "name": approach,
            "predecessors": [],
            "respondents": ["Stichting De Brug"],
            "families": 12,
            "description": None,
        }
    )
    for number, item in enumerate(framework().indicators):
        good = (number % 7 != 0) ^ (item.indicator_id in set(flip))
        text = f"De aanpak {'regelt' if good else 'regelt nog niet'} punt {number} in {content}."
        remark = "Dit is nog kwetsbaar." if number == 3 else None
        rows["findings"].append(
            finding(
                paper, rows, document_id, item, 2013, good, text, remark, municipality, approach_id, approach
            )
        )
    return outcome(source, digest, paper, rows, municipality, "toezichtonderzoek")


def followup(
    source: str,
    content: str,
    repeats: str,
    municipality: str = "Zeldenrust",
    earlier: str = "Gezin Centraal",
    wrong_text: str = "",
    wrong_mark: str = "",
    known_column: bool = True,
) -> Outcome:
    """A follow-up on two indicators of ``factsheet(..., repeats)``, which both became voldoet."""
    digest = sha(content)
    document_id = digest[:16]
    paper = Paper(document_id)
    paper.line(f"Verbeterpunten {municipality}", "title")
    rows: Rows = {name: [] for name, table in TABLES.items() if table.per_document}
    for position, name in enumerate(("Samen Sterk", earlier)):
        rows["approaches"].append(
            {
                "approach_id": f"{document_id}-a{position}",
                "document_id": document_id,
                "position": position,
                "name": name,
                "predecessors": [earlier] if position == 0 else [],
                "respondents": [],
                "families": None,
                "description": None,
            }
        )
    for number, item in enumerate(framework().indicators):
        if number not in (0, 7):
            continue
        text = f"De aanpak regelt nog niet punt {number} in {repeats}."
        if item.indicator_id == wrong_text:
            text = f"De aanpak regelt bijna punt {number} in {repeats}."
        before = finding(
            paper,
            rows,
            document_id,
            item,
            2013,
            item.indicator_id == wrong_mark,
            text,
            None,
            municipality,
            f"{document_id}-a1" if known_column else None,
            earlier if known_column else None,
        )
        after = finding(
            paper,
            rows,
            document_id,
            item,
            2014,
            True,
            "Dat is nu geregeld.",
            None,
            municipality,
            f"{document_id}-a0",
            "Samen Sterk",
        )
        rows["findings"] += [before, after]
        rows["followups"].append(
            {
                "document_id": document_id,
                "municipality": municipality,
                "approach": "Samen Sterk",
                "indicator_id": item.indicator_id,
                "indicator": item.indicator,
                "verdict_before": before["verdict"],
                "verdict_after": after["verdict"],
                "outcome": "opgelost" if before["verdict"] == "verbeterpunt" else "onbekend",
                "finding_id_before": before["finding_id"],
                "finding_id_after": after["finding_id"],
                "source_finding_id": None,
                "agreement": None,
            }
        )
    return outcome(source, digest, paper, rows, municipality, "verbeterpunten")


def sentence(rows: Rows, document_id: str, owner: str, owner_id: str, text: str, *, negated: bool) -> str:
    """Adds a text of one sentence; gives the sentence's id."""
    sentence_id = f"{owner_id}-z0"
    rows["sentences"].append(
        {
            "sentence_id": sentence_id,
            "document_id": document_id,
            "owner": owner,
            "owner_id": owner_id,
            "position": 0,
            "text": text,
            "tokens": text.split(),
            "lemmas": text.lower().split(),
            "negated": negated,
            "topics": ["veiligheid"],
        }
    )
    return sentence_id


def finding(
    paper: Paper,
    rows: Rows,
    document_id: str,
    item: Any,
    year: int,
    good: bool,
    text: str,
    remark: str | None,
    municipality: str,
    approach_id: str | None,
    approach: str | None,
) -> dict[str, Any]:
    mark = "√" if good else "X"
    statement_id = f"{document_id}-s{item.indicator_id}-{year}"
    paper.line(item.indicator, "indicator", statement_id)
    spans = [paper.line(mark, "mark", statement_id)]
    half = text.index(" ", len(text) // 2)
    spans += [
        paper.line(text[:half], "finding", statement_id),
        paper.line(text[half + 1 :], "finding", statement_id),
    ]
    if remark:
        remark_id = f"{statement_id}-r0"
        spans.append(paper.line(f"LET OP: {remark}", "remark", remark_id))
        rows["remarks"].append(
            {
                "remark_id": remark_id,
                "statement_id": statement_id,
                "document_id": document_id,
                "position": 0,
                "text": remark,
            }
        )
        sentence(rows, document_id, "remark", remark_id, remark, negated=False)
    sentence_id = sentence(rows, document_id, "finding", statement_id, text, negated=not good)
    rows["mentions"].append(
        {
            "mention_id": f"{sentence_id}-m0",
            "sentence_id": sentence_id,
            "document_id": document_id,
            "label": "ORG",
            "text": text[:2],
            "normalized": text[:2],
            "start": 0,
            "end": 2,
            "value_min": None,
            "value_max": None,
            "unit": None,
        }
    )
    return {
        "finding_id": f"{statement_id}-f",
        "document_id": document_id,
        "municipality": municipality,
        "municipality_code": None,
        "approach_id": approach_id,
        "approach": approach,
        "theme_id": item.theme_id,
        "theme": item.theme,
        "criterion_id": item.criterion_id,
        "criterion": item.criterion,
        "indicator_id": item.indicator_id,
        "indicator": item.indicator,
        "indicator_printed": item.indicator,
        "match_score": 1.0,
        "year": year,
        "mark": mark,
        "verdict": "voldoet" if good else "verbeterpunt",
        "text": text,
        "let_op": [remark] if remark else [],
        "statement_id": statement_id,
        "statement_size": 1,
        "assignment": "own",
        "page": None,
        "boxes": [],
        "spans": spans,
        "checks": [],
    }


def outcome(source: str, digest: str, paper: Paper, rows: Rows, municipality: str, kind: str) -> Outcome:
    theme_id, theme = next(iter(framework().themes.items()))
    if kind == "toezichtonderzoek":
        conclusion_id = f"{paper.document_id}-c0"
        span = paper.line("Er is een plan voor elk gezin.", "conclusion", conclusion_id)
        rows["conclusions"].append(
            {
                "conclusion_id": conclusion_id,
                "document_id": paper.document_id,
                "approach_id": rows["approaches"][0]["approach_id"],
                "theme_id": theme_id,
                "theme": theme,
                "position": 0,
                "aspect": "goed",
                "aspect_basis": "content",
                "text": "Er is een plan voor elk gezin.",
                "page": None,
                "boxes": [],
                "spans": [span],
            }
        )
        sentence(
            rows,
            paper.document_id,
            "conclusion",
            conclusion_id,
            rows["conclusions"][0]["text"],
            negated=False,
        )
    for approach in rows["approaches"]:
        for name in approach["respondents"]:
            sentence(rows, paper.document_id, "respondent", approach["approach_id"], name, negated=False)
    code = "published_unknown"
    rows["checks"].append(
        {
            "document_id": paper.document_id,
            "code": code,
            "severity": str(CHECKS[code].severity),
            "owner": "document",
            "owner_id": paper.document_id,
            "page": None,
            "message": CHECKS[code].meaning,
            "value": None,
        }
    )
    rows["lines"] = paper.rows
    rows["documents"].append(
        {
            "document_id": paper.document_id,
            "source": source,
            "file_name": source.rpartition("/")[2],
            "media_type": "text/plain",
            "reader": "text",
            "kind": kind,
            "title": f"Factsheet {municipality}",
            "municipality": municipality,
            "municipality_code": None,
            "published": None if kind == "verbeterpunten" else date(2013, 9, 1),
            "page_count": None,
            "approach_count": len(rows["approaches"]),
            "finding_count": len(rows["findings"]),
            "char_count": sum(len("".join(row["text"].split())) for row in paper.rows),
            "unclaimed_char_count": 0,
            "checks": [code],
            "extractor_version": VERSION,
        }
    )
    return Outcome(source, digest, paper.document_id, rows, {"read": 0.01, "parse": 0.02})


def reject(source: str, content: str | None, code: str = "not_a_factsheet") -> Outcome:
    """An input that gave no factsheet; ``content`` None when it could not be read."""
    digest = None if content is None else sha(content)
    document_id = digest[:16] if digest else None
    row = {
        "source": source,
        "file_name": source.rpartition("/")[2],
        "document_id": document_id,
        "stage": REJECTS[code].stage,
        "error": code,
        "message": f"{REJECTS[code].meaning} {REJECTS[code].remedy}",
    }
    return Outcome(source, digest, document_id, {"rejects": [row]})
