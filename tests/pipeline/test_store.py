"""The output folder: incremental runs, copies, links, publishing, locks, and what happens when the disk fails."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.quality.verify import verify
from ggsr_extract.pipeline.store.errors import NoRelease, OutputBusy, StoreError
from ggsr_extract.pipeline.store.manifest import read_manifest, rules_key
from ggsr_extract.pipeline.store.state import Input, Plan
from ggsr_extract.pipeline.store.store import Committed, Store

from tests.pipeline.made import RULES, VERSION, entry, factsheet, followup, reject
from tests.places import ROOT

Archive = dict[str, tuple[str | None, Callable[[str, str], Outcome]]]


def sheet(source: str, content: str) -> Outcome:
    return factsheet(source, content)


def refused(source: str, content: str) -> Outcome:
    return reject(source, content)


def archive(**contents: str) -> Archive:
    return {f"{name}.txt": (content, sheet) for name, content in contents.items()}


def inputs(files: Archive) -> list[Input]:
    return [
        Input(source, None) if content is None else entry(source, content)
        for source, (content, _) in files.items()
    ]


def run(
    folder: Path, files: Archive, rules: str = RULES, force: bool = False, prune: bool = False
) -> tuple[Plan, Committed]:
    with Store(folder).begin(VERSION, rules, {"rules": rules}, force=force) as writer:
        plan = writer.plan(inputs(files))
        for item in plan.process:
            content, make = files[item.source]
            writer.add(make(item.source, content or ""))
        return plan, writer.commit(prune=prune)


def bytes_of(folder: Path) -> dict[str, str]:
    names = [f"{name}/part-0.parquet" for name in TABLES] + ["datapackage.json", "croissant.json"]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def frame(folder: Path, dataset: str) -> pd.DataFrame:
    return pd.read_parquet(folder / dataset)


def test_a_first_run_writes_every_dataset(tmp_path: Path) -> None:
    plan, done = run(tmp_path, archive(b="twee", a="een"))
    assert [item.source for item in plan.process] == ["a.txt", "b.txt"]
    assert done.changed
    assert list(frame(tmp_path, "documents")["source"]) == ["a.txt", "b.txt"]
    assert len(frame(tmp_path, "findings")) == 60
    assert len(frame(tmp_path, "framework")) == 30
    assert verify(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == sorted(
        [*TABLES, "manifest.json", "datapackage.json", "croissant.json"]
    )


def test_the_same_rows_give_the_same_bytes_in_any_order_and_batching(tmp_path: Path) -> None:
    files = {f"{number:02}.txt": (f"tekst {number}", sheet) for number in range(12)}
    run(tmp_path / "one", files)
    shuffled = list(files)
    random.Random(7).shuffle(shuffled)
    with Store(tmp_path / "two").begin(VERSION, RULES, {}) as writer:
        writer.plan(inputs({source: files[source] for source in shuffled}))
        for source in shuffled:
            writer.add(factsheet(source, files[source][0] or ""))
        writer.commit()
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_row_groups_do_not_depend_on_how_rows_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ggsr_extract.pipeline.store.parquet.GROUP_ROWS", 100)
    run(tmp_path / "one", archive(a="een", b="twee", c="drie", d="vier"))
    meta = pq.read_metadata(tmp_path / "one" / "findings" / "part-0.parquet")
    assert [meta.row_group(index).num_rows for index in range(meta.num_row_groups)] == [100, 20]
    run(tmp_path / "two", archive(a="een", c="drie"))
    run(tmp_path / "two", archive(a="een", b="twee", c="drie", d="vier"))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_no_times_and_no_pandas_metadata_stand_in_the_files(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een"))
    schema = pq.read_schema(tmp_path / "findings" / "part-0.parquet")
    assert b"pandas" not in schema.metadata
    assert schema.field("verdict").metadata[b"dutch"].decode() == "oordeel"


def test_nothing_new_means_nothing_read_and_nothing_written(tmp_path: Path) -> None:
    _, first = run(tmp_path, archive(a="een", b="twee"))
    before = (tmp_path / "manifest.json").read_bytes()
    plan, second = run(tmp_path, archive(a="een", b="twee"))
    assert plan.process == ()
    assert [state.source for state in plan.kept] == ["a.txt", "b.txt"]
    assert not second.changed
    assert second.manifest == first.manifest
    assert (tmp_path / "manifest.json").read_bytes() == before


def test_a_run_with_nothing_new_still_removes_what_a_killed_run_left(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een", b="twee"))
    left = tmp_path / ".store" / "staging-1" / "findings"
    left.mkdir(parents=True)
    (left / "part-0.parquet").write_bytes(b"PAR1")
    _, again = run(tmp_path, archive(a="een", b="twee"))
    assert not again.changed
    assert not left.parent.exists()


def test_only_what_is_new_or_changed_is_read(tmp_path: Path) -> None:
    run(tmp_path / "out", archive(a="een", b="twee"))
    now = archive(a="een", b="twee maar anders", c="drie")
    plan, _ = run(tmp_path / "out", now)
    assert [item.source for item in plan.process] == ["b.txt", "c.txt"]
    run(tmp_path / "fresh", now)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_other_rules_read_everything_again(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een", b="twee"))
    plan, _ = run(tmp_path, archive(a="een", b="twee"), rules="rules-of-tomorrow")
    assert len(plan.process) == 2
    assert run(tmp_path, archive(a="een", b="twee"), rules="rules-of-tomorrow")[0].process == ()


def test_force_reads_everything_again_and_gives_the_same_bytes(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een"))
    before = bytes_of(tmp_path)
    plan, done = run(tmp_path, archive(a="een"), force=True)
    assert len(plan.process) == 1
    assert not done.changed
    assert bytes_of(tmp_path) == before


def test_rules_key_depends_on_version_stages_and_options_only() -> None:
    key = rules_key("1.0", {"read": "1", "parse": "2"}, {"reader": "auto"})
    assert key == rules_key("1.0", {"parse": "2", "read": "1"}, {"reader": "auto"})
    assert (
        len(
            {
                key,
                rules_key("1.1", {}, {}),
                rules_key("1.0", {"read": "2"}, {}),
                rules_key("1.0", {}, {"reader": "x"}),
            }
        )
        == 4
    )


def test_a_renamed_file_is_recognised_and_not_read(tmp_path: Path) -> None:
    run(tmp_path / "out", archive(a="een", b="twee"))
    now: Archive = {"map/z.txt": ("een", sheet), "b.txt": ("twee", sheet)}
    plan, _ = run(tmp_path / "out", now)
    assert plan.process == ()
    assert plan.gone == ()
    documents = frame(tmp_path / "out", "documents")
    assert list(documents["source"]) == ["b.txt", "map/z.txt"]
    assert list(documents["file_name"]) == ["b.txt", "z.txt"]
    run(tmp_path / "fresh", now)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_two_files_that_change_names_are_not_read(tmp_path: Path) -> None:
    run(tmp_path / "out", archive(a="een", b="twee"))
    plan, _ = run(tmp_path / "out", archive(a="twee", b="een"))
    assert plan.process == ()
    run(tmp_path / "fresh", archive(a="twee", b="een"))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_a_file_that_is_gone_is_kept_until_it_is_pruned(tmp_path: Path) -> None:
    run(tmp_path / "out", archive(a="een", b="twee"))
    before = bytes_of(tmp_path / "out")
    plan, done = run(tmp_path / "out", archive(b="twee"))
    assert [state.source for state in plan.gone] == ["a.txt"]
    assert not done.changed
    assert done.manifest.counts["inputs_gone"] == 1
    assert bytes_of(tmp_path / "out") == before
    run(tmp_path / "out", archive(b="twee anders"), rules="later rules")
    assert list(frame(tmp_path / "out", "documents")["source"]) == ["a.txt", "b.txt"]
    run(tmp_path / "out", archive(b="twee"), prune=True)
    run(tmp_path / "fresh", archive(b="twee"))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")
    assert verify(tmp_path / "out") == []


def test_copies_give_one_document_and_a_check_that_names_them(tmp_path: Path) -> None:
    files = archive(c="een", a="een", b="twee")
    files["kopie/a.txt"] = ("een", sheet)
    plan, _ = run(tmp_path / "out", files)
    assert [item.source for item in plan.process] == ["a.txt", "b.txt"]
    documents = frame(tmp_path / "out", "documents")
    assert list(documents["source"]) == ["a.txt", "b.txt"]
    assert list(documents["checks"][0]) == ["duplicate_bytes", "published_unknown"]
    checks = frame(tmp_path / "out", "checks")
    note = checks[checks["code"] == "duplicate_bytes"]
    assert list(note["value"]) == ["c.txt, kopie/a.txt"]
    assert verify(tmp_path / "out") == []


def test_copies_do_not_depend_on_history(tmp_path: Path) -> None:
    run(tmp_path / "out", archive(b="een"))
    run(tmp_path / "out", archive(b="een", a="een"))
    run(tmp_path / "fresh", archive(b="een", a="een"))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")
    run(tmp_path / "out", archive(b="een"))
    run(tmp_path / "single", archive(b="een"))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "single")


def test_rejects_take_part(tmp_path: Path) -> None:
    files: Archive = {**archive(a="een"), "leeg.txt": ("niets", refused), "ook leeg.txt": ("niets", refused)}
    plan, done = run(tmp_path / "out", files)
    assert [item.source for item in plan.process] == ["a.txt", "leeg.txt"]
    assert list(frame(tmp_path / "out", "rejects")["source"]) == ["leeg.txt", "ook leeg.txt"]
    assert done.manifest.counts["inputs_rejected"] == 2
    assert run(tmp_path / "out", files)[0].process == ()
    assert verify(tmp_path / "out") == []


def test_an_input_that_is_now_refused_replaces_its_rows_and_the_other_way_round(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een", b="twee"))
    run(tmp_path, {**archive(b="twee"), "a.txt": ("stuk", refused)})
    assert list(frame(tmp_path, "documents")["source"]) == ["b.txt"]
    assert list(frame(tmp_path, "rejects")["source"]) == ["a.txt"]
    run(tmp_path, archive(a="een", b="twee"))
    assert list(frame(tmp_path, "documents")["source"]) == ["a.txt", "b.txt"]
    assert frame(tmp_path, "rejects").empty


def test_what_may_have_been_the_moments_fault_is_tried_again(tmp_path: Path) -> None:
    files: Archive = {
        "dicht.txt": (None, lambda source, _: reject(source, None, "unreadable")),
        "traag.txt": ("traag", lambda source, content: reject(source, content, "timeout")),
    }
    run(tmp_path, files)
    plan, _ = run(tmp_path, {**files, "traag.txt": ("traag", sheet)})
    assert [item.source for item in plan.process] == ["dicht.txt", "traag.txt"]
    assert list(frame(tmp_path, "rejects")["source"]) == ["dicht.txt"]
    assert list(frame(tmp_path, "documents")["source"]) == ["traag.txt"]
    assert verify(tmp_path) == []


def test_what_cannot_be_opened_now_keeps_its_rows_beside_its_refusal(tmp_path: Path) -> None:
    """A store that is out of reach for a moment, or a right that is lost, must not take documents out of the datasets."""
    shut = (None, lambda source, _: reject(source, None, "unreadable"))
    files = archive(a="een", b="twee")
    run(tmp_path / "out", files)
    whole = bytes_of(tmp_path / "out")
    for prune in (False, True):  # also in the second run in which it is so
        _, done = run(tmp_path / "out", {**files, "a.txt": shut}, prune=prune)
        assert list(frame(tmp_path / "out", "documents")["source"]) == ["a.txt", "b.txt"]
        assert list(frame(tmp_path / "out", "rejects")["source"]) == ["a.txt"]
        assert [state.source for state in done.manifest.inputs if state.gone] == ["a.txt"]
        assert verify(tmp_path / "out") == []
    plan, _ = run(tmp_path / "out", files)
    assert plan.process == ()
    assert bytes_of(tmp_path / "out") == whole
    run(tmp_path / "out", {**files, "a.txt": shut})
    run(tmp_path / "out", {**archive(c="een", b="twee"), "a.txt": shut})  # the same bytes are elsewhere
    assert list(frame(tmp_path / "out", "documents")["source"]) == ["b.txt", "c.txt"]
    run(tmp_path / "out", archive(b="twee"), prune=True)
    run(tmp_path / "fresh", archive(b="twee"))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_rows_of_an_interrupted_run_are_used_by_the_next(tmp_path: Path) -> None:
    files = archive(a="een", b="twee", c="drie")
    with Store(tmp_path).begin(VERSION, RULES, {}) as writer:
        plan = writer.plan(inputs(files))
        writer.add(factsheet("b.txt", "twee"))
    assert Store(tmp_path).manifest() is None
    plan, _ = run(tmp_path, files)
    assert [item.source for item in plan.process] == ["a.txt", "c.txt"]
    run(tmp_path / "fresh", files)
    assert bytes_of(tmp_path) == bytes_of(tmp_path / "fresh")


def test_an_input_that_was_not_read_is_named_and_keeps_its_rows(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een"))
    with Store(tmp_path).begin(VERSION, RULES, {}) as writer:
        writer.plan(inputs(archive(a="een anders", b="twee")))
        done = writer.commit()
    assert done.missing == ("a.txt", "b.txt")
    assert list(frame(tmp_path, "documents")["source"]) == ["a.txt"]
    plan, _ = run(tmp_path, archive(a="een anders", b="twee"))
    assert [item.source for item in plan.process] == ["a.txt", "b.txt"]


def test_damaged_kept_rows_are_read_anew(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een", b="twee"))
    for path in (tmp_path / ".store" / "rows").rglob("*.rows"):
        path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(StoreError, match=r"a\.txt, b\.txt are damaged .* Run again"):
        run(tmp_path, archive(a="een", b="twee", c="drie"))
    run(tmp_path, archive(a="een", b="twee", c="drie"))
    assert verify(tmp_path) == []
    assert len(frame(tmp_path, "documents")) == 3


def test_kept_rows_that_nothing_needs_are_removed(tmp_path: Path) -> None:
    for content in ("een", "twee", "drie"):
        run(tmp_path, archive(a=content))
    assert len(list((tmp_path / ".store" / "rows").rglob("*.rows"))) == 1
    assert len(list((tmp_path / ".store" / "releases").iterdir())) == 2


def test_the_manifest_says_what_the_release_is_and_was_made_from(tmp_path: Path) -> None:
    _, done = run(tmp_path, {**archive(a="een"), "leeg.txt": ("niets", refused)})
    manifest = read_manifest(tmp_path)
    assert manifest == done.manifest
    for item in manifest.files:
        assert hashlib.sha256((tmp_path / item.path).read_bytes()).hexdigest() == item.sha256
        if item.dataset:
            assert pq.read_metadata(tmp_path / item.path).num_rows == item.rows
    assert [(state.source, state.status) for state in manifest.inputs] == [
        ("a.txt", "read"),
        ("leeg.txt", "rejected"),
    ]
    assert manifest.inputs[0].sha256 == entry("a.txt", "een").sha256
    assert manifest.version == VERSION
    assert manifest.options == {"rules": RULES}
    assert manifest.counts["findings"] == 30
    assert manifest.timings["parse"] == 0.02
    assert manifest.run["read"] == 2


def test_a_lost_dataset_comes_back(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een"))
    before = bytes_of(tmp_path)
    (tmp_path / "findings").unlink()
    (tmp_path / "checks" / "part-0.parquet").unlink()
    plan, _ = run(tmp_path, archive(a="een"))
    assert plan.process == ()
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["documents/brief.txt", "findings/2013/a.parquet", "manifest.json", "croissant.json"]
)
def test_what_others_put_where_datasets_go_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(StoreError, match="Give another --out"):
        run(tmp_path, archive(a="1"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]


def test_a_copied_folder_can_be_read_and_run_into(tmp_path: Path) -> None:
    run(tmp_path / "out", archive(a="een"))
    shutil.copytree(tmp_path / "out", tmp_path / "copy")  # follows links
    shutil.copytree(tmp_path / "out", tmp_path / "plain", ignore=shutil.ignore_patterns(".store"))
    for name in ("copy", "plain"):
        folder = tmp_path / name
        assert verify(folder) == []
        run(folder, archive(a="een", b="twee"))
        assert verify(folder) == []
        assert len(frame(folder, "documents")) == 2


@pytest.mark.parametrize("way", ["copy", "lost"])
def test_rows_that_are_not_kept_any_more_are_taken_out_of_the_release(tmp_path: Path, way: str) -> None:
    """So what is gone from the input folder is not lost, and nothing needs to be read again."""
    files: Archive = {
        "2013.txt": ("bron", sheet),
        "2015.txt": (
            "vervolg",
            lambda source, content: followup(source, content, "bron", wrong_text="1.1.1"),
        ),
        "kopie.txt": ("bron", sheet),
        "leeg.txt": ("niets", refused),
    }
    run(tmp_path / "out", files)
    folder = tmp_path / "out"
    if way == "copy":
        folder = tmp_path / "copy"
        shutil.copytree(tmp_path / "out", folder, ignore=shutil.ignore_patterns(".store"))
    else:
        shutil.rmtree(folder / ".store" / "rows")
    plan, done = run(folder, {"2013.txt": files["2013.txt"], "nieuw.txt": ("nieuw", sheet)})
    assert [item.source for item in plan.process] == ["nieuw.txt"]
    assert done.missing == ()
    run(
        tmp_path / "fresh",
        {
            **{name: files[name] for name in ("2013.txt", "2015.txt", "leeg.txt")},
            "nieuw.txt": ("nieuw", sheet),
        },
    )
    assert bytes_of(folder) == bytes_of(tmp_path / "fresh")


def test_without_links_files_are_replaced_and_the_manifest_comes_last(tmp_path: Path) -> None:
    for files in (archive(a="een"), archive(a="een", b="twee")):
        with Store(tmp_path, links=False).begin(VERSION, RULES, {}) as writer:
            for item in writer.plan(inputs(files)).process:
                writer.add(factsheet(item.source, files[item.source][0] or ""))
            writer.commit()
        assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
        assert verify(tmp_path) == []
    assert len(frame(tmp_path, "documents")) == 2
    run(tmp_path, archive(a="een", b="twee", c="drie"))
    assert verify(tmp_path) == []


def test_without_links_an_unfinished_publication_is_finished(tmp_path: Path) -> None:
    store = Store(tmp_path, links=False)
    for content in ("een", "twee"):
        with store.begin(VERSION, RULES, {}) as writer:
            writer.plan([entry("a.txt", content)])
            writer.add(factsheet("a.txt", content))
            release = writer.commit().manifest.release
    wanted = bytes_of(tmp_path)
    (tmp_path / ".store" / "publishing").write_text(release)
    (tmp_path / "findings" / "part-0.parquet").write_bytes(b"of another release")
    with store.begin(VERSION, RULES, {}):
        pass
    assert bytes_of(tmp_path) == wanted


def test_a_follow_up_is_joined_to_the_factsheet_of_its_municipality(tmp_path: Path) -> None:
    files: Archive = {
        "2013.txt": ("bron", sheet),
        "2015.txt": (
            "vervolg",
            lambda source, content: followup(source, content, "bron", wrong_text="3.1.1"),
        ),
        "elders.txt": ("elders", lambda source, content: factsheet(source, content, "Ergens Anders")),
    }
    run(tmp_path / "out", files)
    findings = frame(tmp_path / "out", "findings").set_index("finding_id")
    followups = frame(tmp_path / "out", "followups")
    assert followups["source_finding_id"].notna().all()
    for row in followups.itertuples():
        assert findings.loc[row.source_finding_id, "indicator_id"] == row.indicator_id
        assert findings.loc[row.source_finding_id, "municipality"] == row.municipality
    assert verify(tmp_path / "out") == []
    # the archive grows by the factsheet after the follow-up was read: the same result, and no second reading
    run(tmp_path / "late", {name: files[name] for name in ("2015.txt", "elders.txt")})
    assert frame(tmp_path / "late", "followups")["source_finding_id"].isna().all()
    plan, _ = run(tmp_path / "late", files)
    assert [item.source for item in plan.process] == ["2013.txt"]
    assert bytes_of(tmp_path / "late") == bytes_of(tmp_path / "out")


def hold(
    folder: str, ready: multiprocessing.synchronize.Event, leave: multiprocessing.synchronize.Event
) -> None:
    with Store(folder).begin(VERSION, RULES, {}):
        ready.set()
        leave.wait()


@contextmanager
def held(folder: Path) -> Iterator[tuple[BaseProcess, Callable[[], None]]]:
    """A process that has a run under way in the folder, and what lets it end it."""
    context = multiprocessing.get_context("spawn")
    ready, leave = context.Event(), context.Event()
    other = context.Process(target=hold, args=(str(folder), ready, leave))
    other.start()
    ready.wait()
    yield other, leave.set
    other.join()


def test_a_second_run_into_the_folder_is_refused_or_waits(tmp_path: Path) -> None:
    with held(tmp_path) as (other, let_it_end):
        with pytest.raises(OutputBusy, match=rf"process {other.pid} .* --wait"):
            Store(tmp_path).begin(VERSION, RULES, {})
        let_it_end()
        with Store(tmp_path).begin(VERSION, RULES, {}, wait=None):
            pass


def test_the_lock_of_a_killed_run_does_not_block(tmp_path: Path) -> None:
    with held(tmp_path) as (other, _):
        other.kill()
    run(tmp_path, archive(a="een"))
    assert verify(tmp_path) == []


FULL = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from ggsr_extract.pipeline.store.errors import StoreError
from ggsr_extract.pipeline.store.store import Store
from tests.pipeline.made import RULES, VERSION, entry, factsheet
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    with Store(sys.argv[1]).begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("b.txt", "twee")])
        writer.add(factsheet("b.txt", "twee"))
        writer.commit()
except StoreError as fault:
    print(fault)
    sys.exit(1)
"""


@pytest.mark.parametrize("limit", [0, 2_000, 16_000])
def test_a_full_disk_is_said_and_leaves_the_earlier_release(tmp_path: Path, limit: int) -> None:
    """A limit on the size of files stands for the disk: rows, datasets or manifest do not fit."""
    out = tmp_path / "out"
    run(out, archive(a="een"))
    before = bytes_of(out)
    arguments = [sys.executable, "-c", FULL, str(out), str(ROOT), str(limit)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "No space is left" in done.stdout
    assert "untouched" in done.stdout
    assert bytes_of(out) == before
    assert verify(out) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    run(out, archive(a="een", b="twee"))
    assert verify(out) == []


INTERRUPTED = """
import random, shutil, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from ggsr_extract.pipeline.store.release import write_release
from ggsr_extract.pipeline.store.rows import RowCache, pack
from tests.pipeline.made import factsheet
out, rows = Path(sys.argv[1]), RowCache(Path(sys.argv[1]) / "rows")
rows.write("een", pack(factsheet("a.txt", "een").tables))
tables = rows.read("een")[0]
signal.signal(signal.SIGALRM, signal.default_int_handler)
dice, interrupted = random.Random(1), 0
for number in range(20):
    try:
        signal.setitimer(signal.ITIMER_REAL, dice.uniform(0.02, 0.2))
        write_release(out, out / "staging", (tables for _ in range(2_000)))
        signal.setitimer(signal.ITIMER_REAL, 0)
    except KeyboardInterrupt:
        interrupted += 1
print(interrupted > 0)
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no such timers")
def test_an_interrupt_while_datasets_are_written_ends_no_process(tmp_path: Path) -> None:
    """Files were closed while a helper wrote them."""
    arguments = [sys.executable, "-c", INTERRUPTED, str(tmp_path), str(ROOT)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_a_lost_output_folder_is_said_and_the_next_run_makes_it_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Store(out).begin(VERSION, RULES, {}) as writer:
        writer.plan([entry("a.txt", "een")])
        writer.add(factsheet("a.txt", "een"))
        shutil.rmtree(out)
        with pytest.raises(StoreError, match="Run again"):
            writer.commit()
    run(out, archive(a="een"))
    assert verify(out) == []


def test_a_run_whose_folder_was_replaced_leaves_it_to_the_run_that_has_it_now(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Store(out).begin(VERSION, RULES, {}) as first:
        first.plan([entry("a.txt", "een")])
        first.add(factsheet("a.txt", "een"))
        shutil.rmtree(out)
        with Store(out).begin(VERSION, RULES, {}) as second:
            second.plan([entry("b.txt", "twee")])
            second.add(factsheet("b.txt", "twee"))
            with pytest.raises(StoreError, match=r"removed during the run\. Run again"):
                first.commit()
            second.commit()
    assert verify(out) == []
    assert [state.source for state in read_manifest(out).inputs] == ["b.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, archive(a="een"))
    (out / ".store").chmod(0o500)
    try:
        with pytest.raises(StoreError, match="may not be written"):
            run(out, archive(a="twee"))
    finally:
        (out / ".store").chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("een bestand")
    with pytest.raises(StoreError, match="out"):
        run(tmp_path / "out", archive(a="een"))


def test_a_damaged_manifest_is_said_and_force_replaces_it(tmp_path: Path) -> None:
    run(tmp_path, archive(a="een"))
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(StoreError, match="--force"):
        run(tmp_path, archive(a="een"))
    run(tmp_path, archive(a="een"), force=True)
    assert verify(tmp_path) == []


def test_an_empty_folder_holds_no_release(tmp_path: Path) -> None:
    assert Store(tmp_path).manifest() is None
    with pytest.raises(NoRelease, match="ggsr-extract run"):
        read_manifest(tmp_path)


def test_names_with_spaces_newlines_and_other_letters(tmp_path: Path) -> None:
    names = ["met spatie.txt", "regel\neinde.txt", "tab\there.txt", "Ω/名前.txt", "-", "quote\"'.txt"]
    files: Archive = {name: (f"tekst {number}", sheet) for number, name in enumerate(names)}
    run(tmp_path, files)
    assert list(frame(tmp_path, "documents")["source"]) == sorted(names)
    assert run(tmp_path, files)[0].process == ()
    assert verify(tmp_path) == []


def test_no_inputs_give_empty_datasets(tmp_path: Path) -> None:
    run(tmp_path, {})
    assert frame(tmp_path, "findings").empty
    assert verify(tmp_path) == []


def made(source: str, content: str) -> Outcome:
    if content.startswith("vervolg"):
        return followup(source, content, "bron", wrong_mark="1.1.1")
    if content.startswith("leeg"):
        return reject(source, content)
    return factsheet(source, content)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_history_the_result_is_that_of_a_fresh_run(tmp_path: Path, seed: int) -> None:
    """Files come, go, change, are copied, renamed and swapped at random over several runs into one folder."""
    choose = random.Random(seed)
    contents = ["bron", "een", "twee", "vervolg", "leeg"]
    for number in range(5):
        names = choose.sample(["a.txt", "b.txt", "map/a.txt", "map/c.txt", "z.txt"], choose.randint(0, 5))
        files: Archive = {name: (choose.choice(contents), made) for name in names}
        read, _ = run(tmp_path / "out", files, prune=True)
        assert {files[item.source][0] for item in read.process} <= {content for content, _ in files.values()}
        run(tmp_path / f"fresh{number}", files)
        assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / f"fresh{number}")
    assert verify(tmp_path / "out") == []
