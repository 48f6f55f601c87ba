"""Verification: what it says of good datasets (nothing) and of each way in which they can be wrong."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import io
import os
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ggsr_extract.models.tables import TABLES, arrow_schema
from ggsr_extract.pipeline.quality.verify import Problem, verify
from ggsr_extract.pipeline.store.manifest import read_manifest
from ggsr_extract.pipeline.store.store import Store
from pypdf import PdfReader, PdfWriter
from pypdf.generic import FloatObject, NameObject

from tests.conftest import invoke
from tests.pipeline.made import RULES, VERSION, entry, factsheet, followup, reject
from tests.places import ROOT

Rows = list[dict[str, Any]]


@pytest.fixture
def parsed(tmp_path: Path) -> Path:
    folder = tmp_path / "parsed"
    with Store(folder).begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("2013.txt", "bron"), entry("2015.txt", "vervolg"), entry("leeg.txt", "niets")])
        writer.add(factsheet("2013.txt", "bron"))
        writer.add(followup("2015.txt", "vervolg", "bron", wrong_mark="1.1.1"))
        writer.add(reject("leeg.txt", "niets"))
        writer.commit()
    return folder


def tamper(
    folder: Path, dataset: str, change: Callable[[Rows], object], schema: pa.Schema | None = None
) -> None:
    """Changes rows behind the store's back and makes checksum and row count of the manifest fit."""
    path = folder / dataset / "part-0.parquet"
    rows = pq.read_table(path).to_pylist()
    change(rows)
    fields = schema or pa.schema([field.with_nullable(True) for field in arrow_schema(TABLES[dataset])])
    strict = schema or arrow_schema(TABLES[dataset])
    pq.write_table(pa.Table.from_pylist(rows, schema=fields).cast(strict), path)
    manifest = read_manifest(folder)
    files = tuple(
        dataclasses.replace(
            item,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            bytes=path.stat().st_size,
            rows=len(rows),
        )
        if item.dataset == dataset
        else item
        for item in manifest.files
    )
    (folder / "manifest.json").write_bytes(dataclasses.replace(manifest, files=files).to_json())


def put(index: int, **values: Any) -> Callable[[Rows], object]:
    return lambda rows: rows[index].update(values)


def box_side(rows: Rows, side: str, value: float) -> None:
    rows[0]["boxes"][0][side] = value


def drop(index: int) -> Callable[[Rows], object]:
    return lambda rows: rows.pop(index)


def test_good_datasets_have_no_problems(parsed: Path) -> None:
    assert verify(parsed) == []


def test_tampering_alone_is_no_problem(parsed: Path) -> None:
    tamper(parsed, "findings", list)
    assert verify(parsed) == []


def test_no_datasets_are_one_problem(tmp_path: Path) -> None:
    assert [problem.dataset for problem in verify(tmp_path)] == ["manifest"]


@pytest.mark.parametrize(
    ("dataset", "change", "says"),
    [
        ("findings", drop(3), "no row for indicator"),
        ("findings", lambda rows: rows.append(dict(rows[-1])), "comes twice"),
        (
            "findings",
            lambda rows: rows[1].update({name: rows[0][name] for name in ("indicator_id", "indicator")}),
            "2 rows for indicator 1.1.1 without a check row_duplicate",
        ),
        ("findings", put(0, verdict="voldoet"), "verdict voldoet does not follow from mark X"),
        ("findings", put(0, verdict="matig"), "'matig' is not one of"),
        ("findings", put(1, theme="Iets anders"), "not the framework's"),
        ("findings", put(1, municipality="Elders"), "in documents 'Zeldenrust'"),
        ("findings", put(1, approach="Iets anders"), "approach is not the name of approach_id"),
        ("findings", put(1, approach_id="nergens"), "is not in approaches.approach_id"),
        ("findings", put(1, indicator_id="9.9.9"), "is not in framework.indicator_id"),
        (
            "findings",
            lambda rows: rows[1].update(statement_id=rows[0]["statement_id"]),
            "mark differs among the findings of statement",
        ),
        ("findings", put(1, statement_size=2), "statement_size is 2, but the statement has 1 rows"),
        ("findings", put(1, text="Een zin die er niet staat."), "is not on its lines"),
        ("findings", put(1, text="De aanpak"), "its lines hold more letters than text"),
        ("findings", put(1, let_op=["Zomaar."]), "its rows are not what let_op says"),
        ("findings", put(1, checks=["text_missing"]), "its rows in checks say otherwise"),
        ("findings", put(1, spans=[{"start": 5, "end": 999999}]), "is not within the text's"),
        (
            "findings",
            put(1, boxes=[{"page": 1, "x0": 9.0, "top": 1.0, "x1": 2.0, "bottom": 3.0}]),
            "inside out",
        ),
        ("findings", put(1, match_score=1.5), "is not within 0..1"),
        (
            "findings",
            put(1, assignment="shared"),
            "assignment is shared, but the statement covers 1 indicators",
        ),
        ("findings", put(1, page=1), "page is 1, which cannot be of a source without pages"),
        ("findings", put(1, spans=[]), "spans is [], which cannot be of a source without pages"),
        ("documents", put(0, page_count=3), "page_count is given, but its lines say otherwise"),
        ("documents", put(0, file_name="2015.txt"), "file_name is 2015.txt, not its source's"),
        ("documents", put(0, published=date(2013, 9, 7)), "not the first of a month"),
        ("documents", put(0, finding_count=29), "finding_count is 29, but the rows give 30"),
        ("documents", put(0, char_count=1), "char_count is 1"),
        ("documents", put(0, checks=[]), "its rows give ['published_unknown']"),
        ("documents", lambda rows: rows.reverse(), "out of order"),
        ("documents", put(0, document_id="0" * 16), "rows of no document"),
        ("approaches", drop(0), "is not in approaches.approach_id"),
        ("approaches", put(0, position=1), "position is 1; it counts from 0"),
        ("remarks", put(0, position=2), "position is 2; it counts from 0"),
        ("remarks", put(0, text="Heel iets anders"), "its rows are not what let_op says"),
        ("remarks", put(0, statement_id="nergens"), "is not in findings.statement_id"),
        ("conclusions", put(0, text="Er is geen plan."), "is not on its lines"),
        ("conclusions", put(0, theme_id="4"), "not the framework's"),
        ("conclusions", put(0, aspect="matig"), "'matig' is not one of goed, beter"),
        (
            "followups",
            put(0, outcome="niet_opgelost", verdict_before="verbeterpunt"),
            "verdict_before is not that of",
        ),
        ("followups", put(1, outcome="onbekend"), "outcome onbekend does not follow"),
        ("followups", put(0, outcome="niet_opgelost"), "outcome niet_opgelost does not follow"),
        ("followups", drop(0), "no row is about this finding"),
        ("followups", put(0, approach="Elders"), "approach is the name of none of its approaches"),
        ("followups", put(0, agreement=None), "agreement is given exactly when"),
        ("followups", put(0, source_finding_id="nergens"), "source_finding_id nergens is not in findings"),
        ("sentences", put(0, owner_id="nergens"), "is no finding of this document"),
        ("sentences", put(0, lemmas=[]), "0 lemmas"),
        ("sentences", put(0, text="Iets anders."), "they are not the sentences of its text"),
        ("sentences", drop(0), "they are not the sentences of its text"),
        ("sentences", put(0, position=1), "position is 1; it counts from 0"),
        ("mentions", put(0, unit="gezin"), "unit is given exactly when there is a value"),
        (
            "mentions",
            put(0, unit="uur", value_min=3.0, value_max=2.0),
            "value_min 3 is more than value_max 2",
        ),
        ("mentions", put(0, start=1), "does not stand at 1..2"),
        ("mentions", put(0, sentence_id="nergens"), "is not in sentences.sentence_id"),
        ("lines", drop(5), "char_count"),
        ("lines", put(3, span={"start": 0, "end": 7}), "are also on"),
        ("lines", put(3, owner_id="nergens"), "is nothing of this document"),
        ("lines", put(3, role="onzin"), "'onzin' is not one of"),
        (
            "lines",
            put(3, box={"page": 1, "x0": 0.0, "top": 0.0, "x1": 1.0, "bottom": 1.0}),
            "either a box or a span",
        ),
        ("framework", put(0, indicator="Iets anders"), "not the 30 indicators"),
        ("framework", drop(0), "not the 30 indicators"),
        ("checks", put(0, severity="error"), "not the catalogue's"),
        ("checks", put(0, owner_id="nergens"), "is no document of this document"),
        ("rejects", drop(0), "this input is neither in documents nor in rejects"),
        ("rejects", put(0, stage="run"), "stage is run, not the catalogue's"),
        ("rejects", put(0, error="onzin"), "'onzin' is not one of"),
    ],
)
def test_each_fault_is_found_and_said_in_one_line(
    parsed: Path, dataset: str, change: Callable[[Rows], object], says: str
) -> None:
    tamper(parsed, dataset, change)
    problems = [str(problem) for problem in verify(parsed)]
    assert any(says in problem for problem in problems), problems
    assert not any("\n" in problem for problem in problems)


def test_a_row_that_a_check_says_is_missing_is_no_problem(parsed: Path) -> None:
    """The rest of a factsheet that was cut off is told once, by the run."""
    rows = pq.read_table(parsed / "documents" / "part-0.parquet").to_pylist()
    told = {
        "document_id": rows[0]["document_id"],
        "code": "row_missing",
        "severity": "error",
        "owner": "document",
        "owner_id": rows[0]["document_id"],
        "page": None,
        "message": "Indicator 1.2.1 has no statement.",
        "value": "1.2.1",
    }
    tamper(parsed, "findings", drop(2))
    assert any("no row for indicator 1.2.1" in str(problem) for problem in verify(parsed))
    tamper(parsed, "checks", lambda rows: rows.insert(1, told))
    assert not any("no row for indicator" in str(problem) for problem in verify(parsed))


def test_a_name_with_a_newline_still_gives_one_line() -> None:
    assert str(Problem("lines", "a\nb.txt", "is wrong")) == "lines: a\\nb.txt: is wrong"


def test_a_flipped_byte_is_found(parsed: Path) -> None:
    path = parsed / "lines" / "part-0.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert [problem.what for problem in verify(parsed)] == [
        "its checksum is not the one that the manifest gives"
    ]


def test_missing_and_surplus_files_are_found(parsed: Path) -> None:
    (parsed / "remarks" / "part-0.parquet").unlink()
    (parsed / "checks" / "part-1.parquet").write_bytes(b"")
    said = [str(problem) for problem in verify(parsed)]
    assert any("remarks" in text and "cannot be read" in text for text in said)
    assert any("part-1.parquet" in text and "does not name" in text for text in said)


def test_another_schema_is_found(parsed: Path) -> None:
    schema = arrow_schema(TABLES["remarks"])
    other = pa.schema(
        [schema.field(0), schema.field(1), schema.field(2), schema.field(3).with_type(pa.int64())]
    )
    tamper(parsed, "remarks", lambda rows: [row.pop("text") for row in rows], other)
    said = [str(problem) for problem in verify(parsed)]
    assert any("text: the column is missing" in text for text in said)
    assert any("position: the column is" in text for text in said)


def test_lines_are_held_against_the_source_when_it_is_there(tmp_path: Path) -> None:
    raw, parsed = tmp_path / "raw", tmp_path / "parsed"
    raw.mkdir()
    lines = factsheet("a.txt", "bron").tables["lines"]
    text = "\n".join(row["text"] for row in lines) + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()

    def rows_of(shift: str) -> dict[str, Rows]:
        made = factsheet("a.txt", "bron")
        return {
            name: [
                {
                    key: value.replace(made.document_id or "", digest[:16])
                    if isinstance(value, str)
                    else value
                    for key, value in row.items()
                }
                | (
                    {"text": row["text"].replace("plan", shift)}
                    if name in {"lines", "conclusions", "sentences"}
                    else {}
                )
                for row in rows
            ]
            for name, rows in made.tables.items()
        }

    for word, expected in (("plan", []), ("idee", ["lines"])):
        (raw / "a.txt").write_text(text, encoding="utf-8")
        outcome = dataclasses.replace(
            factsheet("a.txt", "bron"), content_hash=digest, document_id=digest[:16], tables=rows_of(word)
        )
        with Store(parsed).begin(VERSION, word, {}) as writer:
            writer.plan([dataclasses.replace(entry("a.txt", "x"), sha256=digest)])
            writer.add(outcome)
            writer.commit()
        assert verify(parsed) == []
        assert sorted({problem.dataset for problem in verify(parsed, raw)}) == expected
    (raw / "a.txt").write_text("anders", encoding="utf-8")
    assert verify(parsed, raw) == []


def test_what_was_not_compared_with_its_source_is_told(tmp_path: Path) -> None:
    raw, other, parsed = tmp_path / "raw", tmp_path / "other", tmp_path / "parsed"
    for folder in (raw, other):
        folder.mkdir()
    for name in ("zandwijk-2013.txt", "zandwijk-2015.txt"):
        shutil.copy(ROOT / "data" / "raw" / name, raw)
    assert invoke("run", raw, "--out", parsed, "--quiet").exit_code == 0
    whole = invoke("verify", parsed, "--sources", raw)
    assert (whole.exit_code, whole.stderr) == (0, "All well.\n")
    (raw / "zandwijk-2015.txt").unlink()
    part = invoke("verify", parsed, "--sources", raw)
    assert part.exit_code == 0
    assert "1 of 2 documents, such as zandwijk-2015.txt" in part.stderr
    assert "All well." in part.stderr
    nothing = invoke("verify", parsed, "--sources", other)
    assert nothing.exit_code == 2
    assert "2 of 2 documents" in nothing.stderr
    assert "All well." not in nothing.stderr


def test_sources_in_archives_and_of_names_that_are_no_text_are_found(tmp_path: Path) -> None:
    raw, parsed = tmp_path / "raw", tmp_path / "parsed"
    raw.mkdir()
    texts = [
        (ROOT / "data" / "raw" / "zandwijk-2013.txt").read_bytes() + b" " * number for number in range(6)
    ]
    with zipfile.ZipFile(raw / "a.zip", "w") as packed:
        packed.writestr("map/een.txt", texts[0])
    (raw / "twee.txt.gz").write_bytes(gzip.compress(texts[1]))
    with tarfile.open(raw / "b.tar.gz", "w:gz") as packed_tar:
        for name, text in (("vier.txt", texts[2]), ("drie.txt", texts[3])):
            member = tarfile.TarInfo(name)
            member.size = len(text)
            packed_tar.addfile(member, io.BytesIO(text))
    Path(os.fsdecode(os.fsencode(raw) + b"/\xff.txt")).write_bytes(texts[4])
    assert invoke("run", raw, "--out", parsed, "--quiet").exit_code == 0
    assert invoke("verify", parsed, "--sources", raw).stderr == "All well.\n"
    with (raw / "b.tar.gz").open("r+b") as broken:
        broken.truncate(1000)
    assert "2 of 5 documents, such as b.tar.gz/drie.txt" in invoke("verify", parsed, "--sources", raw).stderr


def test_places_on_pages_are_held_against_the_pages_of_the_source(tmp_path: Path) -> None:
    """The sides of a page are points also where the file counts in a unit of its own."""
    raw, parsed = tmp_path / "raw", tmp_path / "parsed"
    raw.mkdir()
    pdf = PdfWriter(clone_from=PdfReader(ROOT / "data" / "raw" / "duinvliet-2015.pdf"))
    for page in pdf.pages:
        page[NameObject("/UserUnit")] = FloatObject(2)
    pdf.write(raw / "a.pdf")
    assert invoke("run", raw, "--out", parsed, "--quiet").exit_code == 0
    assert verify(parsed, raw) == []
    assert invoke("report", parsed, "--out", tmp_path / "site", "--sources", raw).exit_code == 0
    (sheet,) = (tmp_path / "site" / "factsheets").glob("*.html")
    assert 'data-width="1190.56" data-height="1683.78"' in sheet.read_text(encoding="utf-8")
    tamper(parsed, "lines", lambda rows: rows[5]["box"].update(x1=2000.0))
    assert verify(parsed) == []
    assert [
        "outside the page of 1190.56 by 1683.78 points" in str(fault) for fault in verify(parsed, raw)
    ] == [True]
    for side in ("x0", "top", "x1", "bottom"):
        value = -9.0 if side in ("x0", "top") else 3000.0
        tamper(parsed, "findings", partial(box_side, side=side, value=value))
        assert any(
            "is outside of what was read from that page" in str(problem) for problem in verify(parsed)
        ), side
        tamper(parsed, "findings", lambda rows: rows[0].update(boxes=rows[1]["boxes"], page=rows[1]["page"]))
        assert verify(parsed) == []
    tamper(parsed, "findings", put(0, page=None))
    assert [
        "page is None, which cannot be of a source with pages" in str(problem) for problem in verify(parsed)
    ] == [True]
    tamper(parsed, "documents", put(0, page_count=99))
    assert any("page_count is 99, the source has" in str(problem) for problem in verify(parsed, raw))


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert invoke("verify", tmp_path / "nowhere").exit_code == 2
    assert invoke("diff", tmp_path, tmp_path / "nowhere").exit_code == 2


def test_a_text_whose_signs_a_tool_garbled_is_compared_as_it_was_read(tmp_path: Path) -> None:
    text = (ROOT / "data" / "raw" / "zandwijk-2013.txt").read_text(encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "console.txt").write_text(text.encode().decode("cp850"), encoding="utf-8")
    numbered = "".join(f"{number:4}  {line}\n" for number, line in enumerate(text.splitlines(), start=1))
    (tmp_path / "raw" / "numbered.txt").write_text(numbered, encoding="utf-8")
    assert invoke("run", tmp_path / "raw", "--out", tmp_path / "parsed").exit_code == 0
    assert verify(tmp_path / "parsed", tmp_path / "raw") == []
