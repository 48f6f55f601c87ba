"""What can go wrong with an output folder, each with what to do about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa


class StoreError(Exception):
    """The output folder cannot be written or read as it should; the message says what to do."""


class OutputBusy(StoreError):  # noqa: N818 - says what is the case
    """Another run is writing into the same folder."""


class NoRelease(StoreError):  # noqa: N818 - says what is the case
    """The folder holds no datasets."""


_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
NO_HANDLES = frozenset({errno.EMFILE, errno.ENFILE})
MORE_HANDLES = (
    "The system lets this program open no more files. Raise the limit (`ulimit -n 1024`) and run again."
)


@contextmanager
def writing(folder: str | os.PathLike[str], what: str = "datasets") -> Iterator[None]:
    """Turns the faults of the operating system into a StoreError that says what to do; what was there stays.

    ``what`` is written, in a word.
    """
    try:
        yield
    except (OSError, pa.ArrowException) as fault:
        number = getattr(fault, "errno", None)
        kept = "What was there before is untouched."
        if number in _NO_SPACE:
            raise StoreError(
                f"No space is left to write the {what} in {folder}{_full(folder)}. {kept} Make room and run again."
            ) from fault
        if number in _NOT_ALLOWED:
            raise StoreError(
                f"The folder {folder} may not be written ({fault}). {kept} Change its permissions or give another --out."
            ) from fault
        if number in NO_HANDLES:
            raise StoreError(f"{MORE_HANDLES} {kept}") from fault
        if number in {errno.ENOTDIR, errno.EEXIST}:
            raise StoreError(
                f"{folder} is no folder, or lies below a file ({fault}). Give another --out."
            ) from fault
        if number == errno.ENOENT:
            raise StoreError(
                f"The folder {folder} or a part of it vanished during the run ({fault}). Run again."
            ) from fault
        raise StoreError(
            f"The {what} in {folder} cannot be written: {fault}. {kept} Give another --out, or a new folder."
        ) from fault


def _full(folder: str | os.PathLike[str]) -> str:
    """What a file system is short of, where that is not the number of bytes."""
    try:
        there = next(path for path in (Path(folder), *Path(folder).parents) if path.exists())
        free = os.statvfs(there)
    except (OSError, AttributeError, StopIteration):
        return ""
    return (
        " (the file system takes no more files, whatever their size)"
        if free.f_files and not free.f_favail
        else ""
    )
