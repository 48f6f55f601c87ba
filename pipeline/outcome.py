"""What reading one input gave: its rows, picklable, on their way from a worker to the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
"""A row of a dataset that is being made, or was read: what it has under the names of its columns."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows of one input, per dataset.

    ``source`` is the input's path below the input folder, or URI; ``content_hash`` the SHA-256 of its bytes in
    hexadecimal, None when they could not be read; ``document_id`` the first 16 digits of it. A factsheet gives one row
    in ``documents``; an input that gave none has one row in ``rejects`` instead. ``timings`` holds seconds per stage;
    they reach the manifest and nothing else. ``packed`` holds the rows of all datasets as the store keeps them, where a
    worker already made them; ``tables`` then need only have ``documents``, ``approaches`` and ``rejects``.
    """

    source: str
    content_hash: str | None
    document_id: str | None
    tables: Mapping[str, Sequence[Row]]
    timings: Mapping[str, float] = field(default_factory=dict)
    packed: bytes | None = None
