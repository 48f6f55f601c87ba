"""Datasets as typed pandas frames, all of one release.

    >>> from ggsr_extract.pipeline import load
    >>> data = load("data/parsed")
    >>> data.findings.groupby("indicator_id").verdict.value_counts()

Importing this module loads neither pandas nor pyarrow.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from ggsr_extract.pipeline.store.manifest import Manifest

AGAIN = "same_factsheet"
"""The check of documents that are another file of a factsheet."""
_ORDERED = {
    ("voldoet", "verbeterpunt"): ["verbeterpunt", "voldoet"],
    ("info", "warning", "error"): ["info", "warning", "error"],
}
"""Lists of values that have an order, from low to high."""


class Datasets(Mapping[str, "pd.DataFrame"]):
    """Frames under the names of their datasets, as ``data["findings"]`` or ``data.findings``; ``release`` is their id."""

    def __init__(self, release: str, frames: Mapping[str, pd.DataFrame]) -> None:
        self.release = release
        self._frames = dict(frames)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            raise KeyError(f"no dataset {name!r} was loaded; there are {', '.join(self._frames)}")
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as fault:
            raise AttributeError(*fault.args) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._frames]

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} ({len(frame)})" for name, frame in self._frames.items())
        return f"<Datasets of release {self.release}: {sizes}>"


def load(
    folder: str | os.PathLike[str] = "data/parsed",
    tables: Iterable[str] | str | None = None,
    *,
    once: bool = False,
) -> Datasets:
    """The datasets of one release, also while a run replaces them.

    ``tables`` names the datasets to load, or the one; all by default. With ``once`` every factsheet counts once: documents that are
    another file of one (check ``same_factsheet``) are left out of all datasets; ``source_finding_id`` may then name a finding
    that is not there. Columns with a fixed list of values are ordered categoricals
    where their order means something (verdict, severity) and plain ones elsewhere; whole numbers, truth values and texts
    have pandas' nullable types; ``published`` is a datetime64; lists stay Python lists and boxes and spans dicts.

    Raises NoRelease when the folder holds no datasets, StoreError when they are damaged, KeyError for an unknown name.
    """
    from ggsr_extract.models.tables import TABLES

    names = tuple(TABLES) if tables is None else (tables,) if isinstance(tables, str) else tuple(tables)
    for name in names:
        if name not in TABLES:
            raise KeyError(f"no dataset {name!r}; there are {', '.join(TABLES)}")
    manifest, arrow = read_release(folder, {*names, "documents"} if once else names)
    if once:
        arrow = _once(arrow)
    return Datasets(manifest.release, {name: frame(name, arrow[name]) for name in names})


def read_release(
    folder: str | os.PathLike[str], names: Iterable[str], columns: Mapping[str, Sequence[str]] | None = None
) -> tuple[Manifest, dict[str, pa.Table]]:
    """The manifest and the named datasets as Arrow tables, all of the release that the manifest describes.

    ``columns`` names those that are needed of a dataset, and must be there; of the others all are. Every file is checked against its checksum; ``folder`` may be a URL. Raises NoRelease and StoreError.
    """
    from ggsr_extract.pipeline.store.reading import table_of
    from ggsr_extract.pipeline.store.remote import release_at
    from ggsr_extract.pipeline.store.view import of_one_release

    wanted = tuple(names)

    def read(place: Path, manifest: Manifest) -> tuple[Manifest, dict[str, pa.Table]]:
        tables: dict[str, pa.Table] = {}
        for entry in manifest.files:
            if entry.dataset not in wanted or entry.dataset is None:
                continue
            data = (place / entry.path).read_bytes()
            if hashlib.sha256(data).hexdigest() != entry.sha256:
                raise ValueError(f"{entry.path} does not have the checksum that the manifest gives")
            tables[entry.dataset] = table_of(entry.dataset, (columns or {}).get(entry.dataset, ()), data)
        absent = [name for name in wanted if name not in tables]
        if absent:
            raise ValueError(f"the manifest names no {', '.join(absent)}")
        return manifest, tables

    with release_at(folder, wanted) as here:
        return of_one_release(here, read)


def _once(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables without the rows of documents that are another file of a factsheet."""
    import pyarrow as pa
    import pyarrow.compute as pc

    documents = tables["documents"].select(["document_id", "checks"]).to_pylist()
    others = pa.array([row["document_id"] for row in documents if AGAIN in row["checks"]], pa.string())
    return {
        name: table.filter(pc.invert(pc.is_in(table["document_id"], others)))
        if "document_id" in table.column_names
        else table
        for name, table in tables.items()
    }


def frame(name: str, table: pa.Table) -> pd.DataFrame:
    """One dataset as a typed frame."""
    import pandas as pd
    import pyarrow as pa
    from ggsr_extract.models.tables import TABLES

    types = {
        pa.string(): pd.StringDtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    columns: dict[str, Any] = {}
    for column in TABLES[name].columns:
        values = table.column(column.name)
        if column.enum and pa.types.is_string(column.type):
            ordered = column.enum in _ORDERED
            columns[column.name] = pd.Categorical(
                values.to_pylist(), _ORDERED.get(column.enum, column.enum), ordered
            )
        elif pa.types.is_nested(column.type):
            columns[column.name] = pd.Series(values.to_pylist(), dtype="object")
        elif pa.types.is_date(column.type):
            columns[column.name] = pd.Series(values.cast(pa.timestamp("s")).to_pandas())
        else:
            columns[column.name] = values.to_pandas(types_mapper=types.get)
    return pd.DataFrame(columns, columns=list(TABLES[name].names))
