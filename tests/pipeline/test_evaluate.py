"""The project's own scorer: what each fault costs, and that it agrees with the scorer that the labels came with."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from ggsr_extract.pipeline.commands.data_commands import evaluate as command
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.quality.evaluate import evaluate
from ggsr_extract.pipeline.quality.labels import parse_labels
from ggsr_extract.pipeline.runner import Options, process
from ggsr_extract.pipeline.store.state import Input
from ggsr_extract.pipeline.store.store import Store

from tests.pipeline.made import RULES, VERSION, factsheet, followup
from tests.places import SHARED

SCORER = SHARED / "tools" / "score.py"
Damage = Callable[[dict[str, list[dict[str, Any]]]], None]


def release(folder: Path, outcomes: list[Outcome], damage: Damage | None = None) -> Path:
    with Store(folder).begin(VERSION, RULES, {}) as job:
        job.plan([Input(item.source, item.content_hash, 1) for item in outcomes])
        for item in outcomes:
            tables = {name: [dict(row) for row in rows] for name, rows in item.tables.items()}
            if damage:
                damage(tables)
            job.add(Outcome(item.source, item.content_hash, item.document_id, tables))
        job.commit()
    return folder


def labels_of(outcome: Outcome) -> dict[str, Any]:
    """What a person who reads as the rows say would write down."""
    tables = outcome.tables
    document = tables["documents"][0]
    names = {row["approach_id"]: row["name"] for row in tables["approaches"]}
    return {
        "source": document["file_name"],
        "kind": document["kind"],
        "municipality": document["municipality"],
        "published": document["published"] and document["published"].strftime("%Y-%m"),
        "approaches": [
            {name: row[name] for name in ("name", "respondents", "families", "description")}
            for row in tables["approaches"]
        ],
        "findings": [
            {
                "approach": row["approach"],
                "theme": row["theme_id"],
                "year": row["year"],
                "indicators": [row["indicator_id"]],
                "assignment": row["assignment"],
                "mark": row["mark"],
                "text": row["text"],
                "let_op": row["let_op"],
            }
            for row in tables["findings"]
        ],
        "conclusions": [
            {
                "approach": names[row["approach_id"]],
                "theme": row["theme_id"],
                "aspect": row["aspect"],
                "text": row["text"],
            }
            for row in tables["conclusions"]
        ],
        "organisations": sorted({row["text"] for row in tables["mentions"] if row["label"] == "ORG"}),
        "documents": [],
    }


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    folder = tmp_path / "labels"
    folder.mkdir()
    for item in MADE:
        (folder / f"{item.source}.json").write_text(json.dumps(labels_of(item)), encoding="utf-8")
    return folder


MADE = [factsheet("zeldenrust-2013.txt", "eerste"), followup("zeldenrust-2015.txt", "later", "eerste")]
FIRST = "zeldenrust-2013.txt"


def only_first(damage: Damage) -> Damage:
    def limited(tables: dict[str, list[dict[str, Any]]]) -> None:
        if tables["documents"][0]["source"] == FIRST:
            damage(tables)

    return limited


def change(table: str, index: int, **values: Any) -> Damage:
    def damage(tables: dict[str, list[dict[str, Any]]]) -> None:
        tables[table][index].update(values)

    return only_first(damage)


def remove(table: str, index: int) -> Damage:
    def damage(tables: dict[str, list[dict[str, Any]]]) -> None:
        del tables[table][index]

    return only_first(damage)


FAULTS: dict[str, tuple[Damage, dict[str, float]]] = {
    "mark": (change("findings", 4, mark="X", verdict="verbeterpunt"), {"mark": 29 / 30}),
    "no mark": (change("findings", 4, mark=None, verdict=None), {"mark": 29 / 30}),
    "text": (change("findings", 4, text="Iets heel anders."), {"text": 29 / 30}),
    "remark lost": (change("findings", 3, let_op=[]), {"let_op": 29 / 30}),
    "assignment": (change("findings", 4, assignment="shared"), {"own": 29 / 30}),
    "row lost": (
        remove("findings", 4),
        {"missing": 1, "mark": 29 / 30, "text": 29 / 30, "let_op": 29 / 30, "own": 29 / 30},
    ),
    "other year": (change("findings", 4, year=2014), {"missing": 1, "extra": 1, "mark": 29 / 30}),
    "column lost": (change("findings", 4, approach=None, approach_id=None), {"missing": 1, "extra": 1}),
    "aspect": (change("conclusions", 0, aspect="beter"), {"concl": 0.0, "concl_exact": 0.0}),
    "conclusion lost": (remove("conclusions", 0), {"concl": 0.0}),
    "families": (change("approaches", 0, families=None), {"appr": 3 / 4}),
    "approach renamed": (change("approaches", 0, name="Heel Anders"), {"appr": 0.0, "appr_extra": 1}),
    "municipality": (change("documents", 0, municipality="Elders"), {"doc": 2 / 3}),
    "date": (change("documents", 0, published=None), {"doc": 2 / 3}),
    "organisation": (
        change("mentions", 0, text="Verzonnen"),
        {"org_p": 1 / 2},
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_what_the_manual_says(fault: str, tmp_path: Path, labels: Path) -> None:
    damage, expected = FAULTS[fault]
    score = evaluate(release(tmp_path / "out", MADE, damage), [labels]).documents[FIRST]
    measured = score.as_dict()
    assert {name: measured[name] for name in expected} == pytest.approx(expected)
    assert score.differences or score.name_differences


def test_a_perfect_result_has_no_differences(tmp_path: Path, labels: Path) -> None:
    result = evaluate(release(tmp_path / "out", MADE), [labels])
    assert result.overall.exact
    assert result.overall.differences == ()
    measured = result.overall.as_dict()
    assert measured["rows"] == 34
    assert all(
        measured[name] == 1 for name in ("found", "mark", "text", "let_op", "own", "concl", "appr", "doc")
    )


def test_what_was_labelled_in_a_missing_document_counts_as_missing(tmp_path: Path, labels: Path) -> None:
    result = evaluate(release(tmp_path / "out", MADE[:1]), [labels])
    assert result.documents["zeldenrust-2015.txt"].as_dict() == {"found": 0.0}
    overall = result.overall.as_dict()
    assert (overall["found"], overall["missing"], overall["mark"]) == (0.5, 4, pytest.approx(30 / 34))
    assert not result.overall.exact
    for name in ("org_r", "appr", "doc"):
        assert result.overall.shares[name].hit < result.overall.shares[name].of, name


def test_any_statement_of_a_block_counts_where_marks_had_to_be_assigned(tmp_path: Path) -> None:
    made = factsheet("blok.txt", "blok")
    answer = labels_of(made)
    for index in (7, 8):
        made.tables["findings"][index]["assignment"] = answer["findings"][index]["assignment"] = "inferred"
    one, other = answer["findings"][7], answer["findings"][8]
    one["text"], other["text"] = other["text"], one["text"]
    one["mark"], other["mark"] = other["mark"], one["mark"]
    path = tmp_path / "blok.json"
    path.write_text(json.dumps(answer), encoding="utf-8")
    assert evaluate(release(tmp_path / "out", [made]), [path]).overall.exact


def test_optional_names_count_neither_way(tmp_path: Path) -> None:
    made = factsheet("namen.txt", "namen")
    answer = {**labels_of(made), "organisations": [], "organisations_optional": ["de"]}
    path = tmp_path / "namen.json"
    path.write_text(json.dumps(answer), encoding="utf-8")
    measured = evaluate(release(tmp_path / "out", [made]), [path]).overall.as_dict()
    assert (measured["org_p"], measured["org_r"]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("change_to", "place"),
    [
        ({"source": None}, "'source'"),
        ({"findings": "none"}, "'findings'"),
        ({"findings": [{"year": "2013"}]}, r"findings\[0\] has no whole number 'year'"),
        ({"organisations": [1]}, "'organisations'"),
        ({"approaches": [3]}, r"approaches\[0\] is not an object"),
        ({"kind": "vervolg"}, "'vervolg' in 'kind': write one of toezichtonderzoek, verbeterpunten"),
        ({"published": "september 2013"}, "'published': write year and month"),
        (
            {"findings": [{"year": 2013, "indicators": ["3.9.9"]}]},
            r"findings\[0\] has '3.9.9' in 'indicators'",
        ),
        (
            {"findings": [{"year": 2013, "indicators": ["3.1.1"], "assignment": "own", "mark": "V"}]},
            r"findings\[0\] has 'V' in 'mark': write one of √, X",
        ),
        (
            {"conclusions": [{"approach": "A", "theme": "3", "aspect": "slecht", "text": "T"}]},
            r"conclusions\[0\] has 'slecht' in 'aspect'",
        ),
    ],
)
def test_a_label_file_is_checked_at_the_door(change_to: dict[str, Any], place: str) -> None:
    with pytest.raises(ValueError, match=place):
        parse_labels({**labels_of(MADE[0]), **change_to})


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kapot.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"kapot\.json is not a label file"):
        evaluate(release(tmp_path / "out", MADE), [path])


def test_the_command_prints_a_table_with_differences(tmp_path: Path, labels: Path) -> None:
    out = release(tmp_path / "out", MADE, FAULTS["mark"][0])
    result = CliRunner().invoke(command, [str(out), str(labels), "--show", "5"])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0].split()[:4] == ["rows", "missing", "extra", "mark"]
    assert lines[1].split()[:5] == [FIRST, "30", "0", "0", "0.967"]
    assert "want '√'" in result.output
    assert lines[-1].split()[:2] == ["all", "34"]


def test_the_command_prints_json_and_succeeds_when_all_is_right(tmp_path: Path, labels: Path) -> None:
    out = release(tmp_path / "out", MADE)
    result = CliRunner().invoke(command, [str(out), str(labels), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)["overall"]["rows"] == 34


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.exists():
        pytest.skip("the scorer of the labels is not beside the project")
    spec = importlib.util.spec_from_file_location("label_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agree(scorer: ModuleType, out: Path, labels: Path) -> None:
    ours = evaluate(out, [labels])
    parsed = scorer.Parsed(str(out))
    clean = True
    for path in sorted(labels.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        scores, differences = scorer.score_document(gold, parsed, 0)
        clean &= not differences
        assert ours.documents[gold["source"]].as_dict() == pytest.approx(scores)
    assert ours.overall.exact == clean


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_it_agrees_with_the_scorer_of_the_labels(
    fault: str | None, scorer: ModuleType, tmp_path: Path, labels: Path
) -> None:
    agree(scorer, release(tmp_path / "out", MADE, FAULTS[fault][0] if fault else None), labels)


@pytest.fixture(scope="module")
def real() -> list[Outcome]:
    files = sorted((SHARED / "factsheets").glob("*.txt"))
    if not files:
        pytest.skip("the real factsheets are not beside the project")
    return [process(path.name, path.read_bytes(), Options()) for path in files]


def spoil(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Every kind of fault, here and there in every document."""
    for index, row in enumerate(tables["findings"]):
        if index % 5 == 0:
            row["mark"], row["verdict"] = None, None
        if index % 7 == 0:
            row["text"] = (row["text"] or "")[:-20] + "en meer"
        if index % 9 == 0:
            row["approach"], row["approach_id"] = None, None
        if index % 4 == 0:
            row["assignment"] = "own"
    del tables["findings"][3]
    for index, row in enumerate(tables["conclusions"]):
        if index % 3 == 0:
            row["aspect"] = "beter"
    for row in tables["approaches"]:
        row["families"] = 1
    tables["mentions"] = tables["mentions"][::2]


@pytest.mark.parametrize("damage", [None, spoil], ids=["as read", "spoiled"])
def test_it_agrees_on_the_real_factsheets(
    damage: Damage | None, scorer: ModuleType, real: list[Outcome], tmp_path: Path
) -> None:
    agree(scorer, release(tmp_path / "out", real, damage), SHARED / "gold")
