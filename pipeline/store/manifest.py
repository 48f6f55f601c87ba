"""The manifest: what a release holds and what it was made from. Times stand here and nowhere in the datasets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ggsr_extract.pipeline.store.errors import NoRelease, StoreError
from ggsr_extract.pipeline.store.files import json_bytes

FORMAT = 1
"""Version of the manifest's form; another one is refused."""
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release: its path below the output folder, size in bytes, checksum and, for a dataset, rows."""

    path: str
    sha256: str
    bytes: int
    dataset: str | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class InputState:
    """What is known of one input.

    ``rows`` and ``rows_sha256`` name its kept rows. ``status`` is ``read`` or ``rejected``; ``retry`` says that the
    refusal may have been the moment's fault (time, memory, access), so that the next run tries again; ``gone`` that
    the input was no longer there or could not be opened, though its rows are kept. ``kind`` and ``municipality`` (its
    code, or else its name) serve to join follow-ups to their factsheets. ``factsheet`` stands for kind, municipality and approaches, ``published``
    is the month, and ``paged`` tells whether it has pages: they serve to find several files of one factsheet.
    """

    source: str
    sha256: str | None
    bytes: int | None
    rows: str
    rows_sha256: str
    status: str
    document_id: str | None = None
    kind: str | None = None
    municipality: str | None = None
    factsheet: str | None = None
    published: str | None = None
    paged: bool = False
    retry: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """One release. ``fingerprint`` stands for everything that its datasets depend on; ``rules`` for version and options."""

    release: str
    version: str
    rules: str
    fingerprint: str
    options: Mapping[str, Any]
    files: tuple[ReleaseFile, ...]
    inputs: tuple[InputState, ...]
    counts: Mapping[str, int]
    run: Mapping[str, Any]
    timings: Mapping[str, float]
    notes: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """The manifest as it is written."""
        lists = {
            "files": [_plain(entry) for entry in self.files],
            "inputs": [_plain(entry) for entry in self.inputs],
        }
        return json_bytes({"format": FORMAT, **_plain(self), **lists})

    @staticmethod
    def from_json(data: bytes) -> Manifest:
        """Raises ValueError for what is no manifest of this format."""
        try:
            raw = json.loads(data)
            if not isinstance(raw, dict) or "format" not in raw:
                raise TypeError("it tells no format")
            if raw.pop("format") != FORMAT:
                raise ValueError("its format is of another version of the program")
            found: Manifest = _made(Manifest, raw)
            files = tuple(_made(ReleaseFile, entry) for entry in found.files)
            return replace(
                found, files=files, inputs=tuple(_made(InputState, entry) for entry in found.inputs)
            )
        except (TypeError, RecursionError) as fault:
            raise ValueError(f"it does not look like a manifest ({fault})") from fault


def _made(kind: type[Any], raw: Any) -> Any:
    """A dataclass from decoded JSON. Raises TypeError where a field is missing, unknown or of another type."""
    types = _TYPES[kind]
    for name, value in raw.items() if isinstance(raw, dict) else ():
        if not isinstance(value, types.get(name, object)):
            raise TypeError(f"{name} is {value!r:.40}")
    return kind(**raw)


def _types(kind: type[Any]) -> dict[str, tuple[type, ...]]:
    """What JSON holds for each field of a dataclass."""
    in_json = {Mapping: dict, tuple: list}
    return {
        name: tuple(
            in_json.get(get_origin(option) or option, option)
            for option in (get_args(hint) if isinstance(hint, UnionType) else (hint,))
        )
        for name, hint in get_type_hints(kind).items()
    }


_TYPES = {kind: _types(kind) for kind in (Manifest, ReleaseFile, InputState)}


def _plain(item: Manifest | ReleaseFile | InputState) -> dict[str, Any]:
    # Not ``asdict``, which copies everything it meets: an archive has thousands of inputs.
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder. Raises NoRelease when there is none and StoreError when it is damaged."""
    path = folder / MANIFEST
    try:
        return Manifest.from_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise NoRelease(
            f"{folder} holds no datasets: {path} is missing. Make them with `ggsr-extract run`."
        ) from fault
    except (OSError, ValueError) as fault:
        raise StoreError(
            f"{path} cannot be read: {fault}. Run with --force to make the datasets anew."
        ) from fault


def release_id(files: tuple[ReleaseFile, ...]) -> str:
    """Id of a release, made from its content: the same datasets have the same id."""
    text = "".join(f"{entry.path} {entry.sha256}\n" for entry in sorted(files, key=lambda entry: entry.path))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def rules_key(version: str, stages: Mapping[str, str], options: Mapping[str, Any]) -> str:
    """What decides the rows of a document besides its bytes: version of the program, of each stage, and options."""
    text = json.dumps([version, dict(stages), dict(options)], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
