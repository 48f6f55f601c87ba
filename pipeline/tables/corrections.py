"""What a person corrects in the findings: read from a file, applied in every run, or refused by name. Pure but for reading.

A correction names a finding, a column, the value that it replaces and the new one. It applies as long as the finding
exists and its value is still the one that the person saw. It reaches the finding and what follows from it (the verdict
from the mark, the outcome of a follow-up); the text as it was read stays in sentences, mentions, remarks and lines.
docs/corrections.md tells the form of the file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ggsr_extract.models.checks import CHECKS
from ggsr_extract.models.verdicts import MARKS, VERDICT_OF, outcome_of
from ggsr_extract.pipeline.outcome import Row

if TYPE_CHECKING:
    import pyarrow as pa
    from ggsr_extract.pipeline.store.manifest import InputState

FILE = "corrections.csv"
"""The file of corrections in a folder of datasets."""
HEADS = ("document", "finding_id", "column", "old_value", "new_value", "reason", "who", "when")
CODE = "corrected"
"""The check of a value that a person corrected."""
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file; ``line`` is its number, from 1. Values are as written, empty for none."""

    document: str
    finding_id: str
    column: str
    old_value: str
    new_value: str
    reason: str
    who: str
    when: str
    line: int

    def as_dict(self) -> dict[str, Any]:
        """For the manifest."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Refused:
    """A correction that was not applied, and why, in one sentence."""

    correction: Correction
    why: str

    def as_dict(self) -> dict[str, Any]:
        """For the manifest."""
        return {**self.correction.as_dict(), "why": self.why}

    @property
    def text(self) -> str:
        """The refusal by name, for people."""
        item = self.correction
        return f"correction of {item.column} of finding {item.finding_id} (line {item.line}): {self.why}"


@dataclass(frozen=True, slots=True)
class Applied:
    """The tables of one document after its corrections; tables that did not change are the ones given."""

    tables: Rows
    applied: tuple[Correction, ...]
    refused: tuple[Refused, ...]


class _No(Exception):  # noqa: N818 - an answer
    """Why a correction does not apply."""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections in a file. Raises ValueError that says what is wrong with it, and OSError."""
    try:
        return parse_corrections(path.read_text(encoding="utf-8-sig"))
    except ValueError as fault:
        what = "it is not UTF-8 text" if isinstance(fault, UnicodeDecodeError) else fault
        raise ValueError(
            f"{path} is not a file of corrections: {what}. docs/corrections.md tells the form."
        ) from fault


def corrections_in(out: Path, given: Path | None) -> tuple[Correction, ...]:
    """The corrections of a run: of the file given, or else of ``corrections.csv`` in the folder of the datasets."""
    if given is not None:
        return read_corrections(given)
    return read_corrections(out / FILE) if (out / FILE).is_file() else ()


def parse_corrections(text: str) -> tuple[Correction, ...]:
    """Corrections from CSV with a header, between commas or (as spreadsheets save it) semicolons.

    Raises ValueError when the header or a line is not as it should be.
    """
    lines = text.splitlines()
    if not lines:
        return ()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in lines[0] else ",", strict=True)
    try:
        heads = tuple(name.strip() for name in next(reader))
        if heads != HEADS:
            raise ValueError(f"its first line is not {','.join(HEADS)}")
        found = []
        for fields in reader:
            if not any(field.strip() for field in fields):
                continue
            if len(fields) != len(HEADS):
                raise ValueError(f"line {reader.line_num} has {len(fields)} fields instead of {len(HEADS)}")
            document, finding, column, old, new, reason, who, when = (_clean(field) for field in fields)
            line = reader.line_num
            found.append(Correction(document, finding, column, old, new, reason, who, when, line))
    except csv.Error as fault:
        raise ValueError(f"line {reader.line_num}: {fault}") from fault
    return tuple(found)


def key(corrections: Iterable[Correction]) -> str:
    """Stands for all that the corrections can change in a release; empty when there are none."""
    text = json.dumps([item.as_dict() for item in corrections], ensure_ascii=False)
    return "" if text == "[]" else hashlib.sha256(text.encode()).hexdigest()


def by_document(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """The corrections of each document, in their order."""
    groups: dict[str, list[Correction]] = {}
    for item in corrections:
        groups.setdefault(item.document, []).append(item)
    return {document: tuple(items) for document, items in groups.items()}


def apply(tables: Rows, corrections: Sequence[Correction]) -> Applied:
    """Applies corrections, in their order, to the rows of the one document that they name.

    A later correction of the same value must name the value that the earlier one gave.
    """
    document = tables["documents"][0]
    findings = {row["finding_id"]: row for row in tables["findings"]}
    approaches = {row["name"]: row["approach_id"] for row in tables["approaches"]}
    checks: list[Row] = []
    applied: list[Correction] = []
    refused: list[Refused] = []
    for item in corrections:
        try:
            row = _corrected(item, findings.get(item.finding_id), approaches)
        except _No as why:
            refused.append(Refused(item, str(why)))
            continue
        findings[item.finding_id] = row
        checks.append(_check(item, row))
        applied.append(item)
    if not applied:
        return Applied(tables, (), tuple(refused))
    done = {item.finding_id for item in applied}
    changed: dict[str, Sequence[Row]] = {
        **tables,
        "documents": [{**document, "checks": sorted({*document["checks"], CODE})}],
        "findings": list(findings.values()),
        "followups": [_followup(row, findings, done) for row in tables["followups"]],
        "checks": [*tables["checks"], *checks],
    }
    return Applied(changed, tuple(applied), tuple(refused))


def unknown(corrections: Iterable[Correction], documents: Iterable[str]) -> tuple[Refused, ...]:
    """The corrections of documents that are not there."""
    known = set(documents)
    return tuple(
        Refused(item, f"document {item.document or '(empty)'} is not in the datasets; was the file replaced?")
        for item in corrections
        if item.document not in known
    )


class Corrector:
    """Corrects the kept rows of documents while a release is made, and remembers what became of every correction."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self.corrections = tuple(corrections)
        self.key = key(corrections)
        self._of = by_document(corrections)
        self._done: dict[str, Applied] = {}

    def corrected(self, state: InputState, tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
        """The tables of an input with its corrections."""
        items = self._of.get(state.document_id or "")
        if not items or state.status != "read":
            return tables
        from ggsr_extract.models.tables import to_arrow

        result = apply({name: tables[name].to_pylist() for name in _TOUCHED}, items)
        self._done[items[0].document] = result
        if not result.applied:
            return tables
        return {**tables, **{name: to_arrow(name, result.tables[name]) for name in _CHANGED}}

    def notes(self, states: Iterable[InputState]) -> dict[str, Any]:
        """For the manifest: the corrections that were applied, with the original values, and those refused."""
        if not self.corrections:
            return {}
        documents = [state.document_id for state in states if state.status == "read" and state.document_id]
        refused = [*unknown(self.corrections, documents)]
        refused += [item for result in self._done.values() for item in result.refused]
        applied = [item for result in self._done.values() for item in result.applied]
        return {
            "corrections": {
                "applied": [item.as_dict() for item in sorted(applied, key=lambda item: item.line)],
                "refused": [
                    item.as_dict() for item in sorted(refused, key=lambda item: item.correction.line)
                ],
            }
        }


_CHANGED = ("documents", "findings", "followups", "checks")
_TOUCHED = (*_CHANGED, "approaches")


def _corrected(item: Correction, row: Row | None, approaches: Mapping[str, str]) -> Row:
    if row is None:
        raise _No("there is no such finding any more")
    if item.column not in _COLUMNS:
        raise _No(f"column {item.column} cannot be corrected; these can: {', '.join(_COLUMNS)}")
    for name, value in (("reason", item.reason), ("who", item.who)):
        if not value:
            raise _No(f"{name} is empty")
    try:
        date.fromisoformat(item.when)
    except ValueError:
        raise _No(f"when is {item.when!r}, not a date such as 2015-06-30") from None
    show, read = _COLUMNS[item.column]
    now = show(row)
    if now != _canonical(item.column, item.old_value):
        raise _No(f"the value is now {now!r}, not {item.old_value!r}")
    if now == _canonical(item.column, item.new_value):
        raise _No("the new value is the old one")
    return {**row, **read(item.new_value, approaches), "checks": sorted({*row["checks"], CODE})}


def _canonical(column: str, value: str) -> str:
    """A value as it is compared: lists without the spaces that people put in them."""
    if column != "let_op":
        return value
    try:
        return _list_text(json.loads(value or "[]"))
    except (ValueError, TypeError):
        return value


def _list_text(values: Sequence[object]) -> str:
    return json.dumps([_clean(str(value)) for value in values], ensure_ascii=False)


def _mark(value: str, _: Mapping[str, str]) -> Row:
    if value not in {*MARKS, ""}:
        raise _No(f"mark {value!r} is not √, X or empty")
    return {"mark": value or None, "verdict": VERDICT_OF.get(value)}


def _text(value: str, _: Mapping[str, str]) -> Row:
    return {"text": value or None}


def _remarks(value: str, _: Mapping[str, str]) -> Row:
    try:
        values = json.loads(value or "[]")
    except ValueError:
        raise _No(f"let_op {value!r} is not a JSON list of texts") from None
    if not isinstance(values, list) or not all(isinstance(text, str) for text in values):
        raise _No(f"let_op {value!r} is not a JSON list of texts")
    return {"let_op": [_clean(text) for text in values]}


def _approach(value: str, approaches: Mapping[str, str]) -> Row:
    if value and value not in approaches:
        raise _No(f"the document has no approach {value!r}")
    return {"approach": value or None, "approach_id": approaches.get(value)}


_COLUMNS: Mapping[str, tuple[Callable[[Row], str], Callable[[str, Mapping[str, str]], Row]]] = {
    "mark": (lambda row: row["mark"] or "", _mark),
    "text": (lambda row: _clean(row["text"] or ""), _text),
    "let_op": (lambda row: _list_text(row["let_op"]), _remarks),
    "approach": (lambda row: _clean(row["approach"] or ""), _approach),
}


def _check(item: Correction, row: Row) -> Row:
    value = f"to {item.new_value!r}" if item.new_value else "to none"
    return {
        "document_id": row["document_id"],
        "code": CODE,
        "severity": str(CHECKS[CODE].severity),
        "owner": "finding",
        "owner_id": item.finding_id,
        "page": row["page"],
        "message": f"{item.who} corrected {item.column} {value} on {item.when}: {item.reason}",
        "value": item.old_value,
    }


def _followup(row: Row, findings: Mapping[str, Row], done: set[str]) -> Row:
    """Verdicts and outcome of a follow-up whose findings were corrected."""
    if not done & {row["finding_id_before"], row["finding_id_after"]}:
        return row
    before, after = (
        findings[row[name]]["verdict"] if row[name] else None
        for name in ("finding_id_before", "finding_id_after")
    )
    return {**row, "verdict_before": before, "verdict_after": after, "outcome": outcome_of(before, after)}


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
