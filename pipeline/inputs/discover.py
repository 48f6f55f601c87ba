"""Which files a run takes: files, folders, archives and URLs, walked in a fixed order, without following link loops."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs.archives import Archive, is_archive
from ggsr_extract.pipeline.inputs.places import Location, Place, local_path, reaching, refusal_of
from ggsr_extract.pipeline.store import view
from ggsr_extract.pipeline.store.manifest import MANIFEST
from ggsr_extract.pipeline.tables import corrections

_OWN = frozenset({*view.VISIBLE, corrections.FILE})
"""What a folder of datasets holds; it may lie among the inputs, or be the input folder itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """An input: its ``source`` (path below the input folder it was found in), where it is, and why it is refused unread."""

    source: str
    place: Place
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Patterns:
    """Which sources are taken: those that one of ``include`` fits (all, when empty) and none of ``exclude``.

    Patterns are those of the shell and fit a whole source or its last part; ``*`` also stands for slashes.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def take(self, source: str) -> bool:
        """Whether a source is taken."""
        return (not self.include or _fits(source, self.include)) and not self.leave(source)

    def leave(self, source: str) -> bool:
        """Whether a source is excluded by name."""
        return _fits(source, self.exclude)


def _fits(source: str, patterns: tuple[str, ...]) -> bool:
    name = source.rsplit("/", 1)[-1]
    return any(fnmatchcase(source, pattern) or fnmatchcase(name, pattern) for pattern in patterns)


def discover(inputs: Sequence[Location], patterns: Patterns | None = None) -> list[Found]:
    """All files of the inputs in the order of their sources; hidden files (names that begin with a dot) are left out, and
    so are datasets that an earlier run wrote there.

    Inputs are files, folders or URLs; archives among them and in folders are opened. Links to files are inputs, links to
    folders are not followed (a link loop ends there). Two input folders keep apart by the folder's name. An input that
    cannot be listed is given with its refusal.
    """
    chosen = patterns or Patterns()
    places = [(location, local_path(location)) for location in inputs]
    folders = sum(_is_folder_place(location, path) for location, path in places)
    found: list[Found] = []
    for location, path in places:
        listing = _local(path, folders > 1) if path is not None else _remote(str(location), folders > 1)
        for item in listing:
            if not is_archive(item.source):
                if chosen.take(item.source):
                    found.append(item)
            elif not chosen.leave(item.source):
                # What to include is said of members; an archive that cannot be opened is always told.
                found.extend(
                    member
                    for member in _unpacked(item)
                    if member.source == item.source or chosen.take(member.source)
                )
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    """One entry per file, in the order of sources; different files of the same source get a number."""
    alike: dict[str, list[Found]] = {}
    for item in sorted(found, key=lambda item: (item.source, item.place.location, item.place.member or 0)):
        alike.setdefault(item.source, []).append(item)
    unique: dict[str, Found] = {}
    for source, items in alike.items():
        different: dict[object, Found] = {}
        for item in items:  # whether two are one file is asked of the disk, and only where it matters
            different.setdefault(_identity(item.place) if len(items) > 1 else None, item)
        numbered = (f"{source} ({number})" for number in count(2))
        for item in different.values():
            name = source
            while name in unique:
                name = next(numbered)
            unique[name] = replace(item, source=name)
    return sorted(unique.values(), key=lambda item: item.source)


def _identity(place: Place) -> tuple[str, int | None]:
    # Not Path.resolve, which raises at a link that leads in a circle.
    return (os.path.realpath(place.path) if place.path is not None else place.location, place.member)


def _is_folder_place(location: Location, path: Path | None) -> bool:
    if path is not None:
        return path.is_dir()
    with reaching(str(location)) as (filesystem, below):
        return bool(filesystem.isdir(below))


def _local(path: Path, several: bool) -> Iterator[Found]:
    if not path.is_dir():
        yield Found(_text(path.name), Place(str(path)))
        return
    name = _text(path.resolve().name)
    for item, refusal in _walk(path):
        inside = "" if item == path else _text(str(item.relative_to(path)).replace(os.sep, "/"))
        source = "/".join(part for part in (name if several or not inside else "", inside) if part)
        yield Found(source, Place(str(item)), refusal)


def _remote(url: str, several: bool) -> Iterator[Found]:
    with reaching(url) as (filesystem, below):
        root = below.rstrip("/")
        names = sorted(filesystem.find(root)) if filesystem.isdir(below) else None
    if names is None:
        yield Found(root.rsplit("/", 1)[-1] or urlsplit(url).netloc, Place(url))
        return
    prefix = f"{root.rsplit('/', 1)[-1]}/" if several else ""
    ours = _datasets(names)
    for name in names:
        inside = name[len(root) :].lstrip("/")
        if any(part.startswith(".") for part in inside.split("/")) or name.startswith(ours):
            continue
        yield Found(prefix + inside, Place(f"{url.rstrip('/')}/{inside}"))


def _datasets(names: Sequence[str]) -> tuple[str, ...]:
    """Beginnings of the names that belong to datasets in an object store."""
    manifests = {name.removesuffix(MANIFEST) for name in names if name.endswith(f"/{MANIFEST}")}
    inside = f"/{view.RELEASES}/"
    releases = {name[: name.index(inside) + 1] for name in names if inside in name}
    return tuple(
        base + name for base in sorted(manifests & releases) for name in (MANIFEST, f"{view.RELEASES}/")
    )


def _unpacked(item: Found) -> Iterator[Found]:
    try:
        with Archive(item.place) as archive:
            listing = archive.members()
    except Exception as error:  # each object store raises its own kinds
        yield replace(item, refusal=refusal_of(error))
        return
    if listing is None:
        yield item  # it is something else, whatever its name says
        return
    members, broken = listing
    if broken is not None:
        yield replace(item, refusal=broken)
    elif not members:
        yield replace(item, refusal=Refusal("empty", "the archive has no files"))
    for member in members:
        name = "/".join(part for part in member.name.split("/") if part not in {"", "."})
        place = Place(item.place.location, member.number)
        yield Found(f"{item.source}/{name}", place, member.refusal)


def _text(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 are shown as escapes, so that the name can be stored."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def _walk(folder: Path) -> Iterator[tuple[Path, Refusal | None]]:
    """The files below a folder, in no order; a folder that cannot be listed, with the reason."""
    waiting = [folder]
    while waiting:  # folders may be nested deeper than calls can be
        place = waiting.pop()
        try:
            left_out = _OWN if (place / view.STORE).is_dir() else frozenset()
            entries = list(os.scandir(place))
        except OSError as fault:
            yield place, Refusal("unreadable", f"the folder cannot be listed: {fault.strerror}")
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in left_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif not (entry.is_symlink() and _is_folder(entry)):
                yield Path(entry.path), None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
