"""Corrections by people: what applies, what is refused and why, and what a release keeps of both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ggsr_extract.pipeline.frames.load import load
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.quality.verify import verify
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options
from ggsr_extract.pipeline.store.manifest import Manifest, read_manifest
from ggsr_extract.pipeline.store.state import Input
from ggsr_extract.pipeline.store.store import Store
from ggsr_extract.pipeline.tables.corrections import (
    HEADS,
    Correction,
    apply,
    corrections_in,
    key,
    parse_corrections,
    read_corrections,
    unknown,
)

from tests.pipeline.made import RULES, VERSION, factsheet, followup
from tests.places import RAW

MADE = factsheet("zeldenrust-2013.txt", "eerste")
LATER = followup("zeldenrust-2015.txt", "later", "eerste")
HEAD = ",".join(HEADS)


def correction(row: int = 1, made: Outcome = MADE, **values: Any) -> Correction:
    """A correction of the mark of a finding, unless ``values`` say otherwise."""
    finding = made.tables["findings"][row]
    given = {
        "document": made.document_id,
        "finding_id": finding["finding_id"],
        "column": "mark",
        "old_value": finding["mark"],
        "new_value": "X" if finding["mark"] == "√" else "√",
        "reason": "Verkeerd gelezen",
        "who": "J. de Vries",
        "when": "2015-06-30",
        "line": 2,
        **values,
    }
    return Correction(**given)


def commit(folder: Path, corrections: list[Correction], made: list[Outcome] | None = None) -> Manifest:
    outcomes = made or [MADE, LATER]
    with Store(folder).begin(VERSION, RULES, {}) as job:
        plan = job.plan([Input(item.source, item.content_hash, 1) for item in outcomes])
        wanted = {entry.source for entry in plan.process}
        for item in outcomes:
            if item.source in wanted:
                job.add(item)
        return job.commit(corrections=corrections).manifest


def finding(tables: Any, item: Correction) -> dict[str, Any]:
    return next(row for row in tables["findings"] if row["finding_id"] == item.finding_id)


def test_a_mark_takes_the_verdict_along() -> None:
    item = correction()
    result = apply(MADE.tables, [item])
    row = finding(result.tables, item)
    assert (row["mark"], row["verdict"], row["checks"]) == ("X", "verbeterpunt", ["corrected"])
    check = result.tables["checks"][-1]
    assert (check["code"], check["owner_id"], check["value"]) == ("corrected", item.finding_id, "√")
    assert "J. de Vries" in check["message"]
    assert "corrected" in result.tables["documents"][0]["checks"]
    assert result.applied == (item,)


def test_only_the_named_finding_changes() -> None:
    item = correction()
    before = {row["finding_id"]: row for row in MADE.tables["findings"]}
    after = {row["finding_id"]: row for row in apply(MADE.tables, [item]).tables["findings"]}
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {item.finding_id}


@pytest.mark.parametrize(
    ("column", "old", "new", "expected"),
    [
        ("mark", "√", "", {"mark": None, "verdict": None}),
        ("text", MADE.tables["findings"][1]["text"], "Iets anders.", {"text": "Iets anders."}),
        ("text", MADE.tables["findings"][1]["text"], "", {"text": None}),
        ("let_op", "[]", '["Let hierop."]', {"let_op": ["Let hierop."]}),
        ("approach", "Gezin Centraal", "", {"approach": None, "approach_id": None}),
    ],
)
def test_each_column_that_can_be_corrected(column: str, old: str, new: str, expected: dict[str, Any]) -> None:
    item = correction(column=column, old_value=old, new_value=new)
    result = apply(MADE.tables, [item])
    assert result.refused == ()
    assert expected.items() <= finding(result.tables, item).items()


def test_remarks_are_compared_without_regard_to_spaces() -> None:
    item = correction(3, column="let_op", old_value=' [ "Dit is nog kwetsbaar." ] ', new_value="[]")
    assert finding(apply(MADE.tables, [item]).tables, item)["let_op"] == []


def test_a_follow_up_takes_its_outcome_from_the_corrected_verdicts() -> None:
    item = correction(1, LATER)
    assert LATER.tables["followups"][0]["outcome"] == "opgelost"
    row = apply(LATER.tables, [item]).tables["followups"][0]
    assert (row["verdict_before"], row["verdict_after"], row["outcome"]) == (
        "verbeterpunt",
        "verbeterpunt",
        "niet_opgelost",
    )


def test_a_second_correction_goes_on_from_the_first() -> None:
    first = correction(column="text", old_value=MADE.tables["findings"][1]["text"], new_value="Een.")
    second = correction(column="text", old_value="Een.", new_value="Twee.", line=3)
    result = apply(MADE.tables, [first, second])
    assert finding(result.tables, first)["text"] == "Twee."
    assert result.applied == (first, second)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"finding_id": "weg"}, "there is no such finding any more"),
        ({"old_value": "X", "new_value": "√"}, "the value is now '√', not 'X'"),
        ({"new_value": "√"}, "the new value is the old one"),
        ({"new_value": "V"}, "mark 'V' is not √, X or empty"),
        ({"column": "municipality"}, "column municipality cannot be corrected"),
        ({"reason": ""}, "reason is empty"),
        ({"who": ""}, "who is empty"),
        ({"when": "gisteren"}, "when is 'gisteren', not a date"),
        (
            {"column": "approach", "old_value": "Gezin Centraal", "new_value": "Verzonnen"},
            "the document has no approach 'Verzonnen'",
        ),
        ({"column": "let_op", "old_value": "[]", "new_value": "los"}, "not a JSON list of texts"),
        ({"column": "let_op", "old_value": "[]", "new_value": "[1]"}, "not a JSON list of texts"),
    ],
)
def test_what_no_longer_fits_is_refused_by_name(changes: dict[str, str], why: str) -> None:
    item = correction(**changes)
    result = apply(MADE.tables, [item])
    assert result.tables is MADE.tables
    assert [entry.correction for entry in result.refused] == [item]
    assert why in result.refused[0].why
    assert item.finding_id in result.refused[0].text
    assert "line 2" in result.refused[0].text


def test_a_document_that_is_gone_refuses_its_corrections() -> None:
    item = correction(document="0000")
    assert [entry.why for entry in unknown([item], [str(MADE.document_id)])] == [
        "document 0000 is not in the datasets; was the file replaced?"
    ]


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_file_is_read_as_people_and_spreadsheets_write_it(separator: str) -> None:
    fields = ["d1", "f1", "text", '"met, en ; en ""aanhaling"""', "  nieuw  ", "reden", "wie", "2015-06-30"]
    text = f"{separator.join(HEADS)}\r\n{separator.join(fields)}\r\n\r\n"
    (item,) = parse_corrections(text)
    assert (item.old_value, item.new_value, item.line) == ('met, en ; en "aanhaling"', "nieuw", 2)


def test_an_empty_file_holds_no_corrections(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text("", encoding="utf-8")
    assert corrections_in(tmp_path, None) == ()
    assert corrections_in(tmp_path / "nowhere", None) == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a,b,c\n", "its first line is not document,finding_id"),
        (f"{HEAD}\nd,f,mark\n", "line 2 has 3 fields instead of 8"),
        (f'{HEAD}\nd,f,mark,"open,X,r,w,2015-06-30\n', "line 2"),
    ],
)
def test_a_file_that_is_no_file_of_corrections_is_named(text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "fout.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"fout\.csv is not a file of corrections: .*{what}"):
        read_corrections(path)


def test_a_release_holds_the_corrections_and_their_originals(tmp_path: Path) -> None:
    item, late = correction(), correction(finding_id="weg", line=3)
    manifest = commit(tmp_path, [item, late])
    findings = load(tmp_path, ["findings"]).findings.set_index("finding_id")
    assert findings.loc[item.finding_id, "mark"] == "X"
    notes = manifest.notes["corrections"]
    assert [entry["old_value"] for entry in notes["applied"]] == ["√"]
    assert [(entry["line"], entry["why"]) for entry in notes["refused"]] == [
        (3, "there is no such finding any more")
    ]
    assert list(verify(tmp_path)) == []


def test_corrections_change_the_release_and_their_end_brings_the_old_one_back(tmp_path: Path) -> None:
    plain = commit(tmp_path, [])
    corrected = commit(tmp_path, [correction()])
    again = commit(tmp_path, [correction()])
    back = commit(tmp_path, [])
    assert corrected.release != plain.release
    assert again.release == corrected.release
    assert again.notes == corrected.notes
    assert (back.release, back.notes) == (plain.release, {})
    assert read_manifest(tmp_path).release == plain.release


def test_a_release_is_the_same_whether_corrected_at_once_or_later(tmp_path: Path) -> None:
    at_once = commit(tmp_path / "een", [correction()])
    commit(tmp_path / "twee", [])
    later = commit(tmp_path / "twee", [correction()])
    assert at_once.release == later.release


def test_the_joined_follow_up_sees_the_corrected_factsheet(tmp_path: Path) -> None:
    text = MADE.tables["findings"][0]["text"]
    item = correction(0, column="text", old_value=text, new_value="Heel iets anders nu.")
    commit(tmp_path, [item])
    row = load(tmp_path, ["followups"]).followups.set_index("indicator_id").loc["1.1.1"]
    assert row["source_finding_id"] == item.finding_id
    assert row["agreement"] < 0.8


def test_a_release_without_its_kept_rows_reads_corrected_documents_anew(tmp_path: Path) -> None:
    commit(tmp_path, [correction()])
    for path in (tmp_path / ".store" / "rows").rglob("*.rows"):
        path.unlink()
    with Store(tmp_path).begin(VERSION, RULES, {}) as job:
        plan = job.plan([Input(item.source, item.content_hash, 1) for item in (MADE, LATER)])
        assert [entry.source for entry in plan.process] == [MADE.source]


def test_the_key_follows_what_the_file_says() -> None:
    assert key([]) == ""
    assert key([correction()]) == key([correction()])
    assert key([correction()]) != key([correction(reason="Anders")])


def test_a_run_takes_the_file_beside_the_datasets_or_the_one_given(tmp_path: Path) -> None:
    raw = RAW / "broekland-2013.txt"
    out = tmp_path / "out"
    run([raw], out, Options())
    row = load(out, ["findings"]).findings.iloc[0]
    other = "X" if row["mark"] == "√" else "√"
    line = f"{row['document_id']},{row['finding_id']},mark,{row['mark']},{other},Nagekeken,JdV,2015-06-30\n"
    (out / "corrections.csv").write_text(f"{HEAD}\n{line}", encoding="utf-8")
    run([raw], out, Options())
    assert load(out, ["findings"]).findings.iloc[0]["mark"] == other
    given = tmp_path / "leeg.csv"
    given.write_text(f"{HEAD}\n", encoding="utf-8")
    run([raw], out, Options(), corrections=given)
    assert load(out, ["findings"]).findings.iloc[0]["mark"] == row["mark"]
