"""What can go wrong with an output folder, each with what to do about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa


class StoreError(Exception):
    """The output folder cannot be written or read as it should; the message says what to do."""


class OutputBusy(StoreError):  # noqa: N818 - says what is the case
    """Another run is writing into the same folder."""


class NoRelease(StoreError):  # noqa: N818 - says what is the case
    """The folder holds no datasets."""


_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def writing(folder: str | os.PathLike[str], what: str = "datasets") -> Iterator[None]:
    """Turns the faults of the operating system into a StoreError that says what to do; what was there stays.

    ``what`` is written, in a word.
    """
    try:
        yield
    except (OSError, pa.ArrowException) as fault:
        number = getattr(fault, "errno", None)
        kept = f"Earlier {what} are untouched."
        if number in _NO_SPACE:
            raise StoreError(
                f"No space is left to write the {what} in {folder}. {kept} Make room and run again."
            ) from fault
        if number in _NOT_ALLOWED:
            raise StoreError(
                f"The folder {folder} may not be written ({fault}). {kept} Change its permissions or give another --out."
            ) from fault
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
