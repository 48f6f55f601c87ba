"""Runs that are killed at any moment: readers see the datasets of before or of after, and the next run completes.

GGSR_KILLS sets how many runs are killed by the clock (the full measure is 200).
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline.frames.load import read_release
from ggsr_extract.pipeline.quality.verify import verify
from ggsr_extract.pipeline.store.errors import NoRelease
from ggsr_extract.pipeline.store.manifest import read_manifest

from tests.pipeline.crashing import Contents, dying_run, one_run
from tests.places import ROOT

KILLS = int(os.environ.get("GGSR_KILLS", "20"))
STRIDE = 3 if KILLS >= 200 else 17
SEED = 20_131_001
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["ggsr_extract.pipeline.store.store", "ggsr_extract.pipeline.tables.merge"])

OLD: Contents = {"a.txt": "bron", "b.txt": "vervolg", "c.txt": "leeg", "d.txt": "weg straks", "e.txt": "bron"}
NEW: Contents = {
    "a.txt": "bron",
    "b.txt": "vervolg beter",
    "f.txt": "leeg",
    "g.txt": "nieuw",
    "h.txt": "bron",
}


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Checksums of the visible files of both releases, by their ids."""
    sums = {}
    for contents in (OLD, NEW):
        folder = tmp_path_factory.mktemp("fresh")
        release = one_run(str(folder), contents)
        sums[release] = visible(folder)
    return sums


def visible(folder: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256((folder / name / "part-0.parquet").read_bytes()).hexdigest() for name in TABLES
    }


def check(folder: Path, wanted: dict[str, dict[str, str]], plain: bool = True) -> str | None:
    """The release that is there, whole; None when there is none yet. ``plain``: also for readers of the folders."""
    try:
        release = read_manifest(folder).release
    except NoRelease:
        return None
    assert release in wanted
    manifest, tables = read_release(folder, TABLES)
    assert manifest.release == release
    assert {entry.dataset: entry.rows for entry in manifest.files if entry.dataset} == {
        name: table.num_rows for name, table in tables.items()
    }
    if plain:
        assert verify(folder) == []
        assert visible(folder) == wanted[release]
    return release


def leftovers(folder: Path) -> list[str]:
    """What lies in the hidden folder and belongs to no release."""
    store = folder / ".store"
    return [path.name for path in store.iterdir() if path.name.startswith(("staging-", "aside-"))]


def spawn(
    folder: Path, contents: Contents, step: int, links: bool = True
) -> multiprocessing.process.BaseProcess:
    process = CONTEXT.Process(target=dying_run, args=(str(folder), contents, step, links))
    process.start()
    return process


def test_a_run_killed_at_a_random_moment_loses_nothing(
    tmp_path: Path, wanted: dict[str, dict[str, str]]
) -> None:
    moments = random.Random(SEED)
    old, new = wanted
    began = time.monotonic()
    spawn(tmp_path / "whole", NEW, step=0).join()
    longest = time.monotonic() - began
    killed = 0
    for number in range(KILLS):
        target, contents = (new, NEW) if number % 2 else (old, OLD)
        process = spawn(tmp_path, contents, step=0)
        process.join(moments.uniform(0.0, longest))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        assert check(tmp_path, wanted) in {old, new, None}
        if number % 5 == 4:
            assert one_run(str(tmp_path), contents) == target
            assert check(tmp_path, wanted) == target
    assert one_run(str(tmp_path), NEW) == new
    assert check(tmp_path, wanted) == new
    assert killed
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("links", [True, False])
def test_a_run_killed_before_any_file_operation_loses_nothing(
    tmp_path: Path, wanted: dict[str, dict[str, str]], links: bool
) -> None:
    old, new = wanted
    step, stride, ended = 1, STRIDE, False
    while not ended:
        folder = tmp_path / str(step)
        one_run(str(folder), OLD, links)
        process = spawn(folder, NEW, step, links)
        process.join()
        ended = process.exitcode == 0
        assert ended or process.exitcode == -signal.SIGKILL
        release = check(folder, wanted, plain=links)
        assert release in {old, new}
        assert one_run(str(folder), NEW, links) == new
        assert check(folder, wanted) == new
        assert leftovers(folder) == []
        step += stride
    assert step > 50, "too few file operations were seen: the watch does not work"


def test_a_first_run_that_is_killed_shows_nothing_or_everything(
    tmp_path: Path, wanted: dict[str, dict[str, str]]
) -> None:
    old, _ = wanted
    for step in range(2, 150, 24):
        folder = tmp_path / str(step)
        process = spawn(folder, OLD, step)
        process.join()
        assert check(folder, wanted) in {old, None}
        assert one_run(str(folder), OLD) == old
        assert check(folder, wanted) == old


def command(raw: Path, out: Path) -> list[str]:
    main = "from ggsr_extract.pipeline.cli import main; main()"
    return [sys.executable, "-c", main, "run", str(raw), "--out", str(out), "--quiet", "--workers", "2"]


def completed(raw: Path, out: Path) -> str:
    """A run of the command to its end; 0 or 1 says that datasets were written."""
    done = subprocess.run(command(raw, out), capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return read_manifest(out).release


def test_the_command_killed_at_a_random_moment_loses_nothing(tmp_path: Path) -> None:
    """Whole runs, workers included: only the main process is killed, its workers must not keep the folder locked."""
    samples = sorted((ROOT / "data" / "raw").glob("*.txt"))[:2]
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    states = []
    for number in range(2):
        for sample in samples:
            (raw / sample.name).write_bytes(sample.read_bytes() + b"\n" * number)
        states.append({path.name: path.read_bytes() for path in raw.iterdir()})
    fresh = [tmp_path / f"fresh{number}" for number in range(2)]
    wanted = {}
    for folder, state in zip(fresh, states, strict=True):
        for name, data in state.items():
            (raw / name).write_bytes(data)
        began = time.monotonic()
        release = completed(raw, folder)
        longest = time.monotonic() - began
        wanted[release] = visible(folder)
    moments = random.Random(SEED)
    for number in range(KILLS if KILLS >= 200 else max(3, KILLS // 8)):
        for name, data in states[number % 2].items():
            (raw / name).write_bytes(data)
        process = subprocess.Popen(command(raw, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(moments.uniform(0.2, 1.0) * longest)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        check(out, wanted)
    release = completed(raw, out)
    assert visible(out) == wanted[release]
    assert verify(out, raw) == []
