"""The contract of the datasets for people (Markdown) and for programs (JSON); the docs' data dictionary is made by this."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from ggsr_extract.models.tables import TABLES, Column, Table
from ggsr_extract.models.topics import load_topics
from ggsr_extract.pipeline.describe.packages import meaning, sentence, table_schema

INTRODUCTION = """\
# The datasets

<!-- Made by `ggsr-extract schema --format md`; edit models/tables.py instead. -->

Every dataset is a folder `data/parsed/<name>/` of Parquet, which pandas, DuckDB and Spark read without this project
installed. `manifest.json` beside them says what the release holds and what it was made from; `datapackage.json`
(Frictionless) and `croissant.json` (Croissant) describe it to other programs. All datasets change together, in one step.

Values that a factsheet prints stay Dutch; [the glossary](glossary.md) explains the terms. Ids are made from content: the
same file gives the same ids. Rows stand in the order of their documents (by `source`), then in reading order.
"""


def schema_markdown() -> str:
    """The data dictionary, one section per dataset, and the codes of topics."""
    parts = [INTRODUCTION]
    parts += [f"- [`{name}`](#{name}): {table.rows}" for name, table in TABLES.items()]
    parts.append("- [topics](#topics): the codes in `sentences.topics`")
    parts += [_section(table) for table in TABLES.values()]
    parts.append(_topics())
    return "\n".join(parts) + "\n"


def schema_json() -> dict[str, Any]:
    """The contract as data: per dataset its meaning and its Frictionless Table Schema, with the Arrow type per column; and
    the codes of topics."""
    datasets = []
    for name, table in TABLES.items():
        schema = table_schema(table)
        for field, column in zip(schema["fields"], table.columns, strict=True):
            field["arrowType"] = str(column.type)
        datasets.append(
            {"name": name, "rows": table.rows, "description": table.description, "schema": schema}
        )
    topics = [{"code": item.code, "label": item.label, "about": item.about} for item in load_topics().topics]
    return {"datasets": datasets, "topics": topics}


def type_name(kind: pa.DataType) -> str:
    """The type in plain words."""
    if pa.types.is_list(kind):
        item: pa.DataType = kind.field(0).type
        return f"list of {type_name(item)}"
    if pa.types.is_struct(kind):
        return f"({', '.join(field.name for field in kind)})"
    names = (
        (pa.types.is_date, "date"),
        (pa.types.is_boolean, "true or false"),
        (pa.types.is_integer, "whole number"),
    )
    if pa.types.is_floating(kind):
        return "number"
    return next((name for test, name in names if test(kind)), "text")


def _section(table: Table) -> str:
    key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    lines = [
        "",
        f"## {table.name}",
        "",
        f"{sentence(table.rows)} {table.description}{key}",
        "",
        "| Column | Type | Meaning |",
        "| --- | --- | --- |",
        *(f"| `{column.name}` | {type_name(column.type)} | {_cell(column)} |" for column in table.columns),
    ]
    return "\n".join(lines)


def _topics() -> str:
    lines = [
        "",
        "## Topics",
        "",
        "The codes in `sentences.topics`. Which words tell a topic stands in `models/topics.toml`.",
        "",
        "| Code | Dutch | What counts |",
        "| --- | --- | --- |",
        *(f"| `{topic.code}` | {topic.label} | {topic.about} |" for topic in load_topics().topics),
    ]
    return "\n".join(lines)


def _cell(column: Column) -> str:
    parts = [meaning(column)]
    if 1 < len(column.enum) <= 20 and not all(f"{value}:" in column.description for value in column.enum):
        parts.append(f"One of {', '.join(f'`{value}`' for value in column.enum)}.")
    if column.references:
        parts.append(f"In `{'.'.join(column.references)}`.")
    return " ".join(parts).replace("|", "\\|")
