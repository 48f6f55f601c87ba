"""The data of the overview: every finding in columns, small enough that a browser loads them at once. Pure.

Two scripts: one with all that the matrix and the filters need, one with the texts, which the browser loads after.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ggsr_extract.models.table import Row
from ggsr_extract.models.topics import load_topics
from ggsr_extract.pipeline.report.data import Document, Release
from ggsr_extract.pipeline.report.dutch import (
    ASSIGNMENTS,
    KINDS,
    OUTCOMES,
    READERS,
    SEVERITIES,
    check_label,
    month,
)

LOW_MATCH = 0.85
"""Below this match score, the printed indicator is shown as one to look at."""


def script(name: str, value: object) -> str:
    """A script that sets a global; safe in any place of an HTML page or a script file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f"window.{name}={text};\n"


class Codes:
    """Values in the order in which they came, each with its number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        """The number of a value; values that are lists are given as tuples."""
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


def columns(release: Release) -> tuple[dict[str, Any], dict[str, Any]]:
    """All data of the overview, and the texts of the statements with their remarks."""
    indicators = {row["indicator_id"]: index for index, row in enumerate(release.framework)}
    series, checks, topics, statements = Codes(), Codes(), Codes(), Codes()
    texts: list[str] = []
    remarks: list[list[str]] = []
    ids: list[str] = []
    numbers: dict[str, int] = {}
    findings: dict[str, list[int]] = {name: [] for name in ("r", "i", "c", "t", "s", "m", "p")}
    verdicts: list[str] = []
    assigned: list[str] = []
    for index, document in enumerate(release.documents):
        for approach, year in _rows_of(document):
            series.number((index, approach, year))
        for row in sorted(document.rows("findings"), key=lambda row: indicators[row["indicator_id"]]):
            numbers[row["finding_id"]] = len(ids)
            ids.append(row["finding_id"])
            statement = statements.number((document.id, row["statement_id"], row["text"], row["mark"]))
            if statement == len(texts):
                texts.append(row["text"] or "")
                remarks.append(list(row["let_op"]))
            findings["r"].append(series.number((index, row["approach"], row["year"])))
            findings["i"].append(indicators[row["indicator_id"]])
            findings["c"].append(checks.number(tuple(row["checks"])))
            findings["t"].append(topics.number(document.topics(row["statement_id"])))
            findings["s"].append(statement)
            findings["m"].append(-1 if row["match_score"] is None else round(100 * row["match_score"]))
            findings["p"].append(row["page"] or 0)
            verdicts.append({"voldoet": "v", "verbeterpunt": "x"}.get(row["verdict"], "-"))
            assigned.append(row["assignment"][0])
    return (
        {
            "low": round(100 * LOW_MATCH),
            "framework": [[row["indicator_id"], row["indicator"]] for row in release.framework],
            "themes": list(dict.fromkeys((row["theme_id"], row["theme"]) for row in release.framework)),
            "documents": [_document(document) for document in release.documents],
            "series": series.values,
            "ids": " ".join(ids),
            "verdicts": "".join(verdicts),
            "assigned": "".join(assigned),
            **findings,
            "checkSets": checks.values,
            "topicSets": topics.values,
            "checks": _checks(release),
            "topics": {topic.code: topic.label for topic in load_topics().topics},
            "assignments": {name[0]: label for name, label in ASSIGNMENTS.items()},
            "outcomes": OUTCOMES,
            "followups": list(_followups(release.documents, numbers)),
        },
        {"texts": texts, "remarks": remarks},
    )


def _rows_of(document: Document) -> list[tuple[str | None, int]]:
    """Approach and year of each row of the matrix: older first, approaches in the order of the cover, then unknown ones."""
    places = {row["approach_id"]: row["position"] for row in document.rows("approaches")}
    last = len(places)
    keys = {(row["year"], places.get(row["approach_id"], last)): row for row in document.rows("findings")}
    return [(keys[key]["approach"], keys[key]["year"]) for key in sorted(keys)]


def _document(document: Document) -> list[Any]:
    row = document.row
    severities = [check["severity"] for check in document.rows("checks")]
    return [
        document.id,
        document.name,
        KINDS[row["kind"]],
        month(row["published"]) if row["published"] else "",
        row["file_name"],
        READERS.get(row["reader"], row["reader"]),
        row["approach_count"],
        row["finding_count"],
        [severities.count(name) for name in ("error", "warning", "info")],
        round(100 * row["unclaimed_char_count"] / row["char_count"], 1) if row["char_count"] else 0,
        list(row["checks"]),
    ]


def _checks(release: Release) -> dict[str, list[str]]:
    codes: dict[str, str] = {}
    for document in release.documents:
        for row in document.rows("checks"):
            codes[row["code"]] = row["severity"]
    return {code: [check_label(code), codes[code], SEVERITIES[codes[code]]] for code in sorted(codes)}


def _followups(documents: Sequence[Document], numbers: Mapping[str, int]) -> Iterable[list[Any]]:
    """Document, before, after (-1: none), outcome, the 2013 factsheet's own finding (-1: none), agreement in %."""
    for index, document in enumerate(documents):
        for row in document.rows("followups"):
            yield [
                index,
                numbers.get(row["finding_id_before"], -1),
                numbers.get(row["finding_id_after"], -1),
                row["outcome"],
                numbers.get(row["source_finding_id"], -1),
                -1 if row["agreement"] is None else round(100 * row["agreement"]),
            ]


def attention(release: Release) -> list[dict[str, Any]]:
    """What needs a person's eye first, worst first: each with how often, how bad, and the filter or page that shows it."""
    found: dict[str, list[Any]] = {}
    own: list[tuple[int, ...]] = []
    for document in release.documents:
        for row in document.rows("checks"):
            entry = found.setdefault(row["code"], [row["severity"], 0, 0, {}])
            entry[2 if row["owner"] == "finding" else 1] += 1
            entry[3][document.id] = document.name
        findings = document.rows("findings")
        own.append(
            tuple(
                sum(test(row) and same not in row["checks"] for row in findings) for _, same, _, test in _OWN
            )
        )
    items = [
        {
            "code": code,
            "severity": severity,
            "label": check_label(code),
            "count": elsewhere + in_findings,
            "documents": len(places),
            "link": _link(code, in_findings, places),
        }
        for code, (severity, elsewhere, in_findings, places) in found.items()
    ]
    for number, (code, _, label, _) in enumerate(_OWN):
        per_document = [one[number] for one in own]
        if any(per_document):
            items.append(
                {
                    "code": code,
                    "severity": "info",
                    "label": label.replace(".", ","),
                    "count": sum(per_document),
                    "documents": sum(map(bool, per_document)),
                    "link": f"#weergave=bevindingen&controle={code}",
                }
            )
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(items, key=lambda item: (order[item["severity"]], -item["count"], item["code"]))


def _link(code: str, in_findings: int, places: Mapping[str, str]) -> str:
    if in_findings:
        return f"#weergave=bevindingen&controle={code}"
    if len(places) == 1:
        return f"factsheets/{next(iter(places))}.html"
    return f"#weergave=factsheets&controle={code}"


def _inferred(row: Row) -> bool:
    return bool(row["assignment"] == "inferred")


def _low(row: Row) -> bool:
    return row["match_score"] is not None and row["match_score"] < LOW_MATCH


def _columnless(row: Row) -> bool:
    return row["approach_id"] is None and "approach_unknown" not in row["checks"]


_OWN = (
    ("~afgeleid", "mark_inferred", "Toewijzing van teken aan indicator afgeleid", _inferred),
    ("~match", "match_low", f"Gedrukte indicator wijkt af (score onder {LOW_MATCH:.2f})", _low),
    ("~kolom", "column_unknown", "Aanpak niet bekend", _columnless),
)
"""What is no check but to be looked at: its code, the check that tells the same, its label, and which findings it is."""
