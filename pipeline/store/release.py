"""A release as files: the datasets, their descriptions and what stands for their content."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from ggsr_extract.models.tables import TABLES, arrow_schema
from ggsr_extract.pipeline.describe.packages import croissant, datapackage, table_schema
from ggsr_extract.pipeline.store import view
from ggsr_extract.pipeline.store.files import json_bytes, sha256_of, sync_file, sync_folder, write_whole
from ggsr_extract.pipeline.store.manifest import InputState, ReleaseFile, release_id
from ggsr_extract.pipeline.store.parquet import FILE, DatasetWriter
from ggsr_extract.pipeline.store.rows import Tables
from ggsr_extract.pipeline.tables.merge import framework_table

_HELPERS = 2
"""Threads that compress and write while the rows of the next documents are fetched."""


def write_release(
    folder: Path, staging: Path, documents: Iterable[Tables]
) -> tuple[tuple[ReleaseFile, ...], Path]:
    """Writes the tables of one document after the other; the files and the folder of the release, all of it durable.

    ``folder`` is the output folder, ``staging`` a folder for files that are not whole yet. Raises OSError, and what
    ``documents`` raises.
    """
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    files = _write_datasets(staging, documents)
    for name, make in ((view.DATAPACKAGE, datapackage), (view.CROISSANT, croissant)):
        write_whole(staging / name, json_bytes(make(files)))
        files.append(_file(staging, name))
    with ThreadPoolExecutor(
        len(files)
    ) as helpers:  # at once, which a disk does sooner than one after the other
        list(helpers.map(sync_file, [staging / entry.path for entry in files]))
    release = view.releases(folder) / release_id(tuple(files))
    if release.exists():  # the same datasets again: put whole files in the place of whatever is there
        for entry in files:
            (release / entry.path).parent.mkdir(exist_ok=True)
            os.replace(staging / entry.path, release / entry.path)
    else:
        release.parent.mkdir(exist_ok=True)
        os.replace(staging, release)
    sync_folder(release.parent)
    return tuple(files), release


def _write_datasets(staging: Path, documents: Iterable[Tables]) -> list[ReleaseFile]:
    with ThreadPoolExecutor(_HELPERS) as helpers, ExitStack() as stack:
        writers: dict[str, DatasetWriter] = {}
        for name, table in TABLES.items():
            writers[name] = DatasetWriter(staging / name / FILE, table, helpers)
            stack.callback(writers[name].abandon)
        writers["framework"].append(framework_table())
        for tables in documents:
            for name, rows in tables.items():
                writers[name].append(rows)
        for writer in writers.values():
            writer.close()
    return [_file(staging, f"{name}/{FILE}", name, writer.rows) for name, writer in writers.items()]


def fingerprint(version: str, states: Iterable[InputState], corrections: str) -> str:
    """Stands for everything that the datasets of a release depend on."""
    inputs = sorted((state.source, state.sha256 or "", state.rows_sha256) for state in states)
    text = json.dumps([version, _contract(), inputs, corrections], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _contract() -> str:
    parts = [[table_schema(table), str(arrow_schema(table).serialize().hex())] for table in TABLES.values()]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def counts(files: Iterable[ReleaseFile], states: Iterable[InputState]) -> dict[str, int]:
    """Rows per dataset, and inputs by what became of them."""
    rows = {entry.dataset: entry.rows or 0 for entry in files if entry.dataset}
    statuses = Counter(state.status for state in states)
    gone = sum(state.gone for state in states)
    return {
        **rows,
        "inputs_read": statuses["read"],
        "inputs_rejected": statuses["rejected"],
        "inputs_gone": gone,
    }


def _file(folder: Path, path: str, dataset: str | None = None, rows: int | None = None) -> ReleaseFile:
    return ReleaseFile(path, sha256_of(folder / path), (folder / path).stat().st_size, dataset, rows)
