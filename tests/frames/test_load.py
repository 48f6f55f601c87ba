"""Loading: typed frames of one release, without side effects."""

from __future__ import annotations

import doctest
import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline import extract, load
from ggsr_extract.pipeline.store.errors import NoRelease, StoreError
from ggsr_extract.pipeline.store.manifest import read_manifest
from ggsr_extract.pipeline.store.store import Store

from tests.conftest import invoke
from tests.pipeline.made import RULES, VERSION, entry, factsheet, followup
from tests.places import ROOT


@pytest.fixture
def parsed(tmp_path: Path) -> Path:
    folder = tmp_path / "parsed"
    with Store(folder).begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("2013.txt", "bron"), entry("2015.txt", "vervolg")])
        writer.add(factsheet("2013.txt", "bron"))
        writer.add(followup("2015.txt", "vervolg", "bron"))
        writer.commit()
    return folder


def test_all_datasets_are_loaded_with_their_columns(parsed: Path) -> None:
    data = load(parsed)
    assert list(data) == list(TABLES)
    for name, frame in data.items():
        assert list(frame.columns) == list(TABLES[name].names)
        pd.testing.assert_index_equal(frame.index, pd.RangeIndex(len(frame)))
    assert data.findings is data["findings"]
    assert "findings (34)" in repr(data)
    assert data.release in repr(data)


def test_datasets_of_another_version_are_told_with_what_they_lack(parsed: Path) -> None:
    path = parsed / "followups" / "part-0.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["agreement"]), path)
    manifest = read_manifest(parsed)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    files = [replace(item, sha256=digest) if item.dataset == "followups" else item for item in manifest.files]
    (parsed / "manifest.json").write_bytes(replace(manifest, files=tuple(files)).to_json())
    with pytest.raises(StoreError, match="followups lacks agreement"):
        load(parsed)
    report = invoke("report", parsed, "--out", parsed.parent / "report")
    assert report.exit_code == 2
    assert "followups lacks agreement" in report.output
    assert invoke("diff", parsed, parsed).exit_code == 0  # which needs no such column


def test_columns_are_typed(parsed: Path) -> None:
    data = load(parsed)
    findings, documents = data.findings, data.documents
    assert findings["verdict"].dtype == pd.CategoricalDtype(["verbeterpunt", "voldoet"], ordered=True)
    assert findings["mark"].dtype == pd.CategoricalDtype(["√", "X"])
    assert findings["year"].dtype == "Int32"
    assert findings["page"].dtype == "Int32"
    assert findings["page"].isna().all()
    assert findings["match_score"].dtype == "Float64"
    assert findings["text"].dtype == "string"
    assert findings["let_op"].map(type).eq(list).all()
    assert findings["spans"][0][0].keys() == {"start", "end"}
    assert documents["published"].dtype == "datetime64[s]"
    assert documents["published"][0] == pd.Timestamp("2013-09-01")
    assert documents["published"].isna()[1]
    assert data.sentences["negated"].dtype == "boolean"
    assert data.checks["severity"].dtype == pd.CategoricalDtype(["info", "warning", "error"], ordered=True)


def test_a_pivot_works_at_once(parsed: Path) -> None:
    findings = load(parsed).findings
    pivot = findings[findings["year"] == 2013].pivot_table(
        index="municipality", columns="indicator_id", values="verdict", aggfunc="first"
    )
    assert pivot.shape == (1, 30)


def test_only_named_tables_are_loaded(parsed: Path) -> None:
    data = load(parsed, tables=["documents"])
    assert list(data) == ["documents"]
    with pytest.raises(AttributeError, match="documents"):
        _ = data.findings
    with pytest.raises(KeyError, match="no dataset 'verdicts'"):
        load(parsed, tables=["verdicts"])
    with pytest.raises(KeyError, match="no dataset 'findings' was loaded; there are documents"):
        _ = data["findings"]
    assert list(load(parsed, tables="findings")) == ["findings"]


def test_empty_datasets_keep_their_types(tmp_path: Path) -> None:
    with Store(tmp_path).begin(VERSION, RULES, {}) as writer:
        writer.plan([])
        writer.commit()
    data = load(tmp_path)
    assert len(data.findings) == 0
    assert data.findings["year"].dtype == "Int32"
    assert data.documents["published"].dtype == "datetime64[s]"


def test_a_plain_copy_without_the_store_is_loaded(parsed: Path, tmp_path: Path) -> None:
    shutil.copytree(parsed, tmp_path / "copy", ignore=shutil.ignore_patterns(".store"))
    assert len(load(tmp_path / "copy").findings) == 34


def test_damage_and_absence_are_said(parsed: Path, tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="ggsr-extract run"):
        load(tmp_path / "nowhere")
    path = parsed / "findings" / "part-0.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoreError, match="checksum"):
        load(parsed)
    assert len(load(parsed, tables=["documents"]).documents) == 2


def test_a_release_that_is_replaced_while_it_is_read_is_read_again(
    parsed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The release that a reader began with vanishes under its hands: it gets the next one, whole."""
    original = Path.read_bytes
    calls = 0

    def read_bytes(path: Path) -> bytes:
        nonlocal calls
        if path.name == "part-0.parquet":
            calls += 1
            if calls == 3:
                for content in ("anders", "nog anders", "weer anders"):
                    with Store(parsed).begin(VERSION, RULES, {}) as writer:
                        for item in writer.plan([entry("x.txt", content)]).process:
                            writer.add(factsheet(item.source, content))
                        writer.commit(prune=True)
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    data = load(parsed)
    assert list(data.documents["source"]) == ["x.txt"]
    assert set(data.findings["document_id"]) == set(data.documents["document_id"])


def test_importing_has_no_side_effects() -> None:
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from ggsr_extract.pipeline import load\n"
        "assert callable(load)\n"
        "heavy = {'pandas', 'pyarrow', 'spacy', 'pdfplumber', 'pypdfium2', 'numpy'} & (set(sys.modules) - before)\n"
        "assert not heavy, heavy\n"
        "import ggsr_extract.pipeline.frames.load\n"
        "from ggsr_extract.pipeline import load\n"
        "assert callable(load)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_examples_of_the_documentation_run(
    parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    parsed.rename(tmp_path / "data" / "parsed")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    ran = []
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for block in re.findall(
            r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.M | re.S
        ):
            exec(compile(block, page.name, "exec"), names)
            ran.append(page.name)
    assert (ran.count("README.md"), ran.count("language.md"), ran.count("loading.md")) == (2, 1, 6)
    assert len(names["once"].findings) == len(names["findings"])  # type: ignore[attr-defined, arg-type]
    assert names["pivot"].shape == (1, 30)  # type: ignore[attr-defined]
    assert len(names["sheet"].statements) >= 20  # type: ignore[attr-defined]


def test_the_example_of_extract_gives_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = doctest.testmod(import_module("ggsr_extract.pipeline.frames.extract"))
    assert (told.attempted, told.failed) == (3, 0)


def test_extract_tells_why_there_is_no_factsheet_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").touch()
    with pytest.raises(Refusal) as refused:
        extract(tmp_path / "leeg.txt")
    assert str(refused.value) == "The file is empty. Fetch it again from its source. (empty)"
    with pytest.raises(ValueError, match="no engine 'fast'"):
        extract(ROOT / "data" / "raw" / "waterhoeve-2013.txt", engine="fast")


def test_extract_stays_a_function_whatever_is_imported() -> None:
    import ggsr_extract.pipeline as pipeline

    first = pipeline.extract
    from ggsr_extract.pipeline import extract

    assert callable(extract)
    assert extract is first
