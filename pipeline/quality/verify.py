"""Whether datasets are what they promise: files, schema, keys, references, and the rows of each document.

Works from the datasets alone; with the source files at hand it also checks that their lines hold every character.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from ggsr_extract.models.checks import REJECTS
from ggsr_extract.models.framework import framework
from ggsr_extract.models.table import value_problems
from ggsr_extract.models.tables import TABLES, Table, arrow_schema
from ggsr_extract.pipeline.inputs.places import local_path
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.quality.consistency import document_problems
from ggsr_extract.pipeline.quality.keys import Keys
from ggsr_extract.pipeline.quality.problems import Problem
from ggsr_extract.pipeline.quality.sources import Compared, source_problems
from ggsr_extract.pipeline.store.errors import NoRelease, StoreError
from ggsr_extract.pipeline.store.files import sha256_of
from ggsr_extract.pipeline.store.manifest import MANIFEST, Manifest, read_manifest
from ggsr_extract.pipeline.store.parquet import FILE
from ggsr_extract.pipeline.store.reading import DocumentReader, rows_of
from ggsr_extract.pipeline.store.view import visible_release

__all__ = ["Problem", "verify"]

_SOURCE = "source_finding_id"


def verify(
    folder: str | Path, sources: str | Path | None = None, compared: Compared | None = None
) -> list[Problem]:
    """Everything that is wrong with the datasets in a folder; an empty list when all is well.

    ``sources`` is the input folder: with it, each source that is still there with the same bytes is compared with its
    lines, and ``compared`` is called for each, told whether it was. Both may be URLs; the release at a URL is fetched to be looked at. Never raises for what is wrong with the
    datasets; raises StoreError when a URL cannot be reached.
    """
    root = local_path(folder)
    if root is not None:
        return _verify(root, sources, compared)
    from ggsr_extract.pipeline.store.remote import copy_of

    url = os.fspath(folder).rstrip("/")
    with copy_of(url) as place:
        return [
            replace(
                problem,
                where=problem.where.replace(str(place), url),
                what=problem.what.replace(str(place), url),
            )
            for problem in _verify(place, sources, compared)
        ]


def _verify(root: Path, sources: str | Path | None, compared: Compared | None) -> list[Problem]:
    try:
        place = visible_release(root)
        manifest = read_manifest(place)
    except (NoRelease, StoreError) as fault:
        return [Problem("manifest", str(root / MANIFEST), str(fault))]
    problems = [*_files(root, place, manifest), *_schemas(place)]
    if problems:
        return problems
    problems.extend(_contents(place, manifest))
    if sources:
        problems.extend(source_problems(place, sources, compared))
    return problems


def _files(root: Path, place: Path, manifest: Manifest) -> Iterator[Problem]:
    named = {entry.path for entry in manifest.files}
    for name in TABLES:
        if f"{name}/{FILE}" not in named:
            yield Problem("manifest", MANIFEST, f"it does not name {name}/{FILE}")
    for folder in {place: None, root: None}:
        for entry in manifest.files:
            path = folder / entry.path
            if folder is root and folder != place and _same(path, place / entry.path):
                continue
            dataset = entry.dataset or entry.path
            try:
                if sha256_of(path) != entry.sha256:
                    yield Problem(dataset, str(path), "its checksum is not the one that the manifest gives")
            except OSError as fault:
                yield Problem(dataset, str(path), f"it cannot be read ({fault.strerror})")
    for name in TABLES:
        for path in sorted((root / name).glob("*.parquet")):
            if f"{name}/{path.name}" not in named:
                yield Problem(name, str(path), "the manifest does not name this file")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _schemas(place: Path) -> Iterator[Problem]:
    for name, table in TABLES.items():
        path = place / name / FILE
        try:
            have = pq.read_schema(path)
        except (OSError, pa.ArrowException) as fault:
            yield Problem(name, str(path), f"it is no readable Parquet file ({fault})")
            continue
        expected = arrow_schema(table)
        for field in expected:
            index = have.get_field_index(field.name)
            if index < 0:
                yield Problem(name, field.name, "the column is missing")
            elif have.field(index).type != field.type or have.field(index).nullable != field.nullable:
                yield Problem(name, field.name, f"the column is {have.field(index)}, not {field}")
        for extra in sorted(set(have.names) - set(expected.names)):
            yield Problem(name, extra, "the contract has no such column")


def _contents(place: Path, manifest: Manifest) -> Iterator[Problem]:
    counts = {entry.dataset: entry.rows for entry in manifest.files}
    seen: dict[str, int] = dict.fromkeys(TABLES, 0)
    keys = {name: Keys(place, table) for name, table in TABLES.items()}
    astray: list[Problem] = []
    alone = {name: list(rows_of(place, name)) for name in ("framework", "rejects")}
    for name, rows in alone.items():
        yield from _rows(TABLES[name], rows, keys[name], name)
        seen[name] = len(rows)
    if alone["framework"] != list(map(asdict, framework().indicators)):
        yield Problem(
            "framework", "indicator_id", "the rows are not the 30 indicators in the framework's order"
        )
    reader = DocumentReader(place)
    last = ""
    for tables in reader:
        source = str(tables["documents"][0]["source"])
        if source < last:
            yield Problem("documents", source, f"it stands after {last}, out of order")
        last = source
        for name, rows in tables.items():
            seen[name] += len(rows)
            yield from _rows(TABLES[name], rows, keys[name], source)
        yield from _references(tables, source)
        astray.extend(_sources(tables, source, keys["findings"]))
        yield from document_problems(tables)
    for name, document_id in reader.stray:
        yield Problem(
            name, f"document {document_id}", "rows of no document, or not where their document stands"
        )
    yield from astray
    for row in alone["rejects"]:
        if row["document_id"] is not None and (row["document_id"],) in keys["documents"]:
            yield Problem("rejects", row["source"], "the same content is both in documents and in rejects")
        if row["error"] in REJECTS and row["stage"] != REJECTS[row["error"]].stage:
            yield Problem("rejects", row["source"], f"stage is {row['stage']}, not the catalogue's")
    for item in manifest.inputs:
        if (item.document_id,) not in keys["documents"] and (item.source,) not in keys["rejects"]:
            yield Problem("manifest", item.source, "this input is neither in documents nor in rejects")
    if not reader.stray:
        for name, count in seen.items():
            if name != "checks" and counts.get(name) != count:
                yield Problem(name, MANIFEST, f"it says {counts.get(name)} rows, there are {count}")


def _rows(table: Table, rows: Sequence[Row], keys: Keys, where: str) -> Iterator[Problem]:
    for column in table.columns:
        for index, fault in value_problems(column, [row[column.name] for row in rows]):
            yield Problem(table.name, f"{where}, row {index}", f"{column.name} {fault}")
    if not table.key:
        return
    for row in rows:
        key = tuple(row[name] for name in table.key)
        if keys.again(key):
            yield Problem(table.name, where, f"{', '.join(table.key)} {', '.join(map(str, key))} comes twice")


def _sources(tables: dict[str, list[Row]], source: str, findings: Keys) -> Iterator[Problem]:
    """A follow-up's source is a finding of another factsheet, wherever that stands."""
    for name, rows in tables.items():
        if any(column.name == _SOURCE for column in TABLES[name].columns):
            for row in rows:
                if row[_SOURCE] is not None and (row[_SOURCE],) not in findings:
                    yield Problem(name, source, f"{_SOURCE} {row[_SOURCE]} is not in findings")


def _references(tables: dict[str, list[Row]], source: str) -> Iterator[Problem]:
    """References stay within a document, but for the framework and a follow-up's source."""
    known: dict[tuple[str, str], set[Any]] = {}
    for name, rows in tables.items():
        for column in TABLES[name].columns:
            if column.references is None or column.name == _SOURCE:
                continue
            if column.references not in known:
                dataset, target = column.references
                known[column.references] = (
                    {item.indicator_id for item in framework().indicators}
                    if dataset == "framework"
                    else {row[target] for row in tables[dataset]}
                )
            for row in rows:
                value = row[column.name]
                if value is not None and value not in known[column.references]:
                    yield Problem(
                        name, source, f"{column.name} {value} is not in {'.'.join(column.references)}"
                    )
