"""Documents that crash, hang or swell: each is told by its own code, all others land."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from ggsr_extract.pipeline.executors import processes
from ggsr_extract.pipeline.executors.processes import Processes
from ggsr_extract.pipeline.executors.work import ExecutorError, Limits, Task, work
from ggsr_extract.pipeline.executors.worker import Worker
from ggsr_extract.pipeline.inputs.places import Place
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.quality.verify import verify
from ggsr_extract.pipeline.run import Interrupted, run
from ggsr_extract.pipeline.runner import Options
from ggsr_extract.pipeline.store.manifest import read_manifest

from tests.pipeline import faults
from tests.pipeline.archive import TEXTS, checksums, errors, fill, sources

FAULTS = {
    "segfault": "crashed",
    "exit": "crashed",
    "hang": "timeout",
    "swell": "memory",
    "noise": "memory",
}
LIMITS = Limits(timeout=20, max_memory=600 * 2**20)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = fill(tmp_path_factory.mktemp("faulty"), *TEXTS)
    for number, name in enumerate(FAULTS):
        (folder / f"{name}.txt").write_text(f"document {number}", encoding="utf-8")
    return folder


def _pool(workers: int, limits: Limits = LIMITS) -> Processes:
    return Processes(Options(), workers, limits, faults.work)


@pytest.mark.parametrize("workers", [1, 2])
def test_each_fault_has_its_code_and_all_others_land(archive: Path, tmp_path: Path, workers: int) -> None:
    limits = Limits(timeout=8, max_memory=LIMITS.max_memory)
    result = run([archive], tmp_path / "out", Options(), executor=_pool(workers, limits))
    assert result.read == len(TEXTS) + len(FAULTS)
    assert errors(tmp_path / "out") == {f"{name}.txt": code for name, code in FAULTS.items()}
    assert sources(tmp_path / "out") == sorted(TEXTS)
    assert not list(verify(tmp_path / "out"))


def test_faults_are_tried_again_and_leave_no_trace_once_they_are_gone(tmp_path: Path) -> None:
    crashing = fill(tmp_path / "in", *TEXTS)
    faulty = crashing / "segfault.txt"
    faulty.write_bytes((crashing / TEXTS[0]).read_bytes() + b"\n")
    run([crashing], tmp_path / "out", Options(), executor=_pool(1))
    assert errors(tmp_path / "out") == {"segfault.txt": "crashed"}
    again = run([crashing], tmp_path / "out", Options(), executor=Processes(Options(), 1))
    assert again.read == 1
    assert errors(tmp_path / "out") == {}
    run([crashing], tmp_path / "fresh", Options(), executor=Processes(Options(), 2))
    assert checksums(tmp_path / "out") == checksums(tmp_path / "fresh")


def test_a_process_that_had_no_memory_left_reads_no_further_document() -> None:
    tasks = [Task(name, Place(name)) for name in ("pid-1", "pid-2", "noise", "pid-3", "pid-4")]
    told = {item.source: item.tables["rejects"][0]["message"] for item in _pool(1).run(tasks)}
    assert set(told) == {task.source for task in tasks}
    assert told["pid-1"] == told["pid-2"] != told["pid-3"] == told["pid-4"]


def test_a_document_whose_worker_was_killed_by_something_else_lands(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", *TEXTS)
    (folder / "once.txt").write_bytes((folder / TEXTS[0]).read_bytes())
    (folder / TEXTS[0]).unlink()
    outcomes = _outcomes(_pool(2), folder)
    assert not any("rejects" in outcome.tables for outcome in outcomes)
    assert sorted(outcome.source for outcome in outcomes) == sorted(["once.txt", *TEXTS[1:]])


def test_few_documents_are_taken_ahead() -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield Task(f"{number}.txt", Place("nowhere"), data=b"not a factsheet")

    ahead = []
    for number, _ in enumerate(Processes(Options(), 2).run(tasks()), 1):
        ahead.append(taken - number)
    assert number == 40
    assert max(ahead) <= 2 * 2


def test_a_worker_makes_room_for_a_new_one_after_so_many_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Worker] = []

    class Noted(Worker):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            started.append(self)

    monkeypatch.setattr(processes, "LIFE", 2)
    monkeypatch.setattr(processes, "Worker", Noted)
    folder = fill(tmp_path / "in")
    outcomes = _outcomes(Processes(Options(), 1, LIMITS), folder)
    assert sorted(outcome.source for outcome in outcomes) == sorted(path.name for path in folder.iterdir())
    assert not any("rejects" in outcome.tables for outcome in outcomes)
    assert len({worker.pid for worker in started}) == 2
    assert not any(_alive(worker.pid) for worker in started)


def test_no_process_is_left_when_the_results_are_not_wanted_any_more(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", *TEXTS)
    (folder / "hang.txt").write_text("x", encoding="utf-8")
    pool = _pool(2)
    outcomes = pool.run(_tasks(folder))
    next(outcomes)
    before = {child.pid for child in psutil.Process().children(recursive=True) if _is_worker(child)}
    outcomes.close()
    assert before
    assert not [pid for pid in before if psutil.pid_exists(pid) and _alive(pid)]


def test_workers_that_cannot_start_end_the_run_with_a_message() -> None:
    with pytest.raises(ExecutorError, match="cannot be started"):
        list(Processes(Options(), 1, unit=_Unloadable()).run([Task("a", Place("a"))]))  # type: ignore[arg-type]


def test_an_interrupt_writes_what_is_finished(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", *TEXTS)
    (folder / "zz-hang.txt").write_text("x", encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.interrupted", str(folder), str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "three landed"
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to the workers too
        _, told = program.communicate(timeout=60)
    finally:
        program.kill()
    assert program.returncode == 130, told
    assert "Traceback" not in told
    assert "3 of 4 inputs to read were finished and are in the datasets" in told
    assert sources(tmp_path / "out") == sorted(TEXTS)
    assert not list(verify(tmp_path / "out"))
    assert read_manifest(tmp_path / "out").run["missing"] == ["zz-hang.txt"]
    (folder / "zz-hang.txt").unlink()
    result = run([folder], tmp_path / "out", Options())
    assert (result.read, result.reused) == (0, 3)
    run([folder], tmp_path / "fresh", Options())
    assert checksums(tmp_path / "out") == checksums(tmp_path / "fresh")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_an_interrupt_reaches_no_worker_not_even_while_it_starts() -> None:
    program = """
from ggsr_extract.pipeline.executors.work import Limits, work
from ggsr_extract.pipeline.executors.server import context
from ggsr_extract.pipeline.executors.worker import Worker
from ggsr_extract.pipeline.runner import Options
worker = Worker(context(), Options(), Limits(), work)
status = open(f"/proc/{worker.pid}/status").read()
worker.end()
print(int(status.split("SigBlk:")[1].split()[0], 16) & 2)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "2"


class _Unloadable:
    """Cannot be made again in another process."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return (_fail, ("no",))


def _fail(_: str) -> None:
    os._exit(7)


def test_an_interrupt_before_anything_is_finished_leaves_the_datasets(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", *TEXTS)
    run([folder], tmp_path / "out", Options())
    before = checksums(tmp_path / "out")

    class Stopped:
        def __init__(self, after: int) -> None:
            self.after = after

        def run(self, tasks: Any) -> Any:
            for number, task in enumerate(tasks):
                if number == self.after:
                    raise KeyboardInterrupt
                yield work(task, Options())

    with pytest.raises(Interrupted, match="0 of 3") as stopped:
        run([folder], tmp_path / "out", Options(), executor=Stopped(0), force=True)
    assert stopped.value.committed is None
    assert checksums(tmp_path / "out") == before
    (folder / TEXTS[0]).write_bytes((folder / TEXTS[0]).read_bytes() + b"\n")
    (folder / TEXTS[1]).write_bytes((folder / TEXTS[1]).read_bytes() + b"\n")
    with pytest.raises(Interrupted, match="1 of 2"):
        run([folder], tmp_path / "out", Options(), executor=Stopped(1))
    assert sources(tmp_path / "out") == sorted(TEXTS)
    assert not list(verify(tmp_path / "out"))
    result = run([folder], tmp_path / "out", Options())
    assert (result.read, result.reused) == (1, 2)
    run([folder], tmp_path / "fresh", Options())
    assert checksums(tmp_path / "out") == checksums(tmp_path / "fresh")


def _tasks(folder: Path) -> list[Task]:
    return [Task(path.name, Place(str(path))) for path in sorted(folder.glob("[!.]*"))]


def _outcomes(pool: Processes, folder: Path) -> list[Outcome]:
    return list(pool.run(_tasks(folder)))


def _is_worker(process: psutil.Process) -> bool:
    parent = process.parent()
    return parent is not None and parent.pid != os.getpid()


def _alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
