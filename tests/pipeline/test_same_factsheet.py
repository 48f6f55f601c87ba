"""Two files of one factsheet, such as a text beside its PDF: both stay, and all but one are marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.store.store import Store

from tests.conftest import invoke
from tests.pipeline.archive import checksums, rows
from tests.pipeline.made import RULES, VERSION, entry, factsheet

MONTH = date(2013, 5, 1)


def _sheet(source: str, month: date | None = MONTH, pages: int | None = None, **facts: Any) -> Outcome:
    outcome = factsheet(source, source, **facts)
    (document,) = outcome.tables["documents"]
    document.update(published=month, page_count=pages)
    return outcome


def _run(folder: Path, *outcomes: Outcome) -> dict[str, str]:
    """The source that each marked document is the same as."""
    with Store(folder).begin(VERSION, RULES, {}) as writer:
        plan = writer.plan(entry(outcome.source, outcome.source) for outcome in outcomes)
        todo = {item.source for item in plan.process}
        for outcome in outcomes:
            if outcome.source in todo:
                writer.add(outcome)
        writer.commit()
    source_of = {row["document_id"]: row["source"] for row in rows(folder, "documents")}
    marked = {row["source"] for row in rows(folder, "documents") if "same_factsheet" in row["checks"]}
    told = [row for row in rows(folder, "checks") if row["code"] == "same_factsheet"]
    assert {source_of[row["document_id"]] for row in told} == marked
    assert all(source_of[row["value"]] in row["message"] for row in told)
    return {source_of[row["document_id"]]: source_of[row["value"]] for row in told}


def test_all_but_one_file_of_a_factsheet_are_marked(tmp_path: Path) -> None:
    assert _run(tmp_path, *map(_sheet, ("a.txt", "b.txt", "c.txt"))) == {"b.txt": "a.txt", "c.txt": "a.txt"}
    assert len(rows(tmp_path, "findings")) == 90


def test_the_file_with_pages_is_the_one_without_a_mark(tmp_path: Path) -> None:
    files = (_sheet("a.txt"), _sheet("b.pdf", pages=9), _sheet("c.pdf", pages=9))
    assert _run(tmp_path, *files) == {"a.txt": "b.pdf", "c.pdf": "b.pdf"}


def test_names_of_approaches_agree_whatever_their_case_and_spaces(tmp_path: Path) -> None:
    files = (_sheet("a.txt", approach="Gezin Centraal"), _sheet("b.txt", approach="gezin-centraal"))
    assert _run(tmp_path, *files) == {"b.txt": "a.txt"}


def test_what_differs_or_is_unknown_is_not_marked(tmp_path: Path) -> None:
    files = (
        _sheet("a.txt"),
        _sheet("b.txt", month=date(2014, 5, 1)),
        _sheet("c.txt", municipality="Waterhoeve"),
        _sheet("d.txt", approach="Samen Sterk"),
        _sheet("e.txt", month=None),  # of either month
    )
    assert _run(tmp_path, *files) == {}


def test_a_month_that_one_file_does_not_print_makes_no_difference(tmp_path: Path) -> None:
    files = (_sheet("a.txt", month=None), _sheet("b.txt"), _sheet("c.txt", month=None))
    assert _run(tmp_path, *files) == {"b.txt": "a.txt", "c.txt": "a.txt"}


def test_a_file_that_comes_later_gives_the_same_bytes_as_a_fresh_run(tmp_path: Path) -> None:
    _run(tmp_path / "grown", _sheet("b.txt"))
    assert _run(tmp_path / "grown", _sheet("a.pdf", pages=3), _sheet("b.txt")) == {"b.txt": "a.pdf"}
    _run(tmp_path / "fresh", _sheet("a.pdf", pages=3), _sheet("b.txt"))
    assert checksums(tmp_path / "grown") == checksums(tmp_path / "fresh")
    assert _run(tmp_path / "grown", _sheet("b.txt"))  # the other is gone, and kept until it is pruned


def test_the_real_texts_and_their_pdfs_are_told_to_be_the_same(shared: Path, tmp_path: Path) -> None:
    text = shared / "factsheets" / "alkmaar-2013.txt"
    result = invoke(
        "run", text, shared / "factsheets" / "pdf" / "alkmaar-2013.raster.pdf", "--out", tmp_path, "--quiet"
    )
    assert result.exit_code == 0, result.output
    marked = {row["file_name"]: "same_factsheet" in row["checks"] for row in rows(tmp_path, "documents")}
    assert marked == {"alkmaar-2013.txt": True, "alkmaar-2013.raster.pdf": False}
