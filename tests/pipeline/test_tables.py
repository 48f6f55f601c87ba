"""The contract: the spec, what it refuses, and the descriptions that are made from it."""

from __future__ import annotations

import re

import pytest
from ggsr_extract.models.framework import framework
from ggsr_extract.models.tables import TABLES, ContractError, arrow_schema, to_arrow
from ggsr_extract.pipeline.describe.schema import schema_json, schema_markdown

from tests.pipeline.made import factsheet
from tests.places import ROOT, SHARED


def rows(dataset: str) -> list[dict]:
    return [dict(row) for row in factsheet("a.txt", "a").tables[dataset]]


@pytest.mark.skipif(not (SHARED / "DATASETS.md").exists(), reason="the shared contract is not here")
def test_the_spec_has_every_dataset_and_column_of_the_shared_contract() -> None:
    sections = re.split(r"^## ", (SHARED / "DATASETS.md").read_text(encoding="utf-8"), flags=re.M)[1:]
    promised = {section.split(":", 1)[0]: re.findall(r"`([^`]+)`", section) for section in sections}
    assert promised.keys() == TABLES.keys()
    for name, words in promised.items():
        rest = iter(words)
        assert all(column in rest for column in TABLES[name].names), (
            f"{name}: other columns, or another order"
        )


def test_references_and_keys_point_to_columns_that_exist() -> None:
    for table in TABLES.values():
        assert set(table.key) <= set(table.names)
        assert len(set(table.names)) == len(table.names)
        for column in table.columns:
            if column.references:
                dataset, target = column.references
                assert TABLES[dataset].column(target).type == column.type


def test_every_column_says_what_it_means_and_when_it_is_null() -> None:
    for table in TABLES.values():
        for field, column in zip(arrow_schema(table), table.columns, strict=True):
            assert column.description.endswith("."), f"{table.name}.{column.name}"
            assert field.metadata[b"description"].decode() == column.description
            assert field.nullable == (column.null_when is not None)
            assert not field.nullable or field.metadata[b"null_when"]


def test_rows_of_a_document_pass() -> None:
    for name, made in factsheet("a.txt", "a").tables.items():
        assert to_arrow(name, made).to_pylist() == made


def test_no_rows_keep_the_types() -> None:
    for name, table in TABLES.items():
        empty = to_arrow(name, [])
        assert empty.num_rows == 0
        assert empty.schema.equals(arrow_schema(table))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("verdict", "goed", "is not one of voldoet, verbeterpunt"),
        ("finding_id", None, "is null"),
        ("match_score", 1.5, "is not within 0..1"),
        ("year", "2013", "findings.year"),
        ("statement_size", 0, "is not within 1"),
        ("checks", ["no_such_code"], "is not one of"),
        ("spans", [{"start": 1}], "a value within a list or structure is null"),
    ],
)
def test_a_value_that_the_contract_does_not_allow_is_refused(
    column: str, value: object, message: str
) -> None:
    made = rows("findings")
    made[4][column] = value
    with pytest.raises(ContractError, match=re.escape(message)):
        to_arrow("findings", made)


def test_missing_unknown_and_repeated_are_refused() -> None:
    made = rows("remarks")
    with pytest.raises(ContractError, match=r"missing \['text'\], unknown \['tekst'\]"):
        to_arrow("remarks", [{("tekst" if key == "text" else key): value for key, value in made[0].items()}])
    with pytest.raises(ContractError, match="comes twice"):
        to_arrow("remarks", [made[0], made[0]])
    with pytest.raises(KeyError):
        to_arrow("verdicts", [])


def test_the_data_dictionary_in_the_docs_is_the_contract() -> None:
    assert (ROOT / "docs" / "datasets.md").read_text(encoding="utf-8") == schema_markdown(), (
        "make it again: ggsr-extract schema --format md > docs/datasets.md"
    )


def test_the_data_dictionary_keeps_capitals_and_question_marks_of_what_is_printed() -> None:
    told = schema_markdown()
    assert "\nOne row per LET OP remark. " in told
    assert "\nOne row per paragraph under Wat gaat goed? or Wat kan beter? " in told


def test_every_dutch_term_of_the_contract_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    terms = {column.dutch for table in TABLES.values() for column in table.columns if column.dutch}
    assert [term for term in sorted(terms) if f"| {term.lower()} |" not in glossary] == []


def test_the_schema_as_json_names_every_column() -> None:
    data = {entry["name"]: entry for entry in schema_json()["datasets"]}
    assert {name: [field["name"] for field in entry["schema"]["fields"]] for name, entry in data.items()} == {
        name: list(table.names) for name, table in TABLES.items()
    }


def test_the_framework_is_whole() -> None:
    assert len(framework().indicators) == 30
