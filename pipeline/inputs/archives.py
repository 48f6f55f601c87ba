"""Archives of factsheets (zip, tar, tar.gz) read where they are: nothing is ever unpacked to a path that an archive names.

An archive is recognised by its ending. Its members are inputs with the source ``archive.zip/folder/file.pdf``. What an
archive may cost is bounded before anything is unpacked where its directory tells, and while reading where it does not.
"""

from __future__ import annotations

import gzip
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self, cast

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs.places import Place, refusal_of

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, ValueError)
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
    """Whether a file of this name is taken as an archive."""
    return name.lower().endswith(ENDINGS)


class Archive:
    """An open archive. Members of a zip can be read in any order; those of a tar are quick in the order of their numbers."""

    def __init__(self, place: Place, limits: ArchiveLimits | None = None) -> None:
        self.place = Place(place.location)
        self._limits = limits or ArchiveLimits()
        self._zip: zipfile.ZipFile | None = None
        self._tar: tarfile.TarFile | None = None
        self._entries: Iterator[tarfile.TarInfo] = iter(())
        self._next = 0
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the archive can be used again and is then opened anew."""
        for item in (self._zip, self._tar, self._stream):
            if item is not None:
                with suppress(OSError):
                    item.close()
        self._zip = self._tar = self._stream = None

    def members(self) -> list[Member]:
        """All files in the archive, in its order; hidden ones (a part of the name begins with a dot) are left out.

        A member that must not be read carries its refusal: a path that leads out of the archive, a link or device, an
        archive in the archive, one that needs a password. Raises Refusal ``archive_broken``, ``archive_limit`` or
        ``unreadable`` for the archive as a whole.
        """
        found: list[Member] = []
        total = 0
        try:
            size = self.place.size() or 0
            for number, (name, bytes_, kind) in enumerate(self._listing()):
                total += bytes_
                self.check(number + 1, total, size)
                if kind != "folder" and not _hidden(name):
                    found.append(Member(number, name, bytes_, _refusal(name, kind)))
        except _BROKEN as fault:
            raise Refusal("archive_broken", _short(fault)) from None
        except OSError as fault:
            raise (refusal_of(fault) if fault.errno else Refusal("archive_broken", _short(fault))) from None
        finally:
            self.close()
        return found

    def read(self, number: int, limit: int) -> bytes:
        """The bytes of a member. Raises Refusal ``too_large``, ``archive_limit``, ``archive_broken`` or ``unreadable``."""
        try:
            with self.open(number) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as fault:
            self.close()
            raise Refusal("archive_broken", _short(fault)) from None
        except OSError as fault:
            self.close()
            raise (refusal_of(fault) if fault.errno else Refusal("archive_broken", _short(fault))) from None
        if len(data) > limit:
            raise Refusal("too_large", f"the limit is {limit} bytes")
        return data

    def open(self, number: int) -> IO[bytes]:
        """A member as a stream of bytes. Raises Refusal, OSError and what zipfile and tarfile raise for a broken one."""
        if self._is_zip():
            archive = self._opened_zip()
            entry = archive.infolist()[number]
            self._check_ratio(entry.file_size, max(1, entry.compress_size))
            return archive.open(entry)
        if self._tar is None or number < self._next:
            self.close()
            self._open_tar()
        while True:
            info = next(self._entries, None)
            if info is None:
                raise Refusal("archive_broken", "a member is no longer there")
            self._next += 1
            if self._next > number:
                break
        assert self._tar is not None
        stream = self._tar.extractfile(info)
        if stream is None:
            raise Refusal("archive_member", "it is no plain file")
        return stream

    def _is_zip(self) -> bool:
        return self.place.location.lower().endswith(".zip")

    def _listing(self) -> Iterator[tuple[str, int, str]]:
        if self._is_zip():
            for entry in self._opened_zip().infolist():
                mode = entry.external_attr >> 16
                link = entry.create_system == 3 and mode & 0o170000 == 0o120000
                kind = "folder" if entry.is_dir() else "link" if link else "file"
                yield (
                    entry.filename.replace("\\", "/"),  # as some programs of Windows pack
                    entry.file_size,
                    ("locked" if entry.flag_bits & _ENCRYPTED and kind == "file" else kind),
                )
            return
        self._open_tar()
        for info in self._entries:
            kind = "folder" if info.isdir() else "file" if info.isfile() else "link"
            yield (
                info.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"),
                info.size,
                kind,
            )

    def _opened_zip(self) -> zipfile.ZipFile:
        if self._zip is None:
            self._stream = self.place.open()
            self._zip = zipfile.ZipFile(self._stream)
        return self._zip

    def _open_tar(self) -> None:
        self._stream = self.place.open()
        packed = self._stream.read(2) == b"\x1f\x8b"
        self._stream.seek(0)
        size = self.place.size() or 0
        plain = _Bounded(gzip.GzipFile(fileobj=self._stream), self, size) if packed else self._stream
        # As a stream, from front to back: nothing but the member that is being read is held.
        self._tar = tarfile.open(fileobj=cast("IO[bytes]", plain), mode="r|")  # noqa: SIM115 - closed by close()
        self._entries, self._next = self._walk(self._tar), 0

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


class _Bounded:
    """What comes out of a gzip, counted: headers may say less than there is."""

    def __init__(self, stream: gzip.GzipFile, archive: Archive, size: int) -> None:
        self._stream, self._archive, self._size, self._total = stream, archive, size, 0

    def read(self, count: int) -> bytes:
        data = self._stream.read(count)
        self._total += len(data)
        self._archive.check(0, self._total, self._size)
        return data


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


def _short(fault: BaseException) -> str:
    return f"{fault}"[:120] or type(fault).__name__
