"""Archives of factsheets (zip, tar) and packed files (gzip, bzip2, xz) read where they are: nothing is ever unpacked to a
path that an archive names.

A file whose name says that it is packed is one when its content says so too, and then is what the content says. Its members
are inputs with the source ``archive.zip/folder/file.pdf``. What an archive may cost is bounded before anything is unpacked
where its directory tells, and while reading where it does not.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self, cast

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs import salvage
from ggsr_extract.pipeline.inputs.places import Place, file_name, refusal_of

ENDINGS = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz")
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    ValueError,
)
"""What unpacking raises for archives that are broken, besides OSError."""
_Unpacking = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_PACKED: tuple[tuple[bytes, Callable[[IO[bytes]], _Unpacking]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\0", lzma.LZMAFile),
)
"""How packed files begin, and what unpacks them."""
_MEMBER = b"PK\x03\x04"
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may cost: members, bytes of all members together, and how many times larger than itself it may be.

    The ratio (a text shrinks to a fifth, a bomb to a thousandth) counts only for more than ``ratio_from`` bytes.
    """

    max_members: int = 100_000
    max_total_bytes: int = 64 * 2**30
    max_ratio: float = 100.0
    ratio_from: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its number among all entries, name as text, size when unpacked, and why it is refused."""

    number: int
    name: str
    size: int
    refusal: Refusal | None = None


def is_archive(name: str) -> bool:
    """Whether a file of this name is looked into as an archive."""
    return name.lower().endswith(ENDINGS)


class Archive:
    """An open archive. Members of a zip can be read in any order; those of a tar are quick in the order of their numbers."""

    def __init__(self, place: Place, limits: ArchiveLimits | None = None) -> None:
        self.place = Place(place.location)
        self._limits = limits or ArchiveLimits()
        self._stream: IO[bytes] | None = None
        self._plain: _Bounded | None = None  # what a packed file holds
        self._zip: zipfile.ZipFile | None = None
        self._found: list[zipfile.ZipInfo] | None = None  # in a zip without a directory
        self._tar: tarfile.TarFile | None = None
        self._entries: Iterator[tarfile.TarInfo] = iter(())
        self._next = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the archive can be used again and is then opened anew."""
        for item in (self._zip, self._tar, self._plain, self._stream):
            if item is not None:
                with suppress(OSError):
                    item.close()
        self._zip = self._tar = self._plain = self._stream = self._found = None

    def members(self) -> tuple[list[Member], Refusal | None] | None:
        """All files in the archive, in its order, and why there may be more; None when its content is no archive.

        Hidden files (a part of the name begins with a dot) are left out. A member that must not be read carries its
        refusal: a path that leads out of the archive, a link or device, an archive in the archive, one that needs a
        password. Raises Refusal ``archive_broken``, ``archive_limit`` or ``unreadable`` for the archive as a whole.
        """
        found: list[Member] = []
        total = 0
        broken: Refusal | None = None
        try:
            if not self._open():
                return None
            size = self.place.size() or 0
            for number, (name, bytes_, kind, packed) in enumerate(self._listing()):
                refusal = _refusal(name, kind)
                try:
                    self._check_ratio(bytes_, packed)
                except Refusal as grown:  # one that says it would grow beyond all bounds costs itself alone
                    refusal, bytes_ = refusal or grown, 0
                total += bytes_
                self.check(number + 1, total, size)
                if kind != "folder" and not _hidden(name):
                    found.append(Member(number, name, bytes_, refusal))
        except (*BROKEN, OSError) as fault:
            broken = _broken(fault)
        finally:
            self.close()
        if broken is not None and not found:
            raise broken
        return found, broken

    def read(self, number: int, limit: int) -> bytes:
        """The bytes of a member. Raises Refusal ``too_large``, ``archive_limit``, ``archive_broken`` or ``unreadable``."""
        try:
            with self.open(number) as stream:
                data = stream.read(limit + 1)
        except (*BROKEN, OSError) as fault:
            self.close()
            raise _broken(fault) from None
        if len(data) > limit:
            raise Refusal("too_large", f"the limit is {limit} bytes")
        return data

    def open(self, number: int) -> IO[bytes]:
        """A member as a stream of bytes. Raises Refusal, OSError and what zipfile and tarfile raise for a broken one."""
        if self._stream is None or (self._zip is None and self._found is None and number < self._next):
            self.close()
            self._open()
        if self._zip is not None or self._found is not None:
            return self._open_entry(number)
        if self._tar is None:
            if self._plain is None or number:
                raise Refusal("unreadable", "the archive changed while it was read")
            self._next = 1
            return io.BufferedReader(self._plain)
        while True:
            info = next(self._entries, None)
            if info is None:
                raise Refusal("unreadable", "the archive changed while it was read")
            self._next += 1
            if self._next > number:
                break
        stream = self._tar.extractfile(info)
        if stream is None:
            raise Refusal("archive_member", "it is no plain file")
        return stream

    def _open_entry(self, number: int) -> IO[bytes]:
        entries = self._zip.infolist() if self._zip is not None else self._found or []
        if number >= len(entries):
            raise Refusal("unreadable", "the archive changed while it was read")
        entry = entries[number]
        self._check_ratio(entry.file_size, max(1, entry.compress_size))
        if self._zip is not None:
            return self._zip.open(entry)
        assert self._stream is not None
        return salvage.opened(self._stream, entry)

    def _listing(self) -> Iterator[tuple[str, int, str, int]]:
        """Name, size, kind and packed size of each entry."""
        if self._zip is not None or self._found is not None:
            for entry in self._zip_entries():
                mode = entry.external_attr >> 16
                link = entry.create_system == 3 and mode & 0o170000 == 0o120000
                kind = "folder" if entry.is_dir() else "link" if link else "file"
                yield (
                    entry.filename.replace("\\", "/"),  # as some programs of Windows pack
                    entry.file_size,
                    ("locked" if entry.flag_bits & _ENCRYPTED and kind == "file" else kind),
                    max(1, entry.compress_size),
                )
        elif self._tar is not None:
            for info in self._entries:
                kind = "folder" if info.isdir() else "file" if info.isfile() else "link"
                name = info.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
                pieces: Any = info.sparse  # of a file with holes: where what it holds stands, and its bytes
                held = info.size if pieces is None else sum(size for _, size in pieces)
                yield name, info.size, kind, max(1, held)
        else:
            yield file_name(self.place.location).rpartition(".")[0], 0, "file", 1

    def _zip_entries(self) -> Iterator[zipfile.ZipInfo]:
        if self._zip is not None:
            yield from self._zip.infolist()
            return
        assert self._stream is not None
        yield from salvage.entries(self._stream, self._check_ratio)

    def _open(self) -> bool:
        """Opens the file as what its content says; False when that is no archive."""
        self._next = 0
        self._stream = stream = self.place.open()
        head = stream.read(tarfile.BLOCKSIZE)
        unpack = next((opener for mark, opener in _PACKED if head.startswith(mark)), None)
        if unpack is not None:
            size = self.place.size() or 0
            head = io.BufferedReader(_Bounded(unpack(self._rewound()), self, size)).read(tarfile.BLOCKSIZE)
            self._plain = _Bounded(unpack(self._rewound()), self, size)
        if _is_tar(head):
            # As a stream, from front to back: nothing but the member that is being read is held.
            file = cast("IO[bytes]", self._plain or self._rewound())
            self._tar = tarfile.open(fileobj=file, mode="r|", tarinfo=_Header)  # noqa: SIM115 - closed by close()
            self._entries = self._walk(self._tar)
        elif self._plain is None:
            if not (head.startswith(b"PK") or zipfile.is_zipfile(stream)):
                return False
            self._open_zip(stream)
        return True

    def _rewound(self) -> IO[bytes]:
        assert self._stream is not None
        self._stream.seek(0)
        return self._stream

    def _open_zip(self, stream: IO[bytes]) -> None:
        opened = None
        with suppress(*BROKEN, OSError):
            opened = zipfile.ZipFile(stream)
        stream.seek(0)
        if opened is not None and (opened.infolist() or stream.read(len(_MEMBER)) != _MEMBER):
            self._zip = opened
        else:
            self._found = []
            with suppress(*BROKEN):
                self._found.extend(salvage.entries(stream, self._check_ratio))

    def _walk(self, archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
        while (info := archive.next()) is not None:
            vars(archive)["members"].clear()  # tarfile keeps every header for ever
            yield info

    def check(self, count: int, total: int, size: int) -> None:
        """Raises Refusal ``archive_limit`` for ``count`` members of ``total`` bytes in an archive of ``size`` bytes."""
        limits = self._limits
        if count > limits.max_members:
            raise Refusal("archive_limit", f"more than {limits.max_members} members")
        if total > limits.max_total_bytes:
            raise Refusal("archive_limit", f"its members have more than {limits.max_total_bytes} bytes")
        self._check_ratio(total, max(1, size))

    def _check_ratio(self, unpacked: int, packed: int) -> None:
        if unpacked > self._limits.ratio_from and unpacked > self._limits.max_ratio * packed:
            raise Refusal("archive_limit", f"it would grow to {unpacked // packed} times its size")


class _Bounded(io.RawIOBase):
    """What comes out of a packed file, counted: headers may say less than there is."""

    def __init__(self, stream: _Unpacking, archive: Archive, size: int) -> None:
        self._stream, self._archive, self._size, self._total = stream, archive, size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read1(len(buffer))  # so that a cut shows behind all that stands before it
        except gzip.BadGzipFile as fault:
            if not (self._total and f"{fault}".startswith("Not a gzipped file")):
                raise
            data = b""  # something else stands behind what is packed, which was whole
        buffer[: len(data)] = data
        self._total += len(data)
        self._archive.check(0, self._total, self._size)
        return len(data)


class _Header(tarfile.TarInfo):
    """A member's header; one that is damaged is an error, and not the end of the archive as tarfile would have it."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError:
            if not buf.strip(b"\0"):
                raise  # the end
            raise tarfile.ReadError("the header of a member is damaged") from None


def _is_tar(head: bytes) -> bool:
    """Whether a file begins as a tar: with a header, or with the zeros that end one without members."""
    if len(head) == tarfile.BLOCKSIZE and not head.strip(b"\0"):
        return True
    try:
        tarfile.TarInfo.frombuf(head, tarfile.ENCODING, "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def _broken(fault: Exception) -> Refusal:
    if isinstance(fault, OSError) and fault.errno:
        return refusal_of(fault)
    if isinstance(fault, NotImplementedError):
        return Refusal("archive_member", "it is packed in a way that is not known")
    return Refusal("archive_broken", f"{fault}"[:120] or "it ends too early")


def _hidden(name: str) -> bool:
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _refusal(name: str, kind: str) -> Refusal | None:
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain) or ".." in plain.split("/") or "\x00" in plain:
        return Refusal("archive_member", "its path leads out of the archive")
    if kind == "link":
        return Refusal("archive_member", "it is a link or a device")
    if kind == "locked":
        return Refusal("archive_member", "it needs a password")
    if is_archive(plain):
        return Refusal("archive_nested")
    return None
