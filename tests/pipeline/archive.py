"""Small archives of factsheets for tests, and what to compare of two runs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from ggsr_extract.pipeline.store.manifest import read_manifest
from ggsr_extract.pipeline.store.view import visible_release

from tests.places import RAW

TEXTS = ("zandwijk-2015.txt", "kerkdrecht-2015.txt", "rietkapelle-2015.txt")
PDF = "stelmonde-2013.pdf"


def fill(folder: Path, *names: str) -> Path:
    """Copies samples into a folder, by default three texts and a PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or (*TEXTS, PDF):
        shutil.copy(RAW / name, folder / name)
    return folder


def rows(folder: Path, dataset: str) -> list[dict[str, Any]]:
    return pq.read_table(visible_release(folder) / dataset / "part-0.parquet").to_pylist()


def errors(folder: Path) -> dict[str, str]:
    return {row["source"]: row["error"] for row in rows(folder, "rejects")}


def sources(folder: Path) -> list[str]:
    return [row["source"] for row in rows(folder, "documents")]


def checksums(folder: Path) -> dict[str, str]:
    """The bytes of every dataset."""
    return {entry.path: entry.sha256 for entry in read_manifest(folder).files}
