"""Inputs and outputs at URLs: in memory, and in a store that speaks S3 on this machine."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
import pytest
from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline import extract, load
from ggsr_extract.pipeline.executors.choose import Batch
from ggsr_extract.pipeline.executors.work import Task
from ggsr_extract.pipeline.frames.load import read_release
from ggsr_extract.pipeline.inputs.places import silence
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options
from ggsr_extract.pipeline.store.errors import NoRelease, OutputBusy, StoreError
from ggsr_extract.pipeline.store.remote import CACHE_VARIABLE, RemotePlace

from tests.conftest import invoke
from tests.pipeline.archive import RAW, checksums, errors, fill, sources

NAMES = ("zandwijk-2015.txt", "kerkdrecht-2015.txt")
SERIAL = Batch(workers=0)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("s3fs", reason="the extra `s3` is not installed")
    server_of = pytest.importorskip("moto.server", reason="moto's server is not installed").ThreadedMotoServer
    server = server_of(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    home = tmp_path_factory.mktemp("aws")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_CONFIG_FILE", str(home / "config"))
        patch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(home / "credentials"))
        yield "s3://archief"
    server.stop()


@pytest.fixture(params=["memory", "s3"])
def base(request: pytest.FixtureRequest) -> str:
    """A URL below which nothing is yet."""
    root = "memory:/" if request.param == "memory" else request.getfixturevalue("s3")
    url = f"{root}/{uuid4().hex}"
    files, below = fsspec.url_to_fs(url)
    files.makedirs(below, exist_ok=True)
    return url


def _put(url: str, data: bytes) -> None:
    files, below = fsspec.url_to_fs(url)
    files.makedirs(below.rsplit("/", 1)[0], exist_ok=True)
    files.pipe_file(below, data)


def _fill(url: str, *names: str) -> None:
    for name in names:
        _put(f"{url}/{name}", (RAW / name).read_bytes())


def _seen(url: str) -> dict[str, str]:
    """The datasets as a reader sees them who has nothing but the manifest."""
    files, below = fsspec.url_to_fs(url)
    files.invalidate_cache()
    manifest = json.loads(files.cat_file(f"{below}/manifest.json"))
    found = {}
    for entry in manifest["files"]:
        data = files.cat_file(f"{below}/{entry['path']}")
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        found[entry["path"].split("/", 2)[2]] = entry["sha256"]
    return found


def test_inputs_and_outputs_at_urls_give_the_same_bytes_as_folders(base: str, tmp_path: Path) -> None:
    _fill(f"{base}/in", *NAMES)
    _put(f"{base}/in/diep/er/leeg.txt", b"")
    _put(f"{base}/in/.verborgen/x.txt", b"x")
    folder = fill(tmp_path / "in", *NAMES)
    (folder / "diep" / "er").mkdir(parents=True)
    (folder / "diep" / "er" / "leeg.txt").touch()
    run([folder], tmp_path / "out", Options(), batch=SERIAL)
    run([f"{base}/in"], tmp_path / "mixed", Options(), batch=SERIAL)
    result = run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    assert (result.found, result.read) == (3, 3)
    assert _seen(f"{base}/out") == checksums(tmp_path / "mixed") == checksums(tmp_path / "out")
    manifest, tables = read_release(f"{base}/out", ["findings"])
    assert load(f"{base}/out", ["findings"]).findings.equals(load(tmp_path / "out", ["findings"]).findings)
    assert manifest.release == result.committed.manifest.release
    assert tables["findings"].num_rows == manifest.counts["findings"]


def test_workers_read_urls_themselves(s3: str, tmp_path: Path) -> None:
    files, below = fsspec.url_to_fs(f"{s3}/werk")
    files.makedirs(below, exist_ok=True)
    _fill(f"{s3}/werk", *NAMES)
    result = run([f"{s3}/werk"], tmp_path / "out", Options(), batch=Batch(workers=2))
    assert result.read == 2
    assert not result.committed.manifest.counts.get("rejects")


def test_archives_at_urls_are_read_in_place(base: str, tmp_path: Path) -> None:
    import shutil

    fill(tmp_path / "pack", *NAMES)
    for kind in ("zip", "gztar"):
        path = Path(shutil.make_archive(str(tmp_path / f"a-{kind}"), kind, tmp_path / "pack"))
        _put(f"{base}/in/{path.name}", path.read_bytes())
    result = run([f"{base}/in"], tmp_path / "out", Options(), batch=SERIAL)
    assert (result.found, result.read) == (4, 2)


def test_a_store_that_is_out_of_reach_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: Any, **__: Any) -> None:
        raise RuntimeError("no credentials")

    for name in ("exists", "info", "isdir", "cat_file"):
        monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem." + name, refusing)
    for url, advice in (("none://a/b", "Check how the URL begins"), ("memory://a/b", "your access")):
        for arguments in (
            ("run", url, "--out", tmp_path / "out"),
            ("run", RAW, "--out", url),
            ("verify", url),
        ):
            told = invoke(*arguments)
            assert (told.exit_code, advice in told.output) == (2, True), told.output


def test_a_server_that_cannot_be_reached_is_not_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The file system of HTTP tells both as a file that is not found."""
    pytest.importorskip("aiohttp", reason="what fsspec needs for HTTP is not installed")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/sheet.txt"
        told = invoke("run", url, "--out", tmp_path / "out")
        shown = invoke("show", url)
    assert (told.exit_code, "cannot be reached" in told.output) == (2, True), told.output
    assert (shown.exit_code, "FileNotFound" in shown.output) == (1, False), shown.output
    for handler, why in (
        (SimpleHTTPRequestHandler, "does not exist"),
        (BaseHTTPRequestHandler, "cannot be reached"),  # answers 501 to everything
    ):
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            url = f"http://127.0.0.1:{server.server_port}/sheet.txt"
            told = invoke("run", url, "--out", tmp_path / "out")
            server.shutdown()
        assert (told.exit_code, why in told.output) == (2, True), told.output


def test_datasets_among_the_inputs_at_a_url_are_no_inputs(base: str) -> None:
    _fill(base, *NAMES)
    for out in (base, f"{base}/parsed", base):
        assert run([base], out, Options(), batch=SERIAL).found == len(NAMES)


def test_a_run_goes_on_from_the_url_also_on_another_machine(
    base: str, tmp_path: Path, monkeypatch: Any
) -> None:
    _fill(f"{base}/in", *NAMES)
    run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    again = run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    assert (again.read, again.reused, again.committed.changed) == (0, 2, False)
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "other"))
    _fill(f"{base}/in", "lindermeer-2015.txt")
    grown = run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    assert (grown.read, grown.reused) == (1, 2)
    run([fill(tmp_path / "in", *NAMES, "lindermeer-2015.txt")], tmp_path / "out", Options(), batch=SERIAL)
    assert _seen(f"{base}/out") == checksums(tmp_path / "out")


def _around_sending(
    base: str, patch: pytest.MonkeyPatch, step: Callable[[Callable[[], object]], None]
) -> None:
    """Lets ``step`` decide on everything that is sent to the store."""
    files, _ = fsspec.url_to_fs(base)
    for name in ("put_file", "pipe_file"):
        send = getattr(files, name)
        patch.setattr(files, name, lambda *what, send=send: step(lambda: send(*what)))


def test_readers_see_whole_releases_while_runs_replace_them(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(f"{base}/in", NAMES[0])
    run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    first = _seen(f"{base}/out")
    seen: list[dict[str, str]] = []

    def watched(send: Callable[[], object]) -> None:
        seen.append(_seen(f"{base}/out"))
        send()
        seen.append(_seen(f"{base}/out"))

    _fill(f"{base}/in", NAMES[1])
    _around_sending(base, monkeypatch, watched)
    run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    last = _seen(f"{base}/out")
    assert last != first
    assert len(seen) > 2 * len(TABLES)
    assert seen[:-1] == [first] * (len(seen) - 1)
    assert seen[-1] == last


def test_a_run_that_is_cut_off_while_it_sends_leaves_the_release_of_before(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(f"{base}/in", NAMES[0])
    run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    first = _seen(f"{base}/out")
    sent = []

    def failing(send: Callable[[], object]) -> None:
        sent.append(send)
        if len(sent) == 4:
            raise ConnectionResetError("gone")
        send()

    _fill(f"{base}/in", NAMES[1])
    with monkeypatch.context() as patch:
        _around_sending(base, patch, failing)
        with pytest.raises(StoreError, match="run again"):
            run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    assert _seen(f"{base}/out") == first
    again = run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    assert again.read <= 1
    assert _seen(f"{base}/out") != first


def test_a_run_does_not_overwrite_what_another_one_published_meanwhile(base: str, tmp_path: Path) -> None:
    _fill(f"{base}/in", *NAMES)
    other = RemotePlace(f"{base}/out", tmp_path / "elsewhere")

    class Overtaken:
        def run(self, tasks: Any) -> Any:
            from ggsr_extract.pipeline.executors.serial import Serial

            yield from Serial(Options()).run(tasks)
            done = run([f"{base}/in/{NAMES[0]}"], tmp_path / "elsewhere", Options(), batch=SERIAL)
            other.publish(done.committed.manifest)

    with pytest.raises(OutputBusy, match="Another run"):
        run([f"{base}/in"], f"{base}/out", Options(), executor=Overtaken())
    assert read_release(f"{base}/out", ["documents"])[1]["documents"].num_rows == 1


def test_old_releases_are_swept_and_the_one_before_stays(base: str) -> None:
    for name in (*NAMES, "lindermeer-2015.txt"):
        _fill(f"{base}/in", name)
        run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    files, below = fsspec.url_to_fs(f"{base}/out/releases")
    files.invalidate_cache()
    assert len(files.ls(below, detail=False)) == 2


def test_damage_and_absence_are_told(base: str) -> None:
    with pytest.raises(NoRelease, match="holds no datasets"):
        read_release(f"{base}/out", ["findings"])
    _put(f"{base}/out/manifest.json", b"{}")
    _fill(f"{base}/in", NAMES[0])
    with pytest.raises(StoreError, match="--force"):
        run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL, force=True)
    assert _seen(f"{base}/out")


def test_a_missing_object_is_a_reject_and_an_unknown_scheme_is_told(base: str) -> None:
    from ggsr_extract.pipeline.executors.serial import Serial
    from ggsr_extract.pipeline.inputs.places import Place

    (outcome,) = Serial(Options()).run([Task("gone.txt", Place(f"{base}/gone.txt"))])
    assert outcome.tables["rejects"][0]["error"] == "unreadable"
    with pytest.raises(ValueError, match="nowhere"):
        run(["nowhere://a/b"], f"{base}/out", Options())


def test_every_command_about_datasets_takes_a_url(base: str, tmp_path: Path) -> None:
    _fill(f"{base}/in", *NAMES)
    run([f"{base}/in"], f"{base}/old", Options(), batch=SERIAL)
    _fill(f"{base}/in", "lindermeer-2015.txt")
    run([f"{base}/in"], f"{base}/new", Options(), batch=SERIAL)
    sound = invoke("verify", f"{base}/new", "--sources", f"{base}/in")
    assert (sound.exit_code, sound.stdout) == (0, "")
    same = invoke("diff", f"{base}/new", f"{base}/new")
    assert same.exit_code == 0
    grown = invoke("diff", f"{base}/old", f"{base}/new", "--json")
    assert grown.exit_code == 1
    assert json.loads(grown.stdout)["documents_added"] == ["lindermeer-2015.txt"]
    shown = invoke("show", f"{base}/in/{NAMES[0]}")
    assert shown.exit_code == 0
    assert shown.stdout == invoke("show", RAW / NAMES[0]).stdout
    made = invoke("report", f"{base}/new", "--out", tmp_path / "report", "--sources", f"{base}/in")
    assert made.exit_code == 0, made.output
    assert (tmp_path / "report" / "index.html").is_file()
    assert len(extract(f"{base}/in/{NAMES[0]}").statements) == len(extract(RAW / NAMES[0]).statements)


def test_damage_at_a_url_is_found_and_named(base: str) -> None:
    _fill(f"{base}/in", NAMES[0])
    nothing = invoke("verify", f"{base}/out")
    assert nothing.exit_code == 1
    assert f"{base}/out" in nothing.stdout
    result = run([f"{base}/in"], f"{base}/out", Options(), batch=SERIAL)
    place = f"{base}/out/releases/{result.committed.manifest.release}"
    _put(f"{place}/findings/part-0.parquet", b"PAR1 no more")
    files, below = fsspec.url_to_fs(place)
    files.rm(f"{below}/remarks/part-0.parquet")
    damaged = invoke("verify", f"{base}/out")
    assert damaged.exit_code == 1
    assert "checksum" in damaged.stdout
    assert [line for line in damaged.stdout.splitlines() if "remarks" in line]
    assert "/tmp" not in damaged.stdout
    gone = invoke("show", f"{base}/in/nowhere.txt")
    assert gone.exit_code == 1
    assert "cannot be opened" in gone.output


def test_a_store_that_is_gone_is_not_waited_for_at_each_input(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before stays, the rest is told, and the next run reads it."""
    for number in range(9):
        _put(f"{base}/in/{number}.txt", (RAW / NAMES[0]).read_bytes() + b"\n" * number)
    run([f"{base}/in/0.txt"], tmp_path / "out", Options(), batch=SERIAL)
    asked: list[str] = []
    kind = type(fsspec.url_to_fs(base)[0])

    def gone(_: Any, path: str, *__: Any, **___: Any) -> None:
        asked.append(path)
        raise ConnectionError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(kind, "open", gone)
        patch.setattr("ggsr_extract.pipeline.inputs.reach.silence", lambda url: f"{url} is gone")
        result = run([f"{base}/in"], tmp_path / "out", Options(), batch=SERIAL)
    assert len(asked) == 3
    assert (result.found, len(errors(tmp_path / "out"))) == (9, 9)
    assert sources(tmp_path / "out") == ["0.txt"]
    again = run([f"{base}/in"], tmp_path / "out", Options(), batch=SERIAL)
    assert (again.read, again.reused, errors(tmp_path / "out")) == (8, 1, {})


def test_a_store_answers_that_has_nothing_there_or_does_not_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert silence("memory://nothing") is None
    for fault, why in ((PermissionError("no"), None), (OSError("out of order"), "out of order")):

        def failing(*_: Any, fault: Exception = fault, **__: Any) -> None:
            raise fault

        monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem.info", failing)
        assert silence("memory://nothing") == why
