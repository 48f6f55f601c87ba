"""What changed between two parsed folders."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.quality.diff import diff, marked_words
from ggsr_extract.pipeline.store.errors import NoRelease
from ggsr_extract.pipeline.store.state import Input
from ggsr_extract.pipeline.store.store import Store

from tests.pipeline.made import RULES, VERSION, factsheet


def parsed(folder: Path, *outcomes: Outcome) -> Path:
    with Store(folder).begin(VERSION, RULES, {}) as writer:
        writer.plan([Input(outcome.source, outcome.content_hash) for outcome in outcomes])
        for outcome in outcomes:
            writer.add(outcome)
        writer.commit()
    return folder


def changed(outcome: Outcome, indicator: str, **values: object) -> Outcome:
    findings = [
        {**row, **values} if row["indicator_id"] == indicator else row for row in outcome.tables["findings"]
    ]
    return dataclasses.replace(outcome, tables={**outcome.tables, "findings": findings})


def test_the_same_datasets_have_no_differences(tmp_path: Path) -> None:
    found = diff(
        parsed(tmp_path / "old", factsheet("a.txt", "een")),
        parsed(tmp_path / "new", factsheet("a.txt", "een")),
    )
    assert not found
    assert found.unchanged == 30
    assert str(found) == "0 differences, 30 findings unchanged"


def test_verdict_text_and_remarks_are_compared_per_finding(tmp_path: Path) -> None:
    old = factsheet("a.txt", "een")
    new = changed(old, "1.1.2", mark="X", verdict="verbeterpunt")
    new = changed(new, "1.2.1", text="De aanpak regelt nu wel alles.")
    new = changed(new, "3.1.4", let_op=["Let hier op."])
    found = diff(parsed(tmp_path / "old", old), parsed(tmp_path / "new", new))
    assert [(change.what, change.indicator_id) for change in found.changes] == [
        ("verdict", "1.1.2"),
        ("text", "1.2.1"),
        ("remark", "3.1.4"),
    ]
    assert (found.changes[0].old, found.changes[0].new) == ("voldoet", "verbeterpunt")
    assert (found.changes[2].old, found.changes[2].new) == (None, "Let hier op.")
    assert found.unchanged == 27
    text = str(found)
    assert "a.txt (Zeldenrust)\n  Gezin Centraal, 2013, 1.1.2: verdict voldoet -> verbeterpunt" in text
    assert "remark added: Let hier op." in text
    assert "{+nu wel alles.+}" in text


def test_a_changed_file_is_compared_by_its_source(tmp_path: Path) -> None:
    found = diff(
        parsed(tmp_path / "old", factsheet("a.txt", "een")),
        parsed(tmp_path / "new", factsheet("a.txt", "een nieuw", flip=["2.1.1"])),
    )
    assert found.documents_added == found.documents_removed == ()
    assert [change.indicator_id for change in found.changes if change.what == "verdict"] == ["2.1.1"]


def test_documents_and_findings_that_came_or_went(tmp_path: Path) -> None:
    short = factsheet("a.txt", "een")
    short = dataclasses.replace(short, tables={**short.tables, "findings": short.tables["findings"][1:]})
    found = diff(
        parsed(
            tmp_path / "old",
            factsheet("a.txt", "een"),
            factsheet("b.txt", "twee"),
            factsheet("c.txt", "drie"),
        ),
        parsed(tmp_path / "new", short, factsheet("z.txt", "drie"), factsheet("d.txt", "vier")),
    )
    assert found.documents_removed == ("b.txt",)
    assert found.documents_added == ("d.txt",)
    assert found.renamed == (("c.txt", "z.txt"),)
    assert [(change.what, change.indicator_id) for change in found.changes] == [("removed", "1.1.1")]
    assert str(found).splitlines()[-1].startswith("3 documents added, removed or renamed; 1 difference, ")
    back = diff(tmp_path / "new", tmp_path / "old")
    assert [change.what for change in back.changes] == ["added"]


def test_the_difference_is_plain_data(tmp_path: Path) -> None:
    old = factsheet("a.txt", "een")
    found = diff(
        parsed(tmp_path / "old", old),
        parsed(tmp_path / "new", changed(old, "1.1.2", mark=None, verdict=None)),
    )
    data = json.loads(json.dumps(found.to_data()))
    assert data["changes"] == [
        {
            "what": "verdict",
            "source": "a.txt",
            "municipality": "Zeldenrust",
            "approach": "Gezin Centraal",
            "year": 2013,
            "indicator_id": "1.1.2",
            "old": "voldoet",
            "new": None,
        }
    ]


def test_indicators_stand_in_the_frameworks_order(tmp_path: Path) -> None:
    old, new = factsheet("a.txt", "een"), factsheet("a.txt", "twee")
    found = diff(parsed(tmp_path / "old", old), parsed(tmp_path / "new", new))
    indicators = [change.indicator_id for change in found.changes if change.what == "text"]
    assert indicators == [row["indicator_id"] for row in old.tables["findings"]]


def test_words_that_differ_are_marked() -> None:
    assert marked_words("de hulp is er niet", "de hulp is er altijd") == "de hulp is er [-niet-] {+altijd+}"
    long = " ".join(f"w{number}" for number in range(20))
    assert marked_words(long, f"{long} meer") == "w0 w1 w2 ... w17 w18 w19 {+meer+}"


def test_a_folder_without_datasets_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoRelease):
        diff(tmp_path, tmp_path)
