"""Which files a run takes: files and folders, walked in a fixed order, without following link loops."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.state import Input


@dataclass(frozen=True, slots=True)
class Found:
    """An input file: its ``source`` (path below the input folder it was found in) and where it is."""

    source: str
    path: Path


def discover(inputs: Sequence[Path]) -> list[Found]:
    """All files of the inputs in the order of their sources; hidden files (names that begin with a dot) are left out.

    Links to files are inputs, links to folders are not followed (a link loop ends there). Two input folders with the same
    relative path keep apart by the folder's name.
    """
    found: list[Found] = []
    several = sum(path.is_dir() for path in inputs) > 1
    for path in inputs:
        if path.is_dir():
            prefix = f"{_text(path.resolve().name)}/" if several else ""
            found.extend(
                Found(prefix + _text(str(item.relative_to(path)).replace(os.sep, "/")), item)
                for item in _walk(path)
            )
        else:
            found.append(Found(_text(path.name), path))
    unique: dict[str, Found] = {}
    for item in sorted(found, key=lambda item: (item.source, str(item.path))):
        source, number = item.source, 2
        while source in unique and unique[source].path.resolve() != item.path.resolve():
            source, number = f"{item.source} ({number})", number + 1
        unique.setdefault(source, Found(source, item.path))
    return sorted(unique.values(), key=lambda item: item.source)


def _text(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 are shown as escapes, so that the name can be stored."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name)):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_symlink() and _is_folder(entry):
            continue
        else:
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def read_bytes(path: Path, limit: int) -> bytes:
    """The file's bytes. Raises :class:`Refusal` ``unreadable`` (gone, a dangling link, no right, no plain file) or ``too_large``."""
    try:
        if not path.is_file():
            if path.is_symlink():
                raise Refusal("unreadable", "the link leads nowhere or in a circle")
            raise Refusal("unreadable", "it is no plain file")
        size = path.stat().st_size
        if size > limit:
            raise Refusal("too_large", f"{size} bytes, the limit is {limit}")
        return path.read_bytes()
    except OSError as error:
        raise Refusal("unreadable", error.strerror or type(error).__name__) from None


def fingerprint(item: Found) -> Input:
    """The input with its checksum, for finding out what changed; without one when it cannot be read."""
    try:
        with item.path.open("rb") as stream:
            if not item.path.is_file():
                return Input(item.source, None)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return Input(item.source, digest, stream.tell())
    except OSError:
        return Input(item.source, None)
