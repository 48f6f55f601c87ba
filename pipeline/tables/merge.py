"""From the rows of each input to the rows of a release: order, copies, and links between documents.

What a document's rows say about other documents is decided here, from all inputs of the release, and never kept with
the rows: so it does not matter in which runs the inputs were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa
from ggsr_extract.models.checks import CHECKS
from ggsr_extract.models.factsheet import FOLLOW_UP, INSPECTION
from ggsr_extract.models.framework import framework
from ggsr_extract.models.tables import to_arrow
from ggsr_extract.pipeline.inputs.places import file_name
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.store.manifest import InputState
from ggsr_extract.pipeline.store.rows import Tables
from ggsr_extract.pipeline.tables.link import link

Read = Callable[[InputState], Tables]
MERGED_CODES = frozenset({"duplicate_bytes", "followup_differs", "same_factsheet"})
"""Checks about other documents: only merging makes them."""
KEPT_MUNICIPALITIES = 32
"""Municipalities whose findings are kept in memory for the follow-ups that come next."""
_COMPARED = ("indicator_id", "year", "approach", "mark", "text")


def merged(states: Sequence[InputState], read: Read) -> Iterator[Tables]:
    """The tables of one document or refusal after the other, in the order of their sources.

    ``read`` gives the kept rows of a state. Only the documents that are being joined are in memory.
    """
    ordered = sorted(states, key=lambda state: state.source)
    copies: dict[str, list[str]] = {}
    factsheets: dict[str, list[InputState]] = {}
    alike: dict[str, list[InputState]] = {}
    seen: set[str] = set()
    for state in ordered:
        if state.sha256 is None or state.status != "read":
            continue
        copies.setdefault(state.sha256, []).append(state.source)
        if state.sha256 not in seen and state.kind == INSPECTION and state.municipality:
            factsheets.setdefault(state.municipality, []).append(state)
        if state.sha256 not in seen and state.factsheet is not None:
            alike.setdefault(state.factsheet, []).append(state)
        seen.add(state.sha256)
    archive = _Factsheets(factsheets, read)
    for state in ordered:
        if state.status == "read" and state.sha256 is not None:
            sources = copies[state.sha256]
            if sources[0] != state.source:
                continue
            tables = _placed(read(state), "documents", state.source)
            if len(sources) > 1:
                tables = _note_copies(tables, sources[1:])
            if state.factsheet is not None:
                same = _same(state, alike[state.factsheet])
                if same is not state:
                    tables = _note_same(tables, same)
            if state.kind == FOLLOW_UP and state.municipality in factsheets:
                tables = _linked(tables, archive.findings(state.municipality))
            yield tables
        else:
            yield _placed(read(state), "rejects", state.source)


def apart(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """A document's rows of a release without what merging put there: the reverse of ``merged``."""
    own = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    own["checks"] = [row for row in own["checks"] if row["code"] not in MERGED_CODES]
    for row in own["findings"]:
        row["checks"] = [code for code in row["checks"] if code not in MERGED_CODES]
    for row in own["followups"]:
        row.update(source_finding_id=None, agreement=None)
    for row in own["documents"]:
        row["checks"] = [code for code in row["checks"] if code not in MERGED_CODES]
    return own


def framework_table() -> pa.Table:
    """The framework as a dataset."""
    return to_arrow("framework", map(asdict, framework().indicators))


def _placed(tables: Tables, dataset: str, source: str) -> Tables:
    if set(tables[dataset].column("source").to_pylist()) <= {source}:
        return tables
    rows = tables[dataset].to_pylist()
    return {
        **tables,
        dataset: to_arrow(
            dataset, ({**row, "source": source, "file_name": file_name(source)} for row in rows)
        ),
    }


def _note_copies(tables: Tables, others: Sequence[str]) -> Tables:
    names = ", ".join(others)
    message = f"The same bytes are also in {names}; the copy gives no second row."
    return _with_checks(tables, [_about(tables, "duplicate_bytes", message, names)])


def _same(state: InputState, alike: Sequence[InputState]) -> InputState:
    """Of the files of one factsheet the one that counts: the first with pages, or else the first.

    Where factsheets of several months are alike, one without a month is none of them.
    """
    months = {other.published for other in alike} - {None}
    if len(months) > 1:
        alike = [
            other for other in alike if state.published is not None and other.published == state.published
        ] or [state]
    return next((other for other in alike if other.paged), alike[0])


def _note_same(tables: Tables, other: InputState) -> Tables:
    message = f"{other.source} holds the same factsheet; both are in the datasets."
    return _with_checks(tables, [_about(tables, "same_factsheet", message, other.document_id)])


def _about(tables: Tables, code: str, message: str, value: str | None) -> Row:
    document_id = tables["documents"].column("document_id")[0].as_py()
    return {
        "document_id": document_id,
        "code": code,
        "severity": str(CHECKS[code].severity),
        "owner": "document",
        "owner_id": document_id,
        "page": None,
        "message": message,
        "value": value,
    }


class _Factsheets:
    """The findings of each municipality's factsheets; those of the municipalities that were last asked for are kept."""

    def __init__(self, states: Mapping[str, Sequence[InputState]], read: Read) -> None:
        self._states, self._read = states, read
        self._last: dict[str, list[Row]] = {}

    def findings(self, municipality: str) -> list[Row]:
        """What linking needs of them; of findings that read alike, the first."""
        rows = self._last.pop(municipality, None)
        if rows is None:
            different: dict[tuple[Any, ...], Row] = {}
            for state in self._states[municipality]:
                for row in self._read(state)["findings"].select(["finding_id", *_COMPARED]).to_pylist():
                    different.setdefault(tuple(row[name] for name in _COMPARED), row)
            rows = list(different.values())
        self._last[municipality] = rows
        if len(self._last) > KEPT_MUNICIPALITIES:
            del self._last[next(iter(self._last))]
        return rows


def _linked(tables: Tables, factsheets: Sequence[Row]) -> Tables:
    result = link(tables["followups"].to_pylist(), tables["findings"].to_pylist(), factsheets)
    replaced = {
        **tables,
        "followups": to_arrow("followups", result.followups),
        "findings": to_arrow("findings", result.findings),
    }
    return _with_checks(replaced, result.checks)


def _with_checks(tables: Tables, checks: Sequence[dict[str, Any]]) -> Tables:
    if not checks:
        return tables
    document = tables["documents"].to_pylist()[0]
    codes = {*document["checks"], *(check["code"] for check in checks)}
    return {
        **tables,
        "documents": to_arrow("documents", [{**document, "checks": sorted(codes)}]),
        "checks": pa.concat_tables([tables["checks"], to_arrow("checks", checks)]),
    }
