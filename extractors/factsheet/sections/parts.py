"""The parts of a factsheet: what belongs to each approach, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ggsr_extract.extractors.factsheet.rows.rowblock import Column, RegionLine
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.models.source import TableBlock


@dataclass(slots=True)
class ConclusionPart:
    """Lines of conclusions of one theme; ``aspect`` where a heading of their own says it, else None.

    ``separated``: a tab or a bar holds the headings of both columns apart, and so the cells of the lines as well.
    ``heading``: what stands above them: ``theme``, or the columns' headings ``goed``, ``beter``, ``both``; ``lost``: a dump
    prints the headings apart from the lines, so that these have none of their own.
    """

    theme_id: str | None
    aspect: str | None
    separated: bool = False
    heading: str = ""
    lost: bool = False
    lines: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """What belongs to one approach, as it stands in the reading order.

    ``present``: the line "Aanpak: name" that a follow-up prints above the tables; None where it prints none, or several
    before the first table, so that they tell nothing about one of them. ``mixed``: lines hold both respondents and description, and
    neither can be told. ``headers``: the running headers with a name among it.
    """

    name: str | None
    present: str | None = None
    respondents: list[Entry] = field(default_factory=list)
    description: list[Entry] = field(default_factory=list)
    mixed: bool = False
    region: list[RegionLine] = field(default_factory=list)
    tables: list[tuple[TableBlock, str | None]] = field(default_factory=list)
    conclusions: list[ConclusionPart] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sections:
    """The whole factsheet in parts. ``context`` holds paragraphs of prose, ``titles`` and ``margins`` lines for metadata."""

    parts: list[Part]
    context: list[list[Entry]]
    titles: list[Entry]
    margins: list[Entry]
    approach_lines: list[str]
    columns: tuple[Column, ...]
    follow_up: bool
    heading_count: int

    @property
    def part(self) -> Part:
        """The approach that is being read; one without a name when no heading came before."""
        if not self.parts:
            self.parts.append(Part(None, headers=list(self.approach_lines)))
        return self.parts[-1]
