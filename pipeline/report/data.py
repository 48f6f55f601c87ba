"""The datasets of one release, gathered per document for the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, overload

from ggsr_extract.models.table import Row
from ggsr_extract.pipeline.frames.load import AGAIN, read_release

if TYPE_CHECKING:
    import pyarrow as pa

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

    @property
    def again(self) -> bool:
        """Whether it is another file of a factsheet that another document holds as well."""
        return AGAIN in self.row["checks"]

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


class Documents(Sequence[Document]):
    """All documents. Each is made of its rows of ``documents`` and ``tables`` when it is asked for, so that the rows of few are in
    memory as Python values at a time.
    """

    def __init__(self, rows: Sequence[Row], tables: Mapping[str, pa.Table]) -> None:
        self._rows = rows
        self._tables = tables
        self._places = {name: _places(table) for name, table in tables.items()}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Document: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Document, ...]: ...

    def __getitem__(self, index: int | slice) -> Document | tuple[Document, ...]:
        if isinstance(index, slice):
            return tuple(map(self._document, self._rows[index]))
        return self._document(self._rows[index])

    def _document(self, row: Row) -> Document:
        return Document(row, _Own(row["document_id"], self._tables, self._places))


class _Own(Mapping[str, Sequence[Row]]):
    """A document's rows of every dataset; they are made of the tables when they are asked for first."""

    def __init__(
        self,
        document_id: str,
        tables: Mapping[str, pa.Table],
        places: Mapping[str, Mapping[str, list[slice]]],
    ) -> None:
        self._id, self._tables, self._places = document_id, tables, places
        self._made: dict[str, list[Row]] = {}

    def __getitem__(self, name: str) -> Sequence[Row]:
        if name not in self._made:
            table = self._tables[name]
            self._made[name] = [
                row
                for place in self._places[name].get(self._id, ())
                for row in table.slice(place.start, place.stop - place.start).to_pylist()
            ]
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _places(table: pa.Table) -> dict[str, list[slice]]:
    """Where the rows of each document stand."""
    places: dict[str, list[slice]] = {}
    start = 0
    for batch in table.select(["document_id"]).to_batches(max_chunksize=20_000):
        for document_id, rows in groupby(batch.column(0).to_pylist()):
            end = start + len(list(rows))
            places.setdefault(str(document_id), []).append(slice(start, end))
            start = end
    return places


@dataclass(frozen=True)
class Release:
    """All documents of a release in the order of municipality and kind, its rejects and framework.

    ``originals`` are the corrections that were applied, by finding, and ``refused`` those that were not, as the
    manifest's notes have them.
    """

    id: str
    documents: Documents
    rejects: tuple[Row, ...]
    framework: tuple[Row, ...]
    originals: Mapping[str, Sequence[Row]]
    refused: tuple[Row, ...]


def read(folder: str | Path) -> Release:
    """The visible release of an output folder or URL. Raises NoRelease and StoreError."""
    manifest, tables = read_release(folder, _COLUMNS, _COLUMNS)
    alone = {name: tables.pop(name).to_pylist() for name in ("documents", "rejects", "framework")}
    documents = Documents(sorted(alone["documents"], key=_order), tables)
    corrections = manifest.notes.get("corrections", {})
    return Release(
        manifest.release,
        documents,
        tuple(alone["rejects"]),
        tuple(alone["framework"]),
        _grouped(corrections.get("applied", ()), "finding_id"),
        tuple(corrections.get("refused", ())),
    )


def _order(row: Row) -> tuple[bool, str, str, str]:
    name = str(row["municipality"] or row["file_name"])
    return (row["municipality"] is None, name.casefold(), row["kind"], row["source"])


def _grouped(rows: Sequence[Row], name: str) -> Mapping[str, Sequence[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return groups
