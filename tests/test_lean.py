"""A run does without what it does not need; whoever needs it later still gets it."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from ggsr_extract.pipeline.executors.choose import Batch
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options

from tests.archive import RAW


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_run_over_a_text_needs_neither_pandas_nor_a_pdf_library(tmp_path: Path) -> None:
    text = next(iter(sorted(RAW.glob("*.txt"))))
    loaded = _python(
        f"""
import sys
from ggsr_extract.pipeline.cli import cli
try:
    cli(["run", {str(text)!r}, "--out", {str(tmp_path / "out")!r}, "--quiet"])
except SystemExit as done:
    assert done.code in (0, 1), done.code
print([name for name in ("pandas", "pypdfium2", "pdfplumber", "pyarrow.compute", "fsspec") if name in sys.modules])
"""
    )
    assert loaded.strip() == "[]"


def test_pandas_comes_when_it_is_asked_for() -> None:
    told = _python(
        """
import sys
from ggsr_extract.pipeline.lean import without_pandas
without_pandas()
import pyarrow as pa
values = pa.array(["x", None], pa.string())
assert "pandas" not in sys.modules
print(pa.table([values], ["a"]).to_pandas()["a"].isna().tolist())
"""
    )
    assert told.strip() == "[False, True]"


def test_a_run_leaves_garbage_collection_as_it_was(tmp_path: Path) -> None:
    before = gc.get_threshold()
    run([RAW / "zandwijk-2015.txt"], tmp_path, Options(), batch=Batch(workers=0))
    assert gc.get_threshold() == before


def test_help_loads_no_heavy_package() -> None:
    loaded = _python(
        """
import sys
from ggsr_extract.pipeline.cli import cli
try:
    cli(["--help"])
except SystemExit:
    pass
heavy = ("pyarrow", "numpy", "spacy", "pandas", "rich", "multiprocessing", "fsspec", "psutil")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
sys.exit(any(name in sys.modules for name in heavy))
"""
    )
    assert "Turns an archive" in loaded
