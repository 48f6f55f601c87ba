"""The real factsheets against their labels: floors that may not slip, and facts that no score can hide."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from ggsr_extract.pipeline.quality.evaluate import evaluate
from ggsr_extract.pipeline.quality.verify import verify
from ggsr_extract.pipeline.runner import Options, parse

from tests.places import ROOT

LOOKS = ("origineel", "raster", "kaal", "symbool")
NAMES = ("alkmaar-2013", "alkmaar-2015", "almere-2015", "dordrecht-2013")


def _score(parsed: Path, label: Path) -> dict[str, float]:
    return dict(next(iter(evaluate(parsed, [label]).documents.values())).as_dict())


def _perfect(score: dict[str, float]) -> None:
    assert (score["missing"], score["extra"]) == (0, 0)
    for measure in ("doc", "mark", "let_op", "appr"):
        assert score[measure] == 1.0, measure
    assert score["text"] >= 0.99
    assert score["own"] == 1.0
    assert score["cer"] <= 0.0005


@pytest.mark.parametrize("name", NAMES)
def test_text(real: Path, shared: Path, name: str) -> None:
    score = _score(real, shared / "gold" / f"{name}.json")
    _perfect(score)
    assert score.get("concl", 1.0) >= 0.97
    for names in ("org", "cite"):
        assert score[f"{names}_p"] >= 0.9
        assert score[f"{names}_r"] >= 0.9


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_pdf(real: Path, shared: Path, name: str, look: str) -> None:
    score = _score(real, shared / "factsheets" / "pdf" / f"{name}.{look}.json")
    _perfect(score)
    assert score.get("concl", 1.0) >= 0.995
    assert score["page"] == 1.0


def test_nothing_is_unclaimed_and_the_datasets_verify(real: Path) -> None:
    documents = pd.read_parquet(real / "documents")
    assert len(documents) == 20
    assert documents["unclaimed_char_count"].sum() == 0
    assert not list(verify(real))


def test_the_scan_is_refused_with_a_remedy(real: Path) -> None:
    rejects = pd.read_parquet(real / "rejects")
    assert list(rejects["error"]) == ["pdf_no_text"]
    assert "OCR" in rejects["message"][0]


def test_pdf_findings_have_pages_and_boxes_and_text_findings_have_spans(real: Path, shared: Path) -> None:
    findings = pd.read_parquet(real / "findings").merge(
        pd.read_parquet(real / "documents")[["document_id", "reader", "source"]]
    )
    pdf = findings[findings["reader"] != "text"]
    assert pdf["page"].notna().all()
    assert (pdf["boxes"].map(len) > 0).all()
    text = findings[findings["reader"] == "text"]
    assert text["page"].isna().all()
    source = (shared / "factsheets" / "dordrecht-2013.txt").read_bytes().decode("utf-8")
    for row in text[text["source"] == "dordrecht-2013.txt"].itertuples():
        spans = [source[span["start"] : span["end"]] for span in row.spans]
        printed = "".join("".join(spans).split()).replace("-", "")
        assert "".join(row.text.split()).replace("-", "") in printed


@pytest.mark.parametrize("name", NAMES)
def test_both_pdf_readers_give_the_same_findings(shared: Path, name: str) -> None:
    for look in LOOKS:
        path = shared / "factsheets" / "pdf" / f"{name}.{look}.pdf"
        results = [
            parse(path.name, path.read_bytes(), Options(engine=engine)).sheet
            for engine in ("pdfium", "pdfplumber")
        ]
        fast, reference = (
            [
                (
                    item.approach,
                    item.year,
                    item.mark,
                    item.text,
                    item.page,
                    item.assignment,
                    [m.indicator_id for m in item.indicators],
                )
                for item in sheet.statements
            ]
            for sheet in results
        )
        assert fast == reference, look


def test_sample_archive(samples: Path) -> None:
    result = evaluate(samples, [ROOT / "tests" / "labelled" / "samples"])
    assert result.documents
    for name, found in result.documents.items():
        score = found.as_dict()
        assert (score["missing"], score["extra"]) == (0, 0), name
        for measure in ("doc", "mark", "let_op", "own", "appr", "page", "org_p", "org_r", "cite_p", "cite_r"):
            assert score.get(measure, 1.0) == 1.0, (name, measure)
        assert score["text"] >= 0.99, name
    assert not list(verify(samples))
