"""Where an input's bytes are: a path, a URL that fsspec knows, or a member of an archive at either."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename
from stat import S_ISREG
from typing import IO, Any, cast
from urllib.parse import unquote_to_bytes

from ggsr_extract.models.checks import Refusal

Location = str | os.PathLike[str]
"""A path or a URL."""
CHUNK = 1 << 20
"""Bytes that are read at a time."""


def is_url(text: str) -> bool:
    """Whether a location is for fsspec: it has a scheme, also when chained (``simplecache::s3://...``)."""
    scheme, mark, _ = text.partition("://")
    return bool(mark) and scheme.replace("::", "").replace("+", "").isalnum()


def local_path(location: str | os.PathLike[str]) -> Path | None:
    """The location as a path of this machine; None for a URL of somewhere else.

    In a ``file://`` URL, ``%20`` and the like are the characters that they stand for (RFC 8089).
    """
    text = os.fspath(location)
    if not isinstance(location, str) or not is_url(text):
        return Path(text)
    if text.startswith(("file://", "local://")):
        from fsspec.implementations.local import LocalFileSystem

        path = LocalFileSystem._strip_protocol(text)
        return Path(os.fsdecode(unquote_to_bytes(os.fsencode(path))) if text.startswith("file") else path)
    return None


def file_name(location: str) -> str:
    """Last part of a path, URL or source."""
    return basename(location.replace("\\", "/").rstrip("/")) or location


def bytes_below(folder: str | os.PathLike[str], name: str) -> bytes | None:
    """The bytes of a file below a folder or URL, None when it cannot be read."""
    path = local_path(folder)
    try:
        if path is not None:
            return (path / name).read_bytes()
        with _open_url(f"{os.fspath(folder).rstrip('/')}/{name}") as stream:
            return stream.read()
    except Exception:  # each object store raises its own kinds
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """A file: ``location`` is a path or URL; ``member`` is the number (from 0) of a member of the archive there."""

    location: str
    member: int | None = None

    @property
    def path(self) -> Path | None:
        """The file's path, None for a URL."""
        return local_path(self.location)

    @property
    def private(self) -> bool:
        """Whether no other process can read it: fsspec's ``memory://`` is each process's own."""
        return self.location.partition("://")[0].endswith("memory")

    def open(self) -> IO[bytes]:
        """The file (for a member: the archive) for reading. Raises Refusal ``unreadable`` and OSError."""
        path = self.path
        if path is None:
            return _open_url(self.location)
        try:
            about = path.stat()
        except OSError as fault:
            if path.is_symlink():
                raise Refusal("unreadable", "the link leads nowhere or in a circle") from None
            if isinstance(fault, FileNotFoundError):
                raise Refusal("unreadable", "it is not there") from None
            raise
        if not S_ISREG(about.st_mode) or (not about.st_size and _endless(path)):
            raise Refusal("unreadable", "it is no plain file: exclude it")
        return path.open("rb")

    def size(self) -> int | None:
        """Size of the file in bytes, None where the store does not say. Raises OSError."""
        path = self.path
        if path is not None:
            return path.stat().st_size
        filesystem, below = url_filesystem(self.location)
        size = filesystem.size(below)
        return int(size) if size is not None else None

    def read(self, limit: int) -> bytes:
        """All bytes of the file, not of a member. Raises Refusal ``unreadable`` or ``too_large``."""
        try:
            size = self.size() if self.path is None or self.path.is_file() else None
            if size is not None and size > limit:
                raise Refusal("too_large", f"{size} bytes, the limit is {limit}")
            with self.open() as stream:
                data = stream.read(limit + 1)
        except Exception as error:  # each object store raises its own kinds
            raise refusal_of(error) from None
        if len(data) > limit:
            raise Refusal("too_large", f"the limit is {limit} bytes")
        return data

    def digest(self, limit: int) -> tuple[str, int]:
        """SHA-256 in hexadecimal and size in bytes, without holding the file. Raises Refusal ``unreadable`` or ``too_large``."""
        try:
            with self.open() as stream:
                if self.path is not None and os.fstat(stream.fileno()).st_size > limit:
                    raise Refusal("too_large")
                return digest_of(stream, limit)
        except Exception as error:
            raise refusal_of(error) from None


def _endless(path: Path) -> bool:
    """Whether a file of size 0 gives bytes all the same, or lets one wait for them, as windows into the system do (``/proc``)."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            return bool(os.read(handle, 1)) and not os.fstat(handle).st_size
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False


def read_bytes(location: Location, limit: int) -> bytes:
    """The bytes of a file or URL. Raises :class:`Refusal` ``unreadable`` (gone, a dangling link, no right) or ``too_large``."""
    return Place(os.fspath(location)).read(limit)


def digest_of(stream: IO[bytes], limit: int) -> tuple[str, int]:
    """SHA-256 in hexadecimal of what is left of a stream, and how many bytes that was. Raises Refusal ``too_large``."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if size > limit:
            raise Refusal("too_large")
    return digest.hexdigest(), size


def refusal_of(error: Exception) -> Refusal:
    """Why bytes could not be had, as a refusal."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, MemoryError):
        return Refusal("memory")
    error = _behind(error)
    if isinstance(error, OSError) and error.strerror:
        return Refusal("unreadable", error.strerror)
    if isinstance(error, ValueError):
        return Refusal("unreadable", f"{error}"[:200].rstrip("."))
    return Refusal("unreadable", f"{type(error).__name__}: {error}"[:200])


def _behind(error: Exception) -> Exception:
    """What a file system took for a file that is not there: a server that could not be reached, or refused to tell."""
    cause = error.__cause__
    if not isinstance(error, FileNotFoundError) or not isinstance(cause, Exception):
        return error
    status = getattr(cause, "status", None)  # of an answer over HTTP
    unreached = isinstance(cause, OSError | TimeoutError) and not isinstance(cause, FileNotFoundError)
    return cause if unreached or status not in {None, 404, 410} else error


def is_there(url: str) -> bool:
    """Whether something is at a URL. Raises ValueError, which says what to do, when that cannot be told."""
    with reaching(url) as (filesystem, below):
        try:
            filesystem.info(below)
        except FileNotFoundError as error:
            if (cause := _behind(error)) is not error:
                raise cause from None
            return False
    return True


def silence(url: str) -> str | None:
    """Why nothing answers at a URL; None when something does, be it that nothing is there or that it may not be seen."""
    try:
        filesystem, below = url_filesystem(url)
        filesystem.invalidate_cache()
        filesystem.info(below)
    except Exception as error:  # each object store raises its own kinds
        reason = _behind(error)
        refused = isinstance(reason, FileNotFoundError | PermissionError)
        return None if refused or getattr(reason, "status", 500) < 500 else f"{reason}"[:200]
    return None


@contextmanager
def reaching(url: str) -> Iterator[tuple[Any, str]]:
    """The file system of a URL and the path within it; what goes wrong there is a ValueError that says what to do."""
    try:
        yield url_filesystem(url)
    except ValueError:
        raise
    except Exception as fault:  # each object store raises its own kinds
        raise ValueError(
            f"{url} cannot be reached: {fault or type(fault).__name__}. Check the address and your access."
        ) from None


def url_filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the path within it.

    Raises ValueError, with what to do, when the URL names no place, its scheme is unknown or its package is missing.
    """
    from fsspec.core import url_to_fs

    if not url.partition("://")[2].strip("/"):
        raise ValueError(f"{url} names no place. Give a bucket or folder behind the ://.")
    try:
        return cast("tuple[Any, str]", url_to_fs(url))
    except ImportError as fault:
        raise ValueError(
            f"{url} cannot be reached: {fault}. Install the package that is named, for s3:// the extra `s3`."
        ) from None
    except (ValueError, TypeError) as fault:  # a TypeError where a file system lacks parts of its address
        raise ValueError(f"{url} cannot be reached: {fault}. Check how the URL begins.") from None


def _open_url(url: str) -> IO[bytes]:
    filesystem, below = url_filesystem(url)
    return cast("IO[bytes]", filesystem.open(below, "rb"))
