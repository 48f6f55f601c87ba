"""The descriptions beside the datasets, held against the tools of their makers."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline.store.store import Store

from tests.pipeline.made import RULES, VERSION, entry, factsheet, followup, reject


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parsed")
    with Store(folder).begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("2013.txt", "bron"), entry("2015.txt", "vervolg"), entry("leeg.txt", "niets")])
        writer.add(factsheet("2013.txt", "bron"))
        writer.add(followup("2015.txt", "vervolg", "bron", wrong_mark="3.1.1"))
        writer.add(reject("leeg.txt", "niets"))
        writer.commit()
    return folder


def test_frictionless_finds_the_data_package_and_its_data_valid(parsed: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    package = frictionless.Package(str(parsed / "datapackage.json"))
    assert package.resource_names == list(TABLES)
    report = package.validate()
    assert report.valid, report.flatten(["fieldName", "rowNumber", "type", "note"])


def test_titles_keep_the_capitals_of_what_is_printed(parsed: Path) -> None:
    package = json.loads((parsed / "datapackage.json").read_text(encoding="utf-8"))
    titles = {resource["name"]: resource["title"] for resource in package["resources"]}
    assert titles["remarks"] == "One row per LET OP remark"
    assert titles["conclusions"] == "One row per paragraph under Wat gaat goed? or Wat kan beter?"


def test_croissant_metadata_is_valid_and_its_records_can_be_read(parsed: Path) -> None:
    croissant = pytest.importorskip("mlcroissant")
    dataset = croissant.Dataset(jsonld=str(parsed / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert [record.id for record in dataset.metadata.record_sets] == list(TABLES)
    for name in TABLES:
        count = sum(1 for _ in dataset.records(name))
        assert count == pq.read_metadata(parsed / name / "part-0.parquet").num_rows


def test_descriptions_tell_every_column_and_checksum(parsed: Path) -> None:
    package = json.loads((parsed / "datapackage.json").read_text(encoding="utf-8"))
    manifest = json.loads((parsed / "manifest.json").read_text(encoding="utf-8"))
    sums = {item["path"]: item["sha256"] for item in manifest["files"]}
    for resource in package["resources"]:
        assert resource["sha256"] == sums[resource["path"]]
        assert [field["name"] for field in resource["schema"]["fields"]] == list(
            TABLES[resource["name"]].names
        )
    croissant = json.loads((parsed / "croissant.json").read_text(encoding="utf-8"))
    assert {item["contentUrl"]: item["sha256"] for item in croissant["distribution"]} == {
        path: value for path, value in sums.items() if path.endswith(".parquet")
    }
