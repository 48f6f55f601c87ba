"""The generator of sample factsheets: what the other tests and the benchmarks rely on."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path

import pdfplumber
import pytest
from ggsr_extract.models.framework import framework
from pypdf import PdfReader

from tests.generator.build import SHAPES, findings_sheet, pair, sheet
from tests.generator.content import MUNICIPALITIES
from tests.generator.draw import MARKS, draw
from tests.generator.flat import columns_known, flat, flat_bytes
from tests.generator.flatstyle import VARIANTS
from tests.generator.labels import labels
from tests.generator.layout import layout
from tests.generator.look import LOOKS
from tests.generator.samples import samples, write_archive
from tests.places import ROOT

ALL_IDS = sorted(item.indicator_id for item in framework().indicators)


def _letters(text: str) -> str:
    """Letters and digits only: what line breaks and hyphens leave alone."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


def _content(data: bytes) -> list[bytes]:
    """A text's bytes, or the drawing commands of a PDF's pages: how they are compressed differs between machines."""
    if not data.startswith(b"%PDF"):
        return [data]
    return [page.get_contents().get_data() for page in PdfReader(io.BytesIO(data)).pages]


def test_no_invented_municipality_is_a_real_one() -> None:
    from ggsr_extract.extractors.factsheet.about.municipalities import load

    path = ROOT.parent / "shared" / "reference" / "gemeenten.csv"
    table = load(path if path.exists() else None)
    assert [name for name in MUNICIPALITIES if table.find(name) is not None] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_seed_gives_the_same_factsheet(shape: str) -> None:
    style, look = VARIANTS["form-feeds"], LOOKS["words-random"]
    assert sheet(7, shape) == sheet(7, shape)
    assert sheet(7, shape) != sheet(8, shape)
    assert flat_bytes(sheet(7, shape), style, 1) == flat_bytes(sheet(7, shape), style, 1)
    assert draw(layout(sheet(7, shape), look, 1), 1) == draw(layout(sheet(7, shape), look, 1), 1)


@pytest.mark.parametrize("seed", range(25))
def test_an_assessed_approach_has_every_indicator_once(seed: int) -> None:
    for approach in findings_sheet(seed, 2, True).approaches:
        ids = [
            i for t in approach.tables for r in t.rows for cell in r.cells for s in cell for i in s.indicators
        ]
        assert sorted(ids) == ALL_IDS


@pytest.mark.parametrize("variant", [name for name, style in VARIANTS.items() if not style.break_in_finding])
def test_flat_text_holds_every_labelled_text(variant: str) -> None:
    style = VARIANTS[variant]
    for number, shape in enumerate(SHAPES):
        found = sheet(f"{variant}-{number}", shape)
        text = _letters(flat(found, style, number))
        for entry in labels(found, "x.txt", columns_known(style))["findings"]:
            assert _letters(entry["text"]) in text
            assert all(_letters(remark) in text for remark in entry["let_op"])


def test_a_pair_repeats_its_improvement_points_with_one_small_difference() -> None:
    before, after = pair(3)
    first = {item.indicators: item for item in before.statements() if item.mark == "X"}
    again = {item.indicators: item for item in after.statements() if item.year == 2013}
    assert before.municipality == after.municipality
    assert first.keys() == again.keys()
    assert sum(first[ids].paragraphs != again[ids].paragraphs for ids in first) == 1


@pytest.mark.parametrize("name", list(LOOKS))
def test_every_look_opens_and_shows_each_mark_where_its_label_says(name: str) -> None:
    look = LOOKS[name]
    setting = layout(sheet(5, "followup-two", look.ambiguous), look, 5)
    answer = labels(setting.sheet, "x.pdf", places=setting.places)
    drawn = look.marks in ("vector", "vector-filled", "vector-thick", "image")
    with pdfplumber.open(io.BytesIO(draw(setting, 5)), password="") as pdf:
        assert len(pdf.pages) == len(setting.pages)
        first = min(entry["page"] for entry in answer["findings"])
        for entry in answer["findings"]:
            if entry["mark"] is None or entry["page"] != first:
                continue
            page = pdf.pages[entry["page"] - 1]
            x0, top, x1, bottom = entry["mark_bbox"]
            left, upper = page.cropbox[:2]
            things = [*page.chars, *page.curves, *page.images, *page.lines] if drawn else page.chars
            inside = [
                thing
                for thing in things
                if x0 - 2 <= (thing["x0"] + thing["x1"]) / 2 - left <= x1 + 2
                and top - 2 <= (thing["top"] + thing["bottom"]) / 2 - upper <= bottom + 2
            ]
            assert inside, (entry["indicators"], entry["mark_bbox"])


def test_every_kind_of_mark_has_a_look() -> None:
    assert {look.marks for look in LOOKS.values()} | {"unknown"} == set(MARKS)


def test_the_sample_archive_is_what_the_generator_writes() -> None:
    written = {path.name for path in (ROOT / "data" / "raw").iterdir() if not path.name.startswith(".")}
    made = list(samples())
    assert written == {sample.name for sample in made}
    for sample in made:
        data, answer = sample.render()
        assert _content((ROOT / "data" / "raw" / sample.name).read_bytes()) == _content(data), sample.name
        label = ROOT / "tests" / "labelled" / "samples" / f"{sample.stem}.json"
        assert json.loads(label.read_text(encoding="utf-8")) == json.loads(json.dumps(answer)), sample.name


def test_archives_hold_different_files_with_labels(tmp_path: Path) -> None:
    write_archive(tmp_path, 30, seed=1, bodies=6)
    files = [path for path in tmp_path.rglob("*") if path.suffix in (".txt", ".pdf")]
    assert len({path.read_bytes() for path in files}) == len(files) == 30
    for path in files:
        answer = json.loads((tmp_path / "labels" / f"{path.name}.json").read_text(encoding="utf-8"))
        assert answer["source"] == path.name
        assert answer["municipality"].lower() == path.stem.rsplit("-", 1)[0]
