"""The report as files: complete, escaped, the same every time, and told plainly when it cannot be made."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ggsr_extract.models.checks import CHECKS, REJECTS
from ggsr_extract.pipeline.report.build import build
from ggsr_extract.pipeline.report.command import report as command
from ggsr_extract.pipeline.report.data import Release, read
from ggsr_extract.pipeline.report.dutch import CHECK_LABELS, REJECT_LABELS, check_label
from ggsr_extract.pipeline.report.marked import marked, runs
from ggsr_extract.pipeline.report.overview import attention, columns, script
from ggsr_extract.pipeline.report.pages import Page, PageMaker
from ggsr_extract.pipeline.store.errors import NoRelease, StoreError
from ggsr_extract.pipeline.store.state import Input
from ggsr_extract.pipeline.store.store import Store
from ggsr_extract.pipeline.tables.corrections import Correction
from hypothesis import given
from hypothesis import strategies as st

from tests.pipeline.made import RULES, VERSION, factsheet, followup
from tests.pipeline.site import HOSTILE, PDF, RAW, archive, release


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release(tmp_path_factory.mktemp("archive") / "parsed", archive())


@pytest.fixture(scope="module")
def site(parsed: Path) -> Path:
    build(parsed, parsed.parent / "report", RAW)
    return parsed.parent / "report"


@pytest.fixture(scope="module")
def gathered(parsed: Path) -> Release:
    return read(parsed)


def page_of(gathered: Release, file_name: str) -> Page:
    document = next(item for item in gathered.documents if item.row["file_name"] == file_name)
    return PageMaker(document, {}, gathered.originals).page()


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def pages(site: Path) -> list[Path]:
    return [site / "index.html", *sorted((site / "factsheets").glob("*.html"))]


def test_every_factsheet_has_a_page_and_every_finding_a_place(site: Path, gathered: Release) -> None:
    for document in gathered.documents:
        elements = Elements((site / f"factsheets/{document.id}.html").read_text("utf-8")).found
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert {row["finding_id"] for row in document.rows("findings")} <= set(ids)


def test_what_comes_from_a_factsheet_is_never_markup(site: Path) -> None:
    for path in pages(site):
        for tag, attributes in Elements(path.read_text("utf-8")).found:
            assert not any(name.startswith("on") for name in attributes)
            if tag in {"script", "img"}:
                assert "src" in attributes
                assert attributes["src"] != "x"
    for path in (site / "gegevens").iterdir():
        assert not re.search("[<>&\u2028\u2029]", path.read_text("utf-8"))


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in {".html", ".css", ".js"}:
            assert not re.search(r"https?://|//[a-z]+\.|@import|url\(", path.read_text("utf-8")), path
    for path in pages(site):
        for _, attributes in Elements(path.read_text("utf-8")).found:
            for name in ("src", "href"):
                target = (attributes.get(name) or "").split("#")[0]
                if target and not target.startswith("data:"):
                    assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_a_script_reads_back_as_the_value() -> None:
    value = {"text": f"{HOSTILE} √ \u2029"}
    text = script("NAME", value)
    assert text.startswith("window.NAME=")
    assert json.loads(text.removeprefix("window.NAME=").removesuffix(";\n")) == value


def test_the_same_datasets_give_the_same_files(parsed: Path, site: Path, tmp_path: Path) -> None:
    build(parsed, tmp_path / "again", RAW)
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    again = {
        path.relative_to(tmp_path / "again"): path.read_bytes()
        for path in (tmp_path / "again").rglob("*")
        if path.is_file()
    }
    assert again == first


def test_columns_hold_every_finding_in_the_order_of_the_framework(gathered: Release) -> None:
    data, texts = columns(gathered)
    findings = [row for document in gathered.documents for row in document.rows("findings")]
    assert sorted(data["ids"].split(" ")) == sorted(row["finding_id"] for row in findings)
    by_id = {row["finding_id"]: row for row in findings}
    for at, finding_id in enumerate(data["ids"].split(" ")):
        row = by_id[finding_id]
        document, approach, year = data["series"][data["r"][at]]
        assert data["documents"][document][0] == row["document_id"]
        assert (approach, year) == (row["approach"], row["year"])
        assert data["framework"][data["i"][at]][0] == row["indicator_id"]
        assert texts["texts"][data["s"][at]] == (row["text"] or "")
        assert texts["remarks"][data["s"][at]] == row["let_op"]
        assert data["verdicts"][at] == {"voldoet": "v", "verbeterpunt": "x", None: "-"}[row["verdict"]]


def test_a_page_shows_statements_with_their_marks_in_the_text(gathered: Release) -> None:
    page = page_of(gathered, "oostwold.txt")
    shown = [item for theme in page.themes for group in theme.groups for item in group.statements]
    assert [one.id for item in shown for one in item.indicators] == [
        row["indicator_id"] for row in gathered.framework
    ]
    assert [piece.topics for piece in shown[0].text] == [("veiligheid",)]
    assert shown[0].text[0].parts[0].label == "ORG"
    assert [len(item.remarks) for item in shown].count(1) == 1
    conclusions = [item for theme in page.themes for group in theme.groups for item in group.conclusions]
    assert [item.aspect for item in conclusions] == ["goed"]


def test_the_source_holds_every_line_and_ties_it_to_its_statement(gathered: Release) -> None:
    for document in gathered.documents:
        page = PageMaker(document, {}, {}).page()
        lines = [line for source in page.sources for line in source.lines]
        shown = "".join(run.text for line in lines for run in line.runs)
        assert "".join(shown.split()) == "".join(
            "".join(row["text"] for row in document.rows("lines")).split()
        )
    page = page_of(gathered, "zeldenrust-2013.txt")
    statement = page.themes[0].groups[0].statements[1]
    own = " ".join(
        run.text
        for source in page.sources
        for line in source.lines
        for run in line.runs
        if statement.number in run.owners
    )
    assert "De aanpak regelt punt 1 in eerste." in " ".join(own.split())


def test_a_follow_up_pairs_what_was_with_what_is(gathered: Release) -> None:
    pairs = [pair for theme in page_of(gathered, "zeldenrust-2015.txt").themes for pair in theme.pairs]
    assert [(pair.outcome, pair.before[0].mark, pair.after[0].mark) for pair in pairs] == [
        ("opgelost", "X", "√"),
        ("opgelost", "X", "√"),
    ]
    assert pairs[0].agreement == 1.0


def test_conclusions_stand_under_their_headings_also_when_the_aspect_is_unknown(tmp_path: Path) -> None:
    made = factsheet("oostwold.txt", "ander")
    first = made.tables["conclusions"][0]
    for number, aspect in enumerate((None, "beter", "goed")):
        row = {**first, "conclusion_id": f"c{number}", "aspect": aspect, "position": number + 1}
        made.tables["conclusions"].append({**row, "text": f"Conclusie {number}."})
    build(release(tmp_path / "parsed", [made]), tmp_path / "report")
    text = (tmp_path / f"report/factsheets/{made.document_id}.html").read_text("utf-8")
    told = [
        "Wat gaat goed?",
        "Conclusie 2.",
        "Wat kan beter?",
        "Conclusie 1.",
        "niet te zeggen",
        "Conclusie 0.",
    ]
    places = [text.index(words) for words in told]
    assert places == sorted(places)


def test_a_follow_up_that_repeats_a_mark_without_its_text_leads_to_its_source(tmp_path: Path) -> None:
    first, later = factsheet("2013.txt", "bron"), followup("2015.txt", "vervolg", "bron")
    later.tables["findings"][0]["text"] = None
    build(release(tmp_path / "parsed", [first, later]), tmp_path / "report")
    text = (tmp_path / f"report/factsheets/{later.document_id}.html").read_text("utf-8")
    assert text.count("Naar de factsheet van toen") == 2
    assert text.count("% gelijk") == 1


def test_conclusions_stand_once_also_where_a_finding_has_no_approach(tmp_path: Path) -> None:
    made = factsheet("oostwold.txt", "ander")
    made.tables["findings"][0].update(approach=None, approach_id=None)
    build(release(tmp_path / "parsed", [made]), tmp_path / "report")
    text = (tmp_path / f"report/factsheets/{made.document_id}.html").read_text("utf-8")
    assert text.count('<div class="conclusions">') == 1


def test_key_figures_count_a_factsheet_once_that_two_files_hold(tmp_path: Path) -> None:
    twice = [factsheet("wold.pdf", "een"), factsheet("wold.txt", "twee"), factsheet("o.txt", "o", "Oostwold")]
    written = build(release(tmp_path / "parsed", twice), tmp_path / "report")
    assert (written.documents, written.findings) == (3, 90)  # every page is there
    text = (tmp_path / "report/index.html").read_text("utf-8")
    figures = re.findall(r"<div[^>]*><dt>([^<]+)</dt><dd>([\d.]+)", text)
    assert dict(figures)["Factsheets"] == "2"
    assert dict(figures)["Bevindingen"] == "60"
    assert "1 document is een tweede bestand van een factsheet" in text


def test_attention_puts_the_worst_first(gathered: Release) -> None:
    items = attention(gathered)
    ranks = [["error", "warning", "info"].index(item["severity"]) for item in items]
    assert ranks == sorted(ranks)
    assert all(item["link"] and item["count"] for item in items)


def test_a_pdf_without_its_source_shows_lines_by_page(parsed: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / PDF).write_bytes(b"%PDF-1.4 something else")
    written = build(parsed, tmp_path / "report", tmp_path / "raw")
    assert (written.pictures, written.missing) == (0, (PDF,))
    text = next(
        path.read_text("utf-8")
        for path in (tmp_path / "report/factsheets").iterdir()
        if f"{PDF} ·" in path.read_text("utf-8")
    )
    assert "<h3>Pagina 2</h3>" in text
    assert "<img" not in text


def test_a_correction_is_shown_with_what_was_read_and_one_refused_by_name(tmp_path: Path) -> None:
    made = factsheet("oostwold.txt", "ander")
    row = made.tables["findings"][1]
    fields = (made.document_id or "", row["finding_id"], "mark", "√", "X", "Verkeerd gelezen", "J. de Vries")
    with Store(tmp_path / "parsed").begin(VERSION, RULES, {}) as job:
        job.plan([Input(made.source, made.content_hash, 1)])
        job.add(made)
        good = Correction(*fields, "2015-06-30", 2)
        gone = Correction(fields[0], "weg", *fields[2:], "2015-06-30", 3)
        job.commit(corrections=[good, gone])
    build(tmp_path / "parsed", tmp_path / "report")
    sheet = (tmp_path / f"report/factsheets/{made.document_id}.html").read_text("utf-8")
    assert "Gecorrigeerd door J. de Vries op 2015-06-30" in sheet
    assert "was “√”" in sheet
    overview = (tmp_path / "report/index.html").read_text("utf-8")
    assert "niet toegepast" in overview
    assert "there is no such finding any more" in overview


def test_every_code_has_a_dutch_label() -> None:
    assert set(CHECK_LABELS) == set(CHECKS)
    assert set(REJECT_LABELS) == set(REJECTS)
    assert check_label("mark_missing") == "Geen teken bij het oordeel"


def test_only_a_report_is_replaced(parsed: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "brief.txt").write_text("belangrijk", encoding="utf-8")
    with pytest.raises(StoreError, match="holds other files than a report"):
        build(parsed, tmp_path / "mine")
    assert (tmp_path / "mine" / "brief.txt").read_text(encoding="utf-8") == "belangrijk"
    build(parsed, tmp_path / "report")
    (tmp_path / "report" / "factsheets" / "oud.html").write_text("oud", encoding="utf-8")
    build(parsed, tmp_path / "report")
    assert not (tmp_path / "report" / "factsheets" / "oud.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "report"]


def test_the_folder_one_works_in_can_take_the_report(
    parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(parsed, Path("."))
    assert (tmp_path / "index.html").is_file()


def test_an_empty_release_still_gives_a_report(tmp_path: Path) -> None:
    written = build(release(tmp_path / "parsed", []), tmp_path / "report")
    assert (written.documents, written.findings) == (0, 0)


def test_without_datasets_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoRelease):
        build(tmp_path, tmp_path / "report")


def test_the_command_writes_the_report_and_tells_where(parsed: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    result = CliRunner().invoke(command, [str(parsed), "--out", str(out), "--sources", str(RAW)])
    assert result.exit_code == 0
    assert "5 factsheets" in result.output
    assert (out / "index.html").is_file()
    missing = CliRunner().invoke(command, [str(parsed), "--out", str(out), "--sources", str(tmp_path)])
    assert f"PDFs without pictures: 1, such as {PDF}." in missing.output
    quiet = CliRunner().invoke(command, [str(parsed), "--out", str(out), "--quiet"])
    assert (quiet.exit_code, quiet.output) == (0, "")


texts = st.text(alphabet="ab c\n√é", max_size=40)


@given(texts, st.lists(texts, max_size=4), st.data())
def test_a_marked_text_is_the_text(text: str, sentences: list[str], data: st.DataObject) -> None:
    rows: list[dict[str, Any]] = []
    mentions: dict[str, list[dict[str, Any]]] = {}
    for number, sentence in enumerate(sentences):
        rows.append({"sentence_id": str(number), "text": sentence, "topics": ["a"]})
        mentions[str(number)] = [
            {
                "label": "ORG",
                "normalized": "x",
                "start": data.draw(st.integers(0, 40)),
                "end": data.draw(st.integers(0, 45)),
            }
            for _ in range(data.draw(st.integers(0, 3)))
        ]
    assert "".join(part.text for piece in marked(text, rows, mentions) for part in piece.parts) == text


@given(
    texts,
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.integers(0, 3)), max_size=6),
)
def test_runs_cut_a_line_without_losing_a_character(
    text: str, start: int, spans: list[tuple[int, int, int]]
) -> None:
    found = runs(text, start, spans)
    assert "".join(run.text for run in found) == text
    at = start
    for run in found:
        for char in run.text:
            owners = {owner for begin, end, owner in spans if begin <= at < end}
            if not char.isspace():
                assert owners == set(run.owners)
            at += 1
