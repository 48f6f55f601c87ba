"""Zip and tar archives of factsheets, read where they are; bombs and tricks are refused."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.executors.choose import Batch
from ggsr_extract.pipeline.inputs.archives import Archive, ArchiveLimits
from ggsr_extract.pipeline.inputs.discover import discover
from ggsr_extract.pipeline.inputs.places import Place
from ggsr_extract.pipeline.quality.verify import verify
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options

from tests.archive import RAW, checksums, errors, fill, rows, sources


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _tar(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


NAMES = ("zandwijk-2015.txt", "kerkdrecht-2015.txt")
MEMBERS = {f"map/{name}": (RAW / name).read_bytes() for name in NAMES}


def _without_names(folder: Path) -> list[dict[str, object]]:
    return [
        {key: value for key, value in row.items() if key not in {"source", "file_name"}}
        for row in sorted(rows(folder, "documents"), key=lambda row: row["document_id"])
    ]


@pytest.mark.parametrize(
    ("name", "workers"), [("archief.zip", 2), ("archief.tar.gz", 2), ("archief.tgz", 0), ("archief.tar", 0)]
)
def test_members_are_read_like_files(tmp_path: Path, name: str, workers: int) -> None:
    make = _zip if name.endswith(".zip") else _tar
    make(fill(tmp_path / "in", "lindermeer-2015.txt") / name, MEMBERS)
    out = tmp_path / "out"
    run([tmp_path / "in"], out, Options(), batch=Batch(workers=workers))
    assert sources(out) == sorted([*(f"{name}/{member}" for member in MEMBERS), "lindermeer-2015.txt"])
    assert not list(verify(out))
    plain = fill(tmp_path / "plain", *NAMES, "lindermeer-2015.txt")
    run([plain], tmp_path / "files", Options(), batch=Batch(workers=0))
    assert _without_names(out) == _without_names(tmp_path / "files")
    again = run([tmp_path / "in"], out, Options())
    assert (again.read, again.reused) == (0, 3)


def test_an_archive_by_itself_is_an_input(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", MEMBERS)
    assert [item.source for item in discover([path])] == sorted(f"a.zip/{name}" for name in MEMBERS)


def test_the_same_bytes_in_two_archives_give_one_row(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    _zip(tmp_path / "in" / "a.zip", MEMBERS)
    _tar(tmp_path / "in" / "b.tar.gz", MEMBERS)
    run([tmp_path / "in"], tmp_path / "out", Options(), batch=Batch(workers=1))
    assert sources(tmp_path / "out") == sorted(f"a.zip/{name}" for name in MEMBERS)


def test_tricks_with_paths_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = MEMBERS[f"map/{NAMES[0]}"]
    tricks = {"../up.txt": text, "/root.txt": text, "a/../../b.txt": text, "C:\\x.txt": text, "in.zip": b"PK"}
    _zip(tmp_path / "in" / "z.zip", {**tricks, "ok.txt": text, ".hidden.txt": text, "__MACOSX/x.txt": text})
    with tarfile.open(tmp_path / "in" / "t.tar.gz", "w:gz") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("pipe.txt", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    run([tmp_path / "in"], tmp_path / "out", Options())
    assert sources(tmp_path / "out") == ["z.zip/ok.txt"]
    told = errors(tmp_path / "out")
    assert sorted(told.values()) == ["archive_member"] * 6 + ["archive_nested"]
    assert told["z.zip/in.zip"] == "archive_nested"
    assert told["t.tar.gz/link.txt"] == "archive_member"


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar"])
def test_broken_and_empty_archives_are_told_and_others_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    make = _zip if name.endswith(".zip") else _tar
    whole = make(tmp_path / "in" / name, MEMBERS).read_bytes()
    (tmp_path / "in" / name).write_bytes(whole[: len(whole) // 2])
    _zip(tmp_path / "in" / "leeg.zip", {})
    _zip(tmp_path / "in" / "good.zip", {"x.txt": MEMBERS[f"map/{NAMES[0]}"]})
    run([tmp_path / "in"], tmp_path / "out", Options())
    assert "good.zip/x.txt" in sources(tmp_path / "out")
    assert errors(tmp_path / "out") == {name: "archive_broken", "leeg.zip": "empty"}


def test_a_damaged_member_is_told_and_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, MEMBERS[f"map/{NAMES[0]}"] + name.encode())
    data = bytearray(path.read_bytes())
    data[200] ^= 0xFF
    path.write_bytes(data)
    run([path], tmp_path / "out", Options())
    assert sources(tmp_path / "out") == ["a.zip/b.txt"]
    assert errors(tmp_path / "out") == {"a.zip/a.txt": "archive_broken"}


def _refused(path: Path, limits: ArchiveLimits) -> str:
    archive = Archive(Place(str(path)), limits)
    try:
        for member in archive.members():
            archive.read(member.number, 1 << 40)
    except Refusal as refusal:
        return refusal.code
    return "nothing"


SMALL = ArchiveLimits(max_members=10, max_total_bytes=1 << 22, max_ratio=100, ratio_from=1 << 16)


@pytest.mark.parametrize("make", [_zip, _tar])
def test_bombs_are_refused(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    ending = "zip" if make is _zip else "tar.gz"
    many = make(tmp_path / f"many.{ending}", {f"{n}.txt": b"x" for n in range(11)})
    large = make(tmp_path / f"large.{ending}", {f"{n}": bytes(range(256)) * 8192 for n in range(3)})
    dense = make(tmp_path / f"dense.{ending}", {"zeros.txt": bytes(1 << 20)})
    assert {_refused(path, SMALL) for path in (many, large, dense)} == {"archive_limit"}


def test_names_of_members_that_are_no_utf_8_stay_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("map/caf\udce9.txt"))
    assert [item.source for item in discover([path])] == ["a.tar.gz/map/caf\\xe9.txt"]


def test_a_zip_that_says_less_than_it_holds_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"zeros.txt": bytes(1 << 20)})
    data = path.read_bytes().replace((1 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(data)
    assert _refused(path, SMALL) == "archive_broken"


def test_a_tar_that_says_less_than_comes_out_of_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    header = tarfile.TarInfo("x.txt").tobuf()
    path.write_bytes(gzip.compress(header + bytes(1 << 20)) + gzip.compress(bytes(1 << 21)))
    archive = Archive(Place(str(path)), SMALL)
    assert [member.size for member in archive.members()] == [0]


def test_members_of_a_tar_can_be_read_in_any_order(tmp_path: Path) -> None:
    path = _tar(tmp_path / "a.tar.gz", {name: name.encode() for name in "abcd"})
    with Archive(Place(str(path))) as archive:
        assert [archive.read(number, 10) for number in (2, 0, 3, 1, 1)] == [b"c", b"a", b"d", b"b", b"b"]
        with pytest.raises(Refusal, match="too_large"):
            archive.read(0, 0)


def test_datasets_do_not_depend_on_how_an_archive_was_packed(tmp_path: Path) -> None:
    for name, members in (("one", MEMBERS), ("two", dict(reversed(MEMBERS.items())))):
        (tmp_path / name).mkdir()
        _zip(tmp_path / name / "a.zip", members)
        run([tmp_path / name], tmp_path / f"{name}-out", Options(), batch=Batch(workers=0))
    assert checksums(tmp_path / "one-out") == checksums(tmp_path / "two-out")
