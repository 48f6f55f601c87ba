"""A real Dask scheduler and workers as processes on this machine; one of them is killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ggsr_extract.pipeline.executors.choose import Batch
from ggsr_extract.pipeline.executors.work import ExecutorError, Limits, Task
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options

from tests.pipeline import faults
from tests.pipeline.archive import PDF, TEXTS, checksums, errors, fill
from tests.places import ROOT

pytest.importorskip("distributed", reason="the extra `distributed` is not installed")
import contextlib

from ggsr_extract.pipeline.executors.cluster import Cluster

ENV = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "spawn",
}


def _start(kind: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=ENV,
        start_new_session=True,
    )


def _await(process: subprocess.Popen[str], pattern: str) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found[found.lastindex or 0]
    raise AssertionError(f"ended before {pattern} was told")


def _kill(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def started(folder: Path, count: int) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a cluster of so many workers, and its processes: the scheduler, then the workers."""
    processes = [_start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter")]
    try:
        address = _await(processes[0], r"Scheduler at:\s+(tcp://\S+)")
        own = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder / "w"))
        processes += [_start("worker", address, *own) for _ in range(count)]
        for worker in processes[1:]:
            _await(worker, r"Registered to:")
        yield address, processes
    finally:
        for process in reversed(processes):
            _kill(process)
            if process.stderr is not None:
                process.stderr.close()


def test_the_cluster_gives_the_same_bytes_and_survives_a_lost_worker_and_faults(tmp_path: Path) -> None:
    with started(tmp_path, 2) as (address, (_, lost, _)):
        folder = fill(tmp_path / "in", *TEXTS, PDF)
        for number in range(8):
            (folder / f"{number}.txt").write_bytes((folder / TEXTS[1]).read_bytes() + b"\n" * (number + 1))
        run([folder], tmp_path / "here", Options(), batch=Batch(workers=2))

        class Losing(Cluster):
            def run(self, tasks):  # type: ignore[no-untyped-def]
                for number, outcome in enumerate(super().run(tasks)):
                    if number == 2:
                        _kill(lost)
                    yield outcome

        result = run([folder], tmp_path / "there", Options(), executor=Losing(Options(), address))
        assert result.read == 12
        assert checksums(tmp_path / "there") == checksums(tmp_path / "here")

        (folder / "segfault.txt").write_text("x", encoding="utf-8")
        (folder / "hang.txt").write_text("y", encoding="utf-8")
        faulty = Cluster(Options(), address, Limits(timeout=10), faults.work)
        run([folder], tmp_path / "there", Options(), executor=faulty)
        assert errors(tmp_path / "there") == {"segfault.txt": "crashed", "hang.txt": "timeout"}


def test_a_scheduler_that_is_lost_ends_the_run_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ggsr_extract.pipeline.executors.cluster._CONNECT", 8)  # so long Dask keeps trying
    with started(tmp_path, 1) as (address, (scheduler, _)):
        folder = fill(tmp_path / "in", *TEXTS, PDF)

        class Losing(Cluster):
            def run(self, tasks):  # type: ignore[no-untyped-def]
                for outcome in super().run(tasks):
                    _kill(scheduler)
                    yield outcome

        with pytest.raises(ExecutorError, match=r"What was read is kept: start it again"):
            run([folder], tmp_path / "out", Options(), executor=Losing(Options(), address))
        assert run([folder], tmp_path / "out", Options()).read < len(TEXTS) + 1


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ggsr_extract.pipeline.executors.cluster._CONNECT", 1)
    with pytest.raises(ExecutorError, match=r"tcp://127\.0\.0\.1:9 cannot be used"):
        next(Cluster(Options(), "tcp://127.0.0.1:9").run([Task("a", None)]))  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["bogus", "", "http://host", "tcp://host:99999"])
def test_what_is_no_address_is_told_at_once(address: str) -> None:
    with pytest.raises(
        ExecutorError, match=r"no address of a scheduler. Give --scheduler as tcp://host:8786"
    ):
        next(Cluster(Options(), address).run([]))
