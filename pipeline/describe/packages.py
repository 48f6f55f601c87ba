"""Descriptions of a release for other programs: a Frictionless data package and Croissant metadata.

Both are made from the table spec and the files' checksums, so that the same datasets have the same descriptions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
from ggsr_extract.models.tables import TABLES, Column, Table
from ggsr_extract.pipeline.store.manifest import ReleaseFile

NAME = "ggsr-factsheets"
TITLE = "Factsheets of Samenwerkend Toezicht Jeugd on families with complex problems, as datasets"
DESCRIPTION = (
    "Verdicts, explanations, remarks and conclusions that the inspection factsheets print, with the place of each, the"
    " texts cut into sentences, and every doubt about the reading."
)

Descriptor = dict[str, Any]

_CROISSANT_CONTEXT: Descriptor = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def datapackage(files: Iterable[ReleaseFile]) -> Descriptor:
    """The Frictionless descriptor of the datasets among the files."""
    return {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "resources": [
            {
                "name": entry.dataset,
                "title": sentence(TABLES[entry.dataset].rows).rstrip("."),
                "description": TABLES[entry.dataset].description,
                "path": entry.path,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "sha256": entry.sha256,
                "schema": table_schema(TABLES[entry.dataset]),
            }
            for entry in files
            if entry.dataset
        ],
    }


def table_schema(table: Table) -> Descriptor:
    """The Frictionless Table Schema of one dataset."""
    schema: Descriptor = {"fields": [_field(table, column) for column in table.columns]}
    if table.key and not any(table.column(name).nullable for name in table.key):
        schema["primaryKey"] = list(table.key)
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": column.references[0], "fields": [column.references[1]]},
        }
        for column in table.columns
        if column.references
    ]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def sentence(words: str) -> str:
    """The words with a capital and an end, and otherwise as they are: what is printed keeps its capitals."""
    return words[0].upper() + words[1:] + ("" if words.endswith("?") else ".")


def meaning(column: Column) -> str:
    """The description with what belongs to it: unit, Dutch term and when it is null."""
    parts = [column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.dutch:
        parts.append(f"Dutch: {column.dutch}.")
    if column.null_when:
        parts.append(f"Null when {column.null_when}.")
    return " ".join(parts)


def _field(table: Table, column: Column) -> Descriptor:
    constraints: Descriptor = {}
    if not column.nullable:
        constraints["required"] = True
    if column.enum and not pa.types.is_list(column.type):
        constraints["enum"] = list(column.enum)
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if (
            bound is not None and not column.nullable
        ):  # a null reaches the library as NaN, which is within no bounds
            constraints[name] = bound
    if table.key == (column.name,):
        constraints["unique"] = True
    field: Descriptor = {
        "name": column.name,
        "type": _frictionless_type(column),
        "description": meaning(column),
    }
    if constraints:
        field["constraints"] = constraints
    return field


def _frictionless_type(column: Column) -> str:
    """The type as the frictionless library sees it: it reads Parquet through pandas, which turns lists into arrays of
    its own (no Frictionless type) and whole numbers with nulls into floating ones. ``arrowType`` tells the real one.
    """
    tests = (
        (pa.types.is_list, "any"),
        (pa.types.is_struct, "object"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_integer, "number" if column.nullable else "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_date, "date"),
    )
    return next((name for test, name in tests if test(column.type)), "string")


def croissant(files: Iterable[ReleaseFile]) -> Descriptor:
    """The Croissant metadata (JSON-LD) of the datasets among the files.

    References between datasets stand in the data package only: Croissant readers take them for joins to be carried out.
    """
    datasets = [entry for entry in files if entry.dataset]
    return {
        "@context": _CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": NAME,
        "description": DESCRIPTION,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{entry.dataset}.parquet",
                "name": f"{entry.dataset}.parquet",
                "description": TABLES[entry.dataset or ""].description,
                "contentUrl": entry.path,
                "contentSize": f"{entry.bytes} B",
                "encodingFormat": "application/x-parquet",
                "sha256": entry.sha256,
            }
            for entry in datasets
        ],
        "recordSet": [_record_set(TABLES[entry.dataset or ""]) for entry in datasets],
    }


def _record_set(table: Table) -> Descriptor:
    record: Descriptor = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"{sentence(table.rows)} {table.description}",
    }
    if table.key and not any(table.column(name).nullable for name in table.key):
        record["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    record["field"] = [_croissant_field(table, column) for column in table.columns]
    return record


def _croissant_field(table: Table, column: Column) -> Descriptor:
    listed = pa.types.is_list(column.type)
    item: pa.DataType = column.type.field(0).type if listed else column.type
    source = {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}}
    field: Descriptor = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": meaning(column),
    }
    if pa.types.is_struct(item):
        path = "$[*]" if listed else "$"
        field["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{column.name}/{part.name}",
                "name": part.name,
                "description": f"{part.name} of {column.name}",
                "dataType": _croissant_type(part.type),
                **({"isArray": True, "arrayShape": "-1"} if listed else {}),
                "source": {**source, "transform": {"jsonPath": f"{path}.{part.name}"}},
            }
            for part in item
        ]
        return field
    field["dataType"] = _croissant_type(item)
    if listed:
        field.update(isArray=True, arrayShape="-1")
    field["source"] = source
    return field


def _croissant_type(kind: pa.DataType) -> str:
    tests = (
        (pa.types.is_boolean, "sc:Boolean"),
        (pa.types.is_integer, "sc:Integer"),
        (pa.types.is_floating, "sc:Float"),
        (pa.types.is_date, "sc:Date"),
    )
    return next((name for test, name in tests if test(kind)), "sc:Text")
