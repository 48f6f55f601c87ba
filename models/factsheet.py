"""What STJ published: a factsheet with its approaches, statements and conclusions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ggsr_extract.models.checks import Check
from ggsr_extract.models.provenance import Anchor
from ggsr_extract.models.source import Fragment

INSPECTION, FOLLOW_UP = "toezichtonderzoek", "verbeterpunten"
"""The kinds of factsheets: the findings of 2013, and what became of their improvement points."""


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """A printed indicator and the one of the framework that it is; ``score`` is 0..1."""

    indicator_id: str
    printed: str
    score: float


@dataclass(frozen=True, slots=True)
class Remark:
    """What follows "LET OP:" in a statement."""

    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Statement:
    """One printed mark (or none) with its text, and the indicators it covers.

    ``approach`` is the 0-based position of the approach in its factsheet, None when the flat text cannot tell.
    ``page`` is the page of the mark, or of the text's first line where no mark is printed; None for text. ``present`` is the
    position of the approach whose table prints the statement: in a follow-up an earlier approach's statement stands in the
    table of a present one.
    """

    indicators: tuple[IndicatorMatch, ...]
    approach: int | None
    year: int
    mark: str | None
    text: str
    remarks: tuple[Remark, ...]
    assignment: str
    anchor: Anchor
    page: int | None
    checks: tuple[Check, ...] = ()
    present: int | None = 0


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One paragraph under "Wat gaat goed?" or "Wat kan beter?"; ``position`` counts per approach, theme and aspect."""

    approach: int
    theme_id: str
    position: int
    aspect: str | None
    aspect_basis: str
    text: str
    anchor: Anchor
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Approach:
    """An inspected approach (aanpak)."""

    position: int
    name: str
    predecessors: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    families: int | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ClassifiedLine:
    """A fragment of a line and what became of it; ``owner`` points to a statement, approach or conclusion by position, and
    to a remark by the position of its statement and its own."""

    fragment: Fragment
    role: str
    owner: tuple[str, int] | tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Factsheet:
    """Everything that was read from one document. ``context`` is all other prose and cover text, per paragraph."""

    kind: str
    title: str | None
    municipality: str | None
    municipality_code: str | None
    published: date | None
    approaches: tuple[Approach, ...]
    statements: tuple[Statement, ...]
    conclusions: tuple[Conclusion, ...]
    context: tuple[str, ...]
    lines: tuple[ClassifiedLine, ...]
    checks: tuple[Check, ...]
