"""A run does without what it does not need; whoever needs it later still gets it."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from ggsr_extract.pipeline.commands.batch_options import BatchChoice
from ggsr_extract.pipeline.executors.choose import Batch
from ggsr_extract.pipeline.executors.server import FEW
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options

from tests.pipeline.archive import RAW


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_run_over_a_text_needs_neither_pandas_nor_a_pdf_library_nor_spacys_command_line(
    tmp_path: Path,
) -> None:
    text = next(iter(sorted(RAW.glob("*.txt"))))
    loaded = _python(
        f"""
import sys
from ggsr_extract.pipeline.cli import cli
try:
    cli(["run", {str(text)!r}, "--out", {str(tmp_path / "out")!r}, "--quiet"])
except SystemExit as done:
    assert done.code in (0, 1), done.code
assert "spacy" in sys.modules
unneeded = ("pandas", "pypdfium2", "pdfplumber", "pyarrow.compute", "fsspec", "typer", "weasel")
print([name for name in unneeded if name in sys.modules])
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


def test_spacys_command_line_comes_when_it_is_asked_for() -> None:
    told = _python(
        """
from ggsr_extract.pipeline.lean import without_commands_of_spacy
without_commands_of_spacy()
import spacy
assert spacy.blank("nl")("Een gezin.").text == "Een gezin."
import spacy.cli
print(callable(spacy.cli.download))
"""
    )
    assert told.strip() == "True"


def test_workers_are_loaded_ahead_for_what_they_will_surely_read(tmp_path: Path) -> None:
    text, sheet = tmp_path / "zandwijk.txt", tmp_path / "zandwijk.pdf"
    for path in (text, sheet):
        path.touch()

    def needed(*given: Path, workers: int | None = None, scheduler: str | None = None) -> bool:
        choice = BatchChoice(workers, None, None, scheduler, (), (), None, False, False, False)
        return choice.needs_workers(tuple(map(str, given)))

    assert needed(sheet)
    assert needed(text, workers=1)
    assert not needed(text)
    assert not needed(tmp_path)
    assert not needed(sheet, workers=0)
    assert not needed(sheet, scheduler="tcp://localhost:8786")
    assert not needed(tmp_path / "gone.pdf")
    for number in range(FEW):
        (tmp_path / f"{number}.txt").touch()
    assert needed(tmp_path)


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
