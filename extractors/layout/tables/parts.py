"""What a page is cut into: parts of tables, and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.tables.columns import Columns
from ggsr_extract.extractors.layout.tables.headers import HeaderRow
from ggsr_extract.extractors.layout.tables.rows import DraftRow
from ggsr_extract.models.source import Page


@dataclass(slots=True)
class Part:
    """A table, or what a page holds of it: its header row (None when it has none here) and the bands of its body.

    ``open_end``: its last row lacks the ruling that closes the other tables, so it may go on on the next page.
    """

    page: Page
    header: HeaderRow | None
    columns: Columns
    bands: list[Run] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    source: HeaderRow | None = None
    pitch: float = 12.0
    open_end: bool = False


@dataclass(slots=True)
class Prose:
    """Bands outside tables."""

    page: Page
    bands: list[Run]
