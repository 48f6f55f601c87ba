"""Zip and tar archives of factsheets, read where they are; bombs and tricks are refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.executors.choose import Batch
from ggsr_extract.pipeline.executors.work import fetch, release
from ggsr_extract.pipeline.inputs.archives import Archive, ArchiveLimits
from ggsr_extract.pipeline.inputs.discover import discover
from ggsr_extract.pipeline.inputs.places import Place
from ggsr_extract.pipeline.quality.verify import verify
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options

from tests.pipeline.archive import RAW, checksums, errors, fill, rows, sources


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


def _streamed_zip(path: Path, members: dict[str, bytes]) -> Path:
    """As written to a pipe: the size of a member stands behind it."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    path.write_bytes(pipe.getvalue())
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
    _zip(tmp_path / "in" / "good.zip", {"x.txt": (RAW / "lindermeer-2015.txt").read_bytes()})
    run([tmp_path / "in"], tmp_path / "out", Options())
    assert "good.zip/x.txt" in sources(tmp_path / "out")
    told = errors(tmp_path / "out")
    assert (told.pop("leeg.zip"), told[name]) == ("empty", "archive_broken")
    assert set(told.values()) == {"archive_broken"}


@pytest.mark.parametrize("name", ["a.zip", "streamed.zip", "a.tar.gz", "a.tar"])
def test_what_stands_before_a_cut_is_read(tmp_path: Path, name: str) -> None:
    members = {f"{number}.bin": random.Random(number).randbytes(30_000) for number in range(9)}
    path = (_zip if name == "a.zip" else _streamed_zip if name == "streamed.zip" else _tar)(
        tmp_path / name, members
    )
    path.write_bytes(path.read_bytes()[:200_000])
    listing, broken = Archive(Place(str(path))).members() or ([], None)
    assert broken is not None
    assert broken.code == "archive_broken"
    archive = Archive(Place(str(path)))
    read = {member.name: archive.read(member.number, 1 << 20) for member in listing[:6]}
    assert read == {name: members[name] for name in list(members)[:6]}
    told = [item.source for item in discover([path]) if item.refusal is not None]
    assert told == [name]


def test_a_damaged_header_in_a_tar_is_no_quiet_end(tmp_path: Path) -> None:
    path = _tar(tmp_path / "a.tar", {"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"})
    data = path.read_bytes()
    path.write_bytes(data.replace(b"b.txt", b"\xff.txt"))
    members, broken = Archive(Place(str(path))).members() or ([], None)
    assert [member.name for member in members] == ["a.txt"]
    assert broken is not None


def test_one_name_in_a_zip_that_cannot_be_told_costs_nothing(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"caf\u00e9.txt": b"a", "b.txt": b"b"})
    path.write_bytes(path.read_bytes().replace("\u00e9".encode(), b"\xff\xfe"))
    found = {item.source: item for item in discover([path])}
    assert list(found) == ["a.zip/b.txt", "a.zip/caf\ufffd\ufffd.txt"]
    with Archive(Place(str(path))) as archive:
        assert [archive.read(item.place.member or 0, 9) for item in found.values()] == [b"b", b"a"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_is_read_as_what_it_is_whatever_its_name_says(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "a.txt.gz").write_bytes(pack(b"text"))
    (tmp_path / "b.zip").write_bytes(b"text")
    (tmp_path / "c.tar").write_bytes(_zip(tmp_path / "c", {"x.txt": b"text"}).read_bytes())
    (tmp_path / "c").unlink()
    (tmp_path / "d.zip").write_bytes(pack(_tar(tmp_path / "d", {"y.txt": b"text"}).read_bytes()))
    (tmp_path / "d").unlink()
    found = discover([tmp_path])
    assert [item.source for item in found] == ["a.txt.gz/a.txt", "b.zip", "c.tar/x.txt", "d.zip/y.txt"]
    assert {fetch(item.place, 9) for item in found} == {b"text"}
    release()


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


@pytest.mark.skipif(shutil.which("tar") is None, reason="there is no tar that packs holes")
def test_a_member_that_would_grow_without_bounds_costs_itself_alone(tmp_path: Path) -> None:
    _zip(tmp_path / "a.zip", {"bomb.txt": bytes(70 << 20), **MEMBERS})
    (tmp_path / "raw").mkdir()
    with (tmp_path / "raw" / "hole.txt").open("wb") as file:
        file.truncate(1 << 30)
    (tmp_path / "raw" / "good.txt").write_bytes(MEMBERS[f"map/{NAMES[0]}"] + b"\n")
    subprocess.run(
        ["tar", "-Scf", tmp_path / "b.tar", "-C", tmp_path / "raw", "hole.txt", "good.txt"], check=True
    )
    run([tmp_path / "a.zip", tmp_path / "b.tar"], tmp_path / "out", Options())
    assert sources(tmp_path / "out") == [
        "a.zip/map/kerkdrecht-2015.txt",
        "a.zip/map/zandwijk-2015.txt",
        "b.tar/good.txt",
    ]
    assert errors(tmp_path / "out") == {"a.zip/bomb.txt": "archive_limit", "b.tar/hole.txt": "archive_limit"}


def test_an_empty_directory_before_which_members_stand_is_not_believed(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", MEMBERS)
    path.write_bytes(path.read_bytes() + b"PK\5\6" + bytes(18))
    assert len(discover([path])) == len(MEMBERS)


def test_what_stands_behind_a_packed_file_takes_nothing_from_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"text") + b"\0\0something else")
    (found,) = discover([tmp_path / "a.txt.gz"])
    assert fetch(found.place, 9) == b"text"
    release()


def test_a_way_of_packing_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.txt": b"text"})
    data = path.read_bytes().replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x09\0")
    path.write_bytes(data)
    run([path], tmp_path / "out", Options())
    assert errors(tmp_path / "out") == {"a.zip/a.txt": "archive_member"}


def _refused(path: Path, limits: ArchiveLimits) -> str:
    archive = Archive(Place(str(path)), limits)
    try:
        members, broken = archive.members() or ([], None)
        for member in members:
            archive.read(member.number, 1 << 40)
        if broken is not None:
            raise broken
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
    members, _ = archive.members() or ([], None)
    assert [member.size for member in members] == [0]


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
