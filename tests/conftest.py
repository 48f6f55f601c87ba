"""What many tests need: the shared material (real factsheets and their labels), and runs of it, made once."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ggsr_extract.pipeline.cli import cli
from hypothesis import settings

from tests.places import RAW, SHARED

# The same examples in every run, and no limit on time: a busy machine must not fail a test.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

# Tests interrupt programs; where this one was started in the background of a shell, they would all ignore that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def invoke(*arguments: object) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material beside the project (see ``tests.places``)."""
    if not (SHARED / "factsheets").is_dir():
        pytest.skip(f"the real factsheets are not at {SHARED} (set GGSR_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of the real factsheets, texts and PDFs."""
    out = tmp_path_factory.mktemp("real") / "parsed"
    texts = sorted((shared / "factsheets").glob("*.txt"))
    pdfs = sorted((shared / "factsheets" / "pdf").glob("*.pdf"))
    result = invoke("run", *texts, *pdfs, "--out", out, "--quiet")
    assert result.exit_code == 1, result.output  # the scan is refused
    return out


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of the sample archive."""
    out = tmp_path_factory.mktemp("samples") / "parsed"
    result = invoke("run", RAW, "--out", out, "--quiet")
    assert result.exit_code == 0, result.output
    return out
