"""Types, lists of values and columns that several datasets share."""

from __future__ import annotations

import pyarrow as pa
from ggsr_extract.models.factsheet import FOLLOW_UP, INSPECTION
from ggsr_extract.models.table import Column

STRING = pa.string()
INTEGER = pa.int32()
OFFSET = pa.int64()
NUMBER = pa.float64()
STRINGS = pa.list_(pa.field("element", STRING, nullable=False))


def struct(*fields: tuple[str, pa.DataType]) -> pa.StructType:
    """A struct whose fields are never null."""
    return pa.struct([pa.field(name, kind, nullable=False) for name, kind in fields])


BOX = struct(("page", INTEGER), ("x0", NUMBER), ("top", NUMBER), ("x1", NUMBER), ("bottom", NUMBER))
SPAN = struct(("start", OFFSET), ("end", OFFSET))
BOXES = pa.list_(pa.field("element", BOX, nullable=False))
SPANS = pa.list_(pa.field("element", SPAN, nullable=False))

KINDS = (INSPECTION, FOLLOW_UP)
ROLES = (
    "title",
    "heading",
    "running_header",
    "footer",
    "boilerplate",
    "context",
    "respondent",
    "description",
    "table_header",
    "criterion",
    "indicator",
    "mark",
    "finding",
    "remark",
    "conclusion",
    "unclaimed",
)


def document(description: str = "The factsheet it comes from.") -> Column:
    """The reference to the factsheet."""
    return Column("document_id", STRING, description, references=("documents", "document_id"))


def municipality() -> tuple[Column, Column]:
    """Name and code of the municipality."""
    return (
        Column(
            "municipality",
            STRING,
            "Municipality as the factsheet names it.",
            "the factsheet does not name it",
            dutch="gemeente",
        ),
        Column(
            "municipality_code",
            STRING,
            "CBS code in force at the time of the factsheet, such as GM0505.",
            "the municipality is unknown, or not in the table of municipalities",
            dutch="gemeentecode",
        ),
    )


def theme() -> tuple[Column, Column]:
    """Id and name of the theme."""
    return (
        Column(
            "theme_id",
            STRING,
            "Theme of the framework, 1 to 5.",
            dutch="thema",
            enum=("1", "2", "3", "4", "5"),
        ),
        Column("theme", STRING, "Name of the theme, in the framework's words.", dutch="thema"),
    )


def framework_columns(references: bool) -> tuple[Column, ...]:
    """Theme, criterion and indicator; ``references`` says whether the framework dataset holds them."""
    return (
        *theme(),
        Column(
            "criterion_id", STRING, "Criterion of the framework, theme and number: 3.1.", dutch="criterium"
        ),
        Column("criterion", STRING, "The criterion in the framework's words.", dutch="criterium"),
        indicator_id(references),
        Column("indicator", STRING, "The indicator in the framework's words.", dutch="indicator"),
    )


def indicator_id(references: bool = True) -> Column:
    """The reference to the indicator."""
    return Column(
        "indicator_id",
        STRING,
        "Indicator of the framework, criterion and number: 3.1.4.",
        references=("framework", "indicator_id") if references else None,
        dutch="indicator",
    )


def page(of: str, null_when: str = "the source is text") -> Column:
    """The 1-based page of a thing."""
    return Column("page", INTEGER, f"Page of {of}, from 1.", null_when, minimum=1, unit="page")


def places(of: str) -> tuple[Column, Column]:
    """Boxes and spans of a thing."""
    return (
        Column(
            "boxes",
            BOXES,
            f"Where {of} stands: one box per page and column, from the page's top left. Empty for text.",
            unit="points",
        ),
        Column(
            "spans",
            SPANS,
            f"Where {of} stands in the decoded source text: start, and end exclusive, in reading order. Empty for PDF.",
            unit="characters",
        ),
    )


def position(of: str) -> Column:
    """A 0-based place in an order."""
    return Column("position", INTEGER, f"Place {of}, from 0.", minimum=0)


def finding(name: str, description: str, null_when: str) -> Column:
    """A reference to a finding."""
    return Column(name, STRING, description, null_when, references=("findings", "finding_id"))


def count(name: str, description: str, unit: str) -> Column:
    """A number of things, never null."""
    return Column(name, INTEGER, description, minimum=0, unit=unit)
