"""What the notebooks show: frames and charts, also of nothing and of much."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from ggsr_extract.models.framework import framework
from ggsr_extract.pipeline import load
from ggsr_extract.pipeline.frames import analysis, charts
from ggsr_extract.pipeline.frames.load import Datasets
from ggsr_extract.pipeline.store.errors import NoRelease
from ggsr_extract.pipeline.store.store import Store

from tests.pipeline.made import RULES, VERSION, entry, factsheet, followup, reject

IDS = [indicator.indicator_id for indicator in framework().indicators]


def made(folder: Path, *sources: str) -> Datasets:
    with Store(folder).begin(VERSION, RULES, {}) as writer:
        writer.plan([entry(source, source) for source in sources])
        for source in sources:
            writer.add(
                followup(source, source, "a.txt") if source.startswith("z") else factsheet(source, source)
            )
        writer.commit()
    return load(folder)


def points(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Follow-up rows: municipality, indicator, id of the finding before, outcome."""
    frame = pd.DataFrame(
        rows, columns=["municipality", "indicator_id", "finding_id_before", "outcome"], dtype="string"
    )
    frame["verdict_before"] = "verbeterpunt"
    frame["source_finding_id"] = pd.NA
    return frame


def sentences(*rows: tuple[str, str, list[str]]) -> pd.DataFrame:
    """Sentences: owner, id of the owner, topics."""
    frame = pd.DataFrame(rows, columns=["owner", "owner_id", "topics"])
    return frame.assign(sentence_id=[f"s{number}" for number in range(len(frame))])


def test_the_grid_has_full_inspections_only(tmp_path: Path) -> None:
    data = made(tmp_path, "a.txt", "b.txt", "z.txt")
    grid = analysis.verdict_grid(data.findings, data.documents)
    assert list(grid.columns) == IDS
    assert len(grid) == 2
    assert grid.index.names == ["municipality", "approach"]
    first = data.findings[data.findings["document_id"] == data.documents["document_id"][0]]
    assert grid.iloc[0].tolist() == first["verdict"].astype("string").tolist()


def test_the_grid_shows_the_worst_of_two_verdicts_and_gaps_for_none(tmp_path: Path) -> None:
    data = made(tmp_path, "a.txt")
    findings = data.findings.assign(verdict=["voldoet"] * 28 + [pd.NA, pd.NA]).convert_dtypes()
    twice = findings.iloc[[0]].assign(verdict="verbeterpunt")
    grid = analysis.verdict_grid(pd.concat([findings, twice]), data.documents)
    assert grid.iloc[0].fillna("-").tolist() == ["verbeterpunt"] + ["voldoet"] * 27 + ["-", "-"]


def test_a_factsheet_without_names_keeps_its_row(tmp_path: Path) -> None:
    data = made(tmp_path, "a.txt")
    findings = data.findings.assign(municipality=pd.NA, approach=pd.NA)
    assert list(analysis.verdict_grid(findings, data.documents).index) == [("a.txt", "aanpak onbekend")]


def test_a_point_counts_once_and_is_solved_only_when_all_approaches_solved_it() -> None:
    rows = points(
        ("Zeldenrust", "1.1.1", "f1", "opgelost"),
        ("Zeldenrust", "1.1.1", "f1", "niet_opgelost"),
        ("Zeldenrust", "1.1.2", "f2", "opgelost"),
        ("Zeldenrust", "1.1.2", "f2", "onbekend"),
        ("Veldzicht", "5.3.1", "f3", "opgelost"),
    )
    rows.loc[len(rows)] = ["Veldzicht", "5.1.1", "f4", "onbekend", "voldoet", pd.NA]
    found = analysis.improvement_points(rows)
    assert found[["finding_id_before", "outcome"]].to_numpy().tolist() == [
        ["f1", "niet_opgelost"],
        ["f2", "onbekend"],
        ["f3", "opgelost"],
    ]
    counts = analysis.points_before_and_after(found)
    assert counts.to_dict("index") == {
        "Veldzicht": {"before": 1, "after": 0},
        "Zeldenrust": {"before": 2, "after": 2},
    }


def test_outcomes_stand_by_theme_in_the_order_of_the_framework(tmp_path: Path) -> None:
    rows = points(
        ("A", "5.3.1", "f1", "opgelost"), ("A", "1.1.1", "f2", "opgelost"), ("A", "1.2.1", "f3", "onbekend")
    )
    table = analysis.outcomes_by_theme(rows, made(tmp_path).framework)
    assert table.index.tolist() == ["Toeleiding", "Continu"]
    assert table.columns.tolist() == ["opgelost", "niet_opgelost", "onbekend"]
    assert table.to_numpy().tolist() == [[1, 0, 1], [1, 0, 0]]


def test_texts_that_a_follow_up_repeats_from_the_archive_are_left_out() -> None:
    findings = pd.DataFrame({"finding_id": ["f1", "f2", "f3"]})
    rows = points(("A", "1.1.1", "f1", "opgelost"), ("A", "1.1.2", "f2", "opgelost"))
    rows.loc[0, "source_finding_id"] = "elders"
    assert analysis.without_repeats(findings, rows)["finding_id"].tolist() == ["f2", "f3"]


def test_topics_are_counted_once_per_statement_with_one_verdict() -> None:
    findings = pd.DataFrame(
        {
            "statement_id": ["t1", "t1", "t2", "t3", "t3", "t4"],
            "verdict": ["voldoet", "voldoet", "verbeterpunt", "voldoet", "verbeterpunt", pd.NA],
        }
    )
    texts = sentences(
        ("finding", "t1", ["regie", "nazorg"]),
        ("finding", "t1", ["regie"]),
        ("finding", "t2", ["regie"]),
        ("finding", "t3", ["regie"]),
        ("finding", "t4", ["wachttijd"]),
        ("remark", "t2", ["nazorg"]),
    )
    found = analysis.topic_verdicts(texts, findings)
    assert found[["label", "voldoet", "verbeterpunt"]].reset_index().to_numpy().tolist() == [
        ["regie", "Regie", 1, 1],
        ["nazorg", "Nazorg", 1, 0],
    ]
    assert found["share"].tolist() == [0.5, 0.0]


def test_the_interval_of_a_share() -> None:
    # Newcombe (1998), table I: 81 of 263 and 0 of 20.
    assert analysis.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert analysis.wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert analysis.wilson(20, 20)[1] == 1.0


def test_organisations_are_joined_by_the_texts_that_name_both() -> None:
    texts = sentences(
        ("finding", "t1", []),
        ("finding", "t1", []),
        ("conclusion", "c1", []),
        ("context", "d1", []),
        ("finding", "t2", []),
    )
    named = [
        ("s0", "MEE"),
        ("s1", "GGD"),
        ("s0", "GGD"),
        ("s2", "GGD"),
        ("s2", "MEE"),
        ("s3", "MEE"),
        ("s3", "STJ"),
        ("s4", "Anker"),
    ]
    mentions = pd.DataFrame(named, columns=["sentence_id", "normalized"]).assign(
        label="ORG", document_id="d1"
    )
    graph = analysis.mention_network(mentions, texts)
    assert dict(graph.nodes(data="texts")) == {"GGD": 2, "MEE": 2}
    assert list(graph.edges(data="weight")) == [("GGD", "MEE", 2)]
    assert len(analysis.mention_network(mentions, texts, label="DOC")) == 0
    assert len(analysis.mention_network(mentions, texts, most=1)) == 0


@pytest.mark.parametrize("name", ["parsed", "map [2013] van o'neil"])
def test_the_database_has_a_view_per_dataset(tmp_path: Path, name: str) -> None:
    data = made(tmp_path / name, "a.txt", "z.txt")
    with analysis.database(tmp_path / name) as db:
        for dataset, frame in data.items():
            assert db.sql(f"SELECT count(*) FROM {dataset}").fetchall() == [(len(frame),)]
        marks = db.sql(
            "SELECT verdict, count(*) FROM findings WHERE year = 2013 GROUP BY ALL ORDER BY ALL"
        ).df()
    assert marks["verdict"].tolist() == ["verbeterpunt", "voldoet"]


def test_a_factsheet_in_two_files_counts_once_where_that_is_asked(tmp_path: Path) -> None:
    with Store(tmp_path).begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("a.txt", "een"), entry("b.txt", "twee"), entry("leeg.txt", "niets")])
        writer.add(factsheet("a.txt", "een"))
        writer.add(factsheet("b.txt", "twee"))
        writer.add(reject("leeg.txt", "niets"))
        writer.commit()
    every, once = load(tmp_path), load(tmp_path, once=True)
    assert (len(every.documents), len(every.findings)) == (2, 60)
    assert once.documents["source"].tolist() == ["a.txt"]
    assert {len(set(once[name]["document_id"])) for name in ("findings", "lines", "sentences", "checks")} == {
        1
    }
    assert (len(once.framework), len(once.rejects)) == (30, 1)
    assert list(load(tmp_path, ["findings"], once=True)) == ["findings"]
    with analysis.database(tmp_path, once=True) as db:
        for name, frame in once.items():
            assert db.sql(f"SELECT count(*) FROM {name}").fetchall() == [(len(frame),)]
        assert db.sql("SELECT count(*) FROM all_findings").fetchall() == [(60,)]


def test_the_database_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoRelease):
        analysis.database(tmp_path)


def all_charts(data: Datasets) -> list[charts.Chart]:
    found = analysis.improvement_points(data.followups)
    per_theme = pd.crosstab(data.findings["theme"], data.findings["verdict"]).reindex(
        columns=["voldoet", "verbeterpunt"], fill_value=0
    )
    return [
        charts.heat_map(analysis.verdict_grid(data.findings, data.documents)),
        charts.verdict_bars(per_theme),
        charts.flow(analysis.outcomes_by_theme(found, data.framework)),
        charts.slopes(analysis.points_before_and_after(found)),
        charts.topic_dots(analysis.topic_verdicts(data.sentences, data.findings)),
        charts.network(analysis.mention_network(data.mentions, data.sentences)),
    ]


@pytest.mark.parametrize("sources", [(), ("a.txt",), ("z.txt",), ("a.txt", "z.txt")])
@pytest.mark.filterwarnings("error")
def test_charts_are_drawn_of_any_archive(tmp_path: Path, sources: tuple[str, ...]) -> None:
    for chart in all_charts(made(tmp_path, *sources)):
        picture, size = chart._repr_png_()
        assert picture.startswith(b"\x89PNG")
        assert size["width"] >= 600


def test_charts_of_nothing_say_so(tmp_path: Path) -> None:
    for chart in all_charts(made(tmp_path)):
        assert [text.get_text() for text in chart.axes[0].texts] == ["Geen gegevens in dit archief"]


def test_drawing_leaves_settings_alone_and_gives_the_same_picture(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    data = made(tmp_path, "a.txt", "z.txt")
    first, second = ([chart._repr_png_()[0] for chart in all_charts(data)] for _ in range(2))
    assert first == second
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(("rows", "marks"), [(20, True), (90, False), (900, False)])
@pytest.mark.filterwarnings("error")
def test_a_heat_map_of_many_rows_stays_of_a_readable_size(rows: int, marks: bool) -> None:
    index = pd.MultiIndex.from_tuples([(f"Gemeente {number}", "Aanpak") for number in range(rows)])
    grid = pd.DataFrame("voldoet", index=index, columns=IDS)
    chart = charts.heat_map(grid)
    assert chart.get_size_inches()[1] < 45
    assert any(text.get_text() == "√" for text in chart.axes[0].texts) == marks
    chart._repr_png_()


def test_slopes_name_the_largest_and_keep_names_apart() -> None:
    counts = pd.DataFrame(
        {"before": [9] * 40, "after": [number % 4 for number in range(40)]},
        index=pd.Index([f"Gemeente {number:02}" for number in range(40)]),
    )
    chart = charts.slopes(counts)
    left = [text for text in chart.axes[0].texts if text.get_ha() == "right"]
    heights = sorted(text.get_position()[1] for text in left)
    assert len(left) == charts.LABELLED
    assert min(b - a for a, b in pairwise(heights)) > 0.4
    chart._repr_png_()


def test_spread_moves_labels_no_further_than_needed() -> None:
    assert charts.spread([], 1) == []
    assert charts.spread([5, 1, 9], 1) == [5, 1, 9]
    assert charts.spread([2, 2], 1) == [1.5, 2.5]
    assert charts.spread([2, 2, 2.5, 9], 1) == pytest.approx([1.1667, 2.1667, 3.1667, 9], abs=1e-4)


def test_reading_tables_escape_what_a_factsheet_prints() -> None:
    html = charts.reading_table(pd.DataFrame({"tekst": ["<b>en</b>", pd.NA]})).to_html()
    assert "&lt;b&gt;en&lt;/b&gt;" in html
    assert "&lt;NA&gt;" not in html
