"""The batch: order, workers and executors change nothing; patterns, lists, logs and the profile."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner
from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline import load
from ggsr_extract.pipeline.cli import cli
from ggsr_extract.pipeline.executors.choose import Batch, choose
from ggsr_extract.pipeline.executors.processes import Processes
from ggsr_extract.pipeline.executors.serial import Serial
from ggsr_extract.pipeline.executors.work import Executor, Task
from ggsr_extract.pipeline.inputs.discover import Found, Patterns, discover
from ggsr_extract.pipeline.inputs.given import listed
from ggsr_extract.pipeline.inputs.places import Place, is_url, local_path
from ggsr_extract.pipeline.logs import JsonLines, Lines
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options

from tests.pipeline.archive import PDF, TEXTS, checksums, errors, fill, sources


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = fill(tmp_path_factory.mktemp("batch"))
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "empty.pdf").write_bytes(b"")
    (folder / "deep" / "broken.pdf").write_bytes(b"%PDF-1.7\nno more")
    return folder


@pytest.fixture(scope="module")
def serial(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("serial") / "out"
    run([archive], out, Options(), batch=Batch(workers=0))
    assert sources(out) == sorted([*TEXTS, PDF])
    assert set(errors(out)) == {"deep/er/empty.pdf", "deep/broken.pdf"}
    return checksums(out)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_changes_no_byte(
    archive: Path, serial: dict[str, str], tmp_path: Path, workers: int
) -> None:
    result = run([archive], tmp_path, Options(), batch=Batch(workers=workers))
    assert (result.read, result.reused) == (6, 0)
    assert checksums(tmp_path) == serial


def test_the_order_of_inputs_and_results_changes_no_byte(
    archive: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    class Backwards:
        def run(self, tasks):  # type: ignore[no-untyped-def]
            outcomes = list(Serial(Options()).run(reversed(list(tasks))))
            yield from outcomes

    executor: Executor = Backwards()
    run([archive], tmp_path, Options(), executor=executor)
    assert checksums(tmp_path) == serial


def test_a_copy_is_read_when_the_file_whose_rows_it_was_to_share_changes_meanwhile(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", TEXTS[0])
    before = (folder / TEXTS[0]).read_bytes()
    (folder / "zz-copy.txt").write_bytes(before)

    class Late:
        def run(self, tasks):  # type: ignore[no-untyped-def]
            (folder / TEXTS[0]).write_bytes(before + b"\n")
            yield from Serial(Options()).run(tasks)

    result = run([folder], tmp_path / "out", Options(), executor=Late())
    assert (result.read, result.committed.missing) == (2, ())
    assert sources(tmp_path / "out") == [TEXTS[0], "zz-copy.txt"]


def test_nothing_is_forgotten_where_nothing_is_found(tmp_path: Path) -> None:
    """As of a disk that is not mounted."""
    folder = fill(tmp_path / "in", TEXTS[0])
    run([folder], tmp_path / "out", Options())
    (folder / TEXTS[0]).unlink()
    run([folder], tmp_path / "out", Options(), prune=True)
    assert sources(tmp_path / "out") == [TEXTS[0]]


def test_an_executor_gives_one_outcome_for_every_task(archive: Path) -> None:
    tasks = [Task(item.source, item.place) for item in discover([archive])]
    refused = Task("gone", Place("gone"), data=Refusal("unreadable", "gone"))
    for executor in (Serial(Options()), Processes(Options(), 2)):
        outcomes = list(executor.run([*tasks, refused]))
        assert sorted(outcome.source for outcome in outcomes) == sorted([*(t.source for t in tasks), "gone"])
        told = {o.source: o.tables["rejects"][0]["error"] for o in outcomes if "rejects" in o.tables}
        assert told["gone"] == "unreadable"


def test_few_texts_are_read_in_this_process_and_pdfs_never(archive: Path) -> None:
    texts = [Found(name, Place(str(archive / name))) for name in TEXTS]
    pdf = Found(PDF, Place(str(archive / PDF)))
    assert isinstance(choose(Batch(), Options(), texts), Serial)
    assert isinstance(choose(Batch(timeout=9), Options(), texts), Processes)
    assert isinstance(choose(Batch(workers=1), Options(), texts), Processes)
    assert isinstance(choose(Batch(), Options(), [pdf]), Processes)
    assert isinstance(choose(Batch(), Options(), [*texts, texts[0]]), Processes)
    assert isinstance(choose(Batch(workers=0), Options(), [pdf] * 9), Serial)


def test_patterns_fit_paths_and_names(archive: Path) -> None:
    def found(include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
        return [item.source for item in discover([archive], Patterns(include, exclude))]

    assert found(("*.pdf",)) == ["deep/broken.pdf", "deep/er/empty.pdf", PDF]
    assert found(("*.pdf",), ("deep/*",)) == [PDF]
    assert found(("deep/*", "zandwijk*")) == ["deep/broken.pdf", "deep/er/empty.pdf", TEXTS[0]]
    assert found(exclude=("*",)) == []


def test_lists_of_inputs_are_lines_or_end_with_nul() -> None:
    assert listed(b"a b\n\nc\r\nd") == ["a b", "c", "d"]
    assert listed(b"a\nb\0c\0") == ["a\nb", "c"]


def test_different_files_of_one_name_get_numbers_and_one_file_given_twice_counts_once(tmp_path: Path) -> None:
    places = [tmp_path / name / "blad.txt" for name in ("a", "b", "c")]
    for place in places:
        place.parent.mkdir()
        place.write_text(place.parent.name)
    (tmp_path / "blad.txt (2)").write_text("named so")
    found = discover([tmp_path / "blad.txt (2)", *places, tmp_path / "c" / ".." / "b" / "blad.txt"])
    named = {item.source: Path(item.place.location).read_text() for item in found}
    assert named == {
        "blad.txt": "a",
        "blad.txt (2)": "b",
        "blad.txt (3)": "c",
        "blad.txt (2) (2)": "named so",
    }


def test_thousands_of_files_of_one_name_are_told_apart_in_no_time() -> None:
    started = time.perf_counter()
    found = discover([f"/nowhere/{number}/factsheet.txt" for number in range(3000)])
    assert len({item.source for item in found}) == 3000
    assert time.perf_counter() - started < 20  # comparing each with each took ten minutes


def test_locations_are_paths_or_urls() -> None:
    assert is_url("s3://bucket/key")
    assert is_url("simplecache::s3://bucket/key")
    assert not is_url("folder/file.txt")
    assert not is_url("C:/folder")
    assert local_path("file:///a/b") == Path("/a/b")
    assert local_path("memory://a") is None


def test_what_only_this_process_holds_reaches_the_workers(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GGSR_EXTRACT_CACHE", str(tmp_path))
    held = fsspec.filesystem("memory")
    for name in TEXTS:
        held.pipe(f"/held/{name}", (archive / name).read_bytes())
    try:
        run(["memory://held"], "memory://parsed", Options(), batch=Batch(workers=1))
        assert len(load("memory://parsed").documents) == len(TEXTS)
    finally:
        held.rm("/", recursive=True)


def test_the_command_takes_a_list_from_standard_input_and_logs_json(archive: Path, tmp_path: Path) -> None:
    given = "".join(f"{archive / name}\n" for name in TEXTS[:2])
    out = tmp_path / "out"
    result = CliRunner().invoke(
        cli, ["run", "--inputs-from", "-", "--out", str(out), "--log-json", "--quiet"], input=given
    )
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["start", "plan", "document", "document", "end"]
    documents = [line for line in lines if line["event"] == "document"]
    assert sorted(line["source"] for line in documents) == sorted(TEXTS[:2])
    assert all(
        {"fetch", "read", "parse", "language", "tabulate", "pack"} <= set(line["timings"])
        for line in documents
    )
    assert all(line["status"] == "read" for line in documents)


def test_the_command_tells_where_the_time_went(archive: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli, ["run", str(archive / TEXTS[0]), "--out", str(tmp_path / "out"), "--profile", "--verbose"]
    )
    assert result.exit_code == 0, result.output
    assert f"[1/1] {TEXTS[0]}: read" in result.stderr
    for name in ("language", "write", "slowest"):
        assert name in result.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["nowhere"], "nowhere does not exist"),
        ([], "Give a file, a folder or a URL"),
        (["--max-memory", "much", "x"], "is no size"),
        (["--workers", "-1", "x"], "workers"),
    ],
)
def test_wrong_use_is_told_with_exit_status_two(options: list[str], told: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["run", *options, "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert told in result.output


def test_logs_tell_refusals() -> None:
    outcomes = list(Serial(Options()).run([Task("a\x1b.txt", Place("gone"))]))
    written, plain = io.StringIO(), io.StringIO()
    JsonLines(written).document(outcomes[0], 1, 2)
    Lines(plain).document(outcomes[0], 1, 2)
    line = json.loads(written.getvalue())
    assert (line["status"], line["error"], line["done"], line["total"]) == ("rejected", "unreadable", 1, 2)
    assert plain.getvalue().startswith("[1/2] a\\x1b.txt: rejected (unreadable)")
