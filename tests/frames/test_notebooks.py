"""Notebooks run from top to bottom on the sample archive, and on archives without follow-ups or without anything."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from ggsr_extract.pipeline.store.store import Store
from nbclient import NotebookClient

from tests.pipeline.archive import fill
from tests.pipeline.made import RULES, VERSION, entry, factsheet
from tests.places import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PICTURES = {"01_eerste_blik.ipynb": 2, "02_verbeterpunten.ipynb": 2, "03_teksten.ipynb": 2}
named = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of a fresh run over all samples."""
    folder = tmp_path_factory.mktemp("sample") / "parsed"
    program = "from ggsr_extract.pipeline.cli import main; main()"
    command = [sys.executable, "-c", program, "run", "data/raw", "--out", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (folder / "manifest.json").exists(), done.stderr
    return folder


def execute(path: Path, parsed: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The outputs of a notebook, run as in its own folder; fails where a cell does."""
    monkeypatch.setenv("GGSR_PARSED", str(parsed))
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    return [output for cell in book.cells for output in cell.get("outputs", [])]


def pictures(outputs: list[dict[str, Any]]) -> int:
    return sum("image/png" in output.get("data", {}) for output in outputs)


def complaints(outputs: list[dict[str, Any]]) -> list[str]:
    return [output["text"] for output in outputs if output.get("name") == "stderr"]


def test_there_are_notebooks() -> None:
    assert [path.name for path in NOTEBOOKS] == sorted(PICTURES)


@named
def test_a_notebook_runs_on_the_samples(path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted((ROOT / "notebooks").iterdir())
    outputs = execute(path, sample, monkeypatch)
    assert pictures(outputs) == PICTURES[path.name]
    assert complaints(outputs) == []
    assert sorted((ROOT / "notebooks").iterdir()) == before


@named
def test_a_notebook_runs_without_any_document(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "leeg").begin(VERSION, RULES, {}) as writer:
        writer.plan([])
        writer.commit()
    outputs = execute(path, tmp_path / "leeg", monkeypatch)
    assert pictures(outputs) == PICTURES[path.name]
    assert complaints(outputs) == []


def test_the_notebook_of_follow_ups_runs_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "2013").begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("2013.txt", "bron")])
        writer.add(factsheet("2013.txt", "bron"))
        writer.commit()
    path = ROOT / "notebooks" / "02_verbeterpunten.ipynb"
    assert complaints(execute(path, tmp_path / "2013", monkeypatch)) == []


@named
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    book = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(book)
    for cell in book["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
        assert cell["metadata"] == {}
    assert set(book["metadata"]) == {"kernelspec", "language_info"}


@named
def test_a_notebook_stays_thin(path: Path) -> None:
    """Logic belongs in the package, where it is tested: notebooks define nothing."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            assert not any(
                line.lstrip().startswith(("def ", "class ", "for ", "while ")) for line in source.splitlines()
            )


def test_loading_starts_no_reader_and_no_language_model(tmp_path: Path) -> None:
    """``load`` needs pandas and pyarrow; ``extract`` of a text leaves charts and databases alone."""
    with Store(tmp_path / "parsed").begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("2013.txt", "bron")])
        writer.add(factsheet("2013.txt", "bron"))
        writer.commit()
    fill(tmp_path / "raw", "waterhoeve-2013.txt")
    code = (
        "import sys\n"
        "from ggsr_extract.pipeline import load\n"
        "assert len(load('parsed').findings) == 30\n"
        "heavy = {'spacy', 'pdfplumber', 'pypdfium2', 'matplotlib', 'duckdb', 'networkx'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "from ggsr_extract.pipeline import extract\n"
        "assert extract('raw/waterhoeve-2013.txt').statements\n"
        "heavy = {'matplotlib', 'duckdb', 'networkx'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    before = sorted(tmp_path.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(tmp_path.rglob("*")) == before
