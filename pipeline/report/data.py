"""The datasets of one release, gathered per document for the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ggsr_extract.pipeline.frames.load import read_release

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
_COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (),
    "approaches": (),
    "findings": (),
    "remarks": (),
    "conclusions": (),
    "followups": (),
    "sentences": ("sentence_id", "document_id", "owner", "owner_id", "position", "text", "topics"),
    "mentions": ("sentence_id", "document_id", "label", "text", "normalized", "start", "end"),
    "lines": (),
    "checks": (),
    "rejects": (),
    "framework": (),
}
"""Datasets that the report needs, with the columns of the large ones; none named means all."""


@dataclass(frozen=True)
class Document:
    """One factsheet with its rows of every dataset, in their order."""

    row: Row
    tables: Mapping[str, Sequence[Row]] = field(repr=False)

    @property
    def id(self) -> str:
        """Its document_id."""
        return str(self.row["document_id"])

    @property
    def name(self) -> str:
        """Municipality, or else the name of the file."""
        return str(self.row["municipality"] or self.row["file_name"])

    def rows(self, name: str) -> Sequence[Row]:
        """Its rows of a dataset."""
        return self.tables.get(name, ())

    @cached_property
    def sentences_of(self) -> Mapping[str, Sequence[Row]]:
        """Sentences by the id of the text that they stand in."""
        return _grouped(self.rows("sentences"), "owner_id")

    @cached_property
    def mentions_of(self) -> Mapping[str, Sequence[Row]]:
        """Mentions by the id of their sentence."""
        return _grouped(self.rows("mentions"), "sentence_id")

    @cached_property
    def remarks_of(self) -> Mapping[str, Sequence[Row]]:
        """Remarks by the id of their statement."""
        return _grouped(self.rows("remarks"), "statement_id")

    def topics(self, statement_id: str) -> tuple[str, ...]:
        """The topics of a statement and its remarks, in the order of their first sentence."""
        owners = [statement_id, *(row["remark_id"] for row in self.remarks_of.get(statement_id, ()))]
        return tuple(
            dict.fromkeys(
                topic
                for owner in owners
                for sentence in self.sentences_of.get(owner, ())
                for topic in sentence["topics"]
            )
        )


@dataclass(frozen=True)
class Release:
    """All documents of a release in the order of municipality and kind, its rejects and framework.

    ``originals`` are the corrections that were applied, by finding, and ``refused`` those that were not, as the
    manifest's notes have them.
    """

    id: str
    documents: tuple[Document, ...]
    rejects: tuple[Row, ...]
    framework: tuple[Row, ...]
    originals: Mapping[str, Sequence[Row]]
    refused: tuple[Row, ...]


def read(folder: str | Path) -> Release:
    """The visible release of an output folder or URL. Raises NoRelease and StoreError."""
    manifest, tables = read_release(folder, _COLUMNS, _COLUMNS)
    parts: dict[str, dict[str, list[Row]]] = {
        row["document_id"]: {} for row in tables["documents"].to_pylist()
    }
    for name in _COLUMNS:
        if name in {"rejects", "framework"}:
            continue
        for row in _rows(tables[name]):
            if row["document_id"] in parts:
                parts[row["document_id"]].setdefault(name, []).append(row)
    documents = [Document(own["documents"][0], own) for own in parts.values()]
    documents.sort(key=_order)
    corrections = manifest.notes.get("corrections", {})
    return Release(
        manifest.release,
        tuple(documents),
        tuple(tables["rejects"].to_pylist()),
        tuple(tables["framework"].to_pylist()),
        _grouped(corrections.get("applied", ()), "finding_id"),
        tuple(corrections.get("refused", ())),
    )


def _order(document: Document) -> tuple[bool, str, str, str]:
    row = document.row
    return (row["municipality"] is None, document.name.casefold(), row["kind"], row["source"])


def _rows(table: pa.Table) -> Iterator[Row]:
    for batch in table.to_batches(max_chunksize=20_000):
        yield from batch.to_pylist()


def _grouped(rows: Sequence[Row], name: str) -> Mapping[str, Sequence[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return groups
