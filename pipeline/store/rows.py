"""The rows of each input, kept apart, so that unchanged inputs need not be read again.

One small file per content and rules: two lengths, the compressed Arrow messages of a schema and of one row with one list
of structs per dataset, and a checksum. What is damaged is treated as not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from ggsr_extract.models.table import rows_to_structs, struct_type
from ggsr_extract.models.tables import TABLES, Table, arrow_schema
from ggsr_extract.pipeline.store.files import write_whole

STAGED: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.per_document)

_CODEC: Literal["lz4"] = "lz4"  # half as much again on the disk as zstd, in half the time
_FORM = f"messages {_CODEC}"
_SCHEMA = pa.schema([pa.field(name, pa.list_(struct_type(TABLES[name]))) for name in STAGED])
_LENGTH = 8
_ALIGNED = 64  # bytes, as Arrow likes its buffers to begin
_DIGEST = hashlib.sha256().digest_size

Tables = dict[str, pa.Table]


@cache
def contract_key() -> str:
    """Changes whenever a column of any dataset does, or the form of the files; part of the key of every cached row."""
    contract = f"{_FORM}\n{_SCHEMA.to_string(show_field_metadata=False)}"
    return hashlib.sha256(contract.encode()).hexdigest()[:16]


@cache
def _schema_message() -> bytes:
    plain = _SCHEMA.serialize().to_pybytes()
    return plain.ljust(-(-len(plain) // _ALIGNED) * _ALIGNED, b"\0")


def row_key(content_hash: str | None, source: str, rules: str) -> str:
    """Name of the rows that the rules give for this content; for bytes that could not be read, for this source."""
    identity = f"content {content_hash}" if content_hash else f"source {source}"
    return hashlib.sha256(f"{identity}\n{rules}\n{contract_key()}".encode()).hexdigest()[:32]


def pack(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """The rows of one input as they are kept, checked against the contract.

    Raises ContractError for rows that break the contract and KeyError for an unknown dataset.
    """
    unknown = sorted(tables.keys() - set(STAGED))
    if unknown:
        raise KeyError(f"not datasets of a document: {unknown}")
    lists = []
    for name in STAGED:
        values = rows_to_structs(TABLES[name], tables.get(name, ()))
        lists.append(pa.ListArray.from_arrays(pa.array([0, len(values)], pa.int32()), values))
    schema = _schema_message()
    plain = schema + pa.RecordBatch.from_arrays(lists, schema=_SCHEMA).serialize().to_pybytes()
    lengths = len(plain).to_bytes(_LENGTH, "little") + len(schema).to_bytes(_LENGTH, "little")
    data = lengths + bytes(pa.compress(plain, _CODEC, asbytes=True))
    return data + hashlib.sha256(data).digest()


class RowCache:
    """Rows per input below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the rows of a key are."""
        return self.folder / key[:2] / f"{key}.rows"

    def write(self, key: str, data: bytes) -> str:
        """Keeps packed rows (see ``pack``); returns their checksum. Raises OSError."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data, durable=False)  # the checksum tells what a power cut tore
        return data[-_DIGEST:].hex()

    def read(self, key: str) -> tuple[Tables, str] | None:
        """The rows as one Arrow table per dataset, and their checksum; None when they are not there or damaged."""
        try:
            data = self.path(key).read_bytes()
        except OSError:
            return None
        body, digest = memoryview(data)[:-_DIGEST], data[-_DIGEST:]
        if len(data) <= 2 * _LENGTH + _DIGEST or hashlib.sha256(body).digest() != digest:
            return None
        try:
            batch = _unpacked(body)
        except (OSError, pa.ArrowException):
            return None  # of an earlier form
        if batch.schema.equals(_SCHEMA):
            return {
                name: _table(TABLES[name], batch.column(at)) for at, name in enumerate(STAGED)
            }, digest.hex()
        tables: Tables = {}
        for name in STAGED:
            table = _current(TABLES[name], batch)
            if table is None:
                return None
            tables[name] = table
        return tables, digest.hex()

    def has(self, key: str) -> bool:
        """Whether rows are kept under this key (damage shows on reading)."""
        return self.path(key).exists()

    def forget(self, keep: Iterable[str]) -> None:
        """Removes all rows but those of the given keys."""
        kept = set(keep)
        for path in self.folder.glob("??/*"):
            if path.suffix != ".rows" or path.stem not in kept:
                path.unlink(missing_ok=True)


def _unpacked(body: memoryview) -> pa.RecordBatch:
    size, cut = (int.from_bytes(body[at : at + _LENGTH], "little") for at in (0, _LENGTH))
    plain = pa.decompress(pa.py_buffer(body[2 * _LENGTH :]), size, _CODEC)
    head = plain.slice(0, min(cut, size))
    known = head.equals(pa.py_buffer(_schema_message()))
    return pa.ipc.read_record_batch(plain.slice(head.size), _SCHEMA if known else pa.ipc.read_schema(head))


def _table(table: Table, lists: Any) -> pa.Table:
    return pa.Table.from_arrays(lists.values.flatten(), schema=arrow_schema(table))


def _current(table: Table, batch: pa.RecordBatch) -> pa.Table | None:
    """Kept rows under the contract of now: columns that came since are null; None when that is not allowed."""
    schema = arrow_schema(table)
    if batch.schema.get_field_index(table.name) < 0:
        return schema.empty_table()
    structs: Any = batch.column(table.name)
    structs = structs.flatten()
    have = dict(zip((field.name for field in structs.type), structs.flatten(), strict=True))
    arrays = []
    for field in schema:
        array = have.get(field.name)
        if array is None:
            if not field.nullable and len(structs):
                return None
            array = pa.nulls(len(structs), field.type)
        elif array.type != field.type:
            return None
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=schema)
