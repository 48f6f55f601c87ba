"""Which release people see: one switch for all datasets at once.

A release is a folder that never changes once it is complete, ``.store/releases/<id>``. The names that people use
(``findings``, ``manifest.json``, ...) are links through ``.store/current``, one link that is replaced in one step. So a
reader sees the datasets of one release, those of before or those of after, also when the run is killed at that moment.

Where the file system has no links, the files are replaced one by one and the manifest last; a marker makes the next run
finish what a killed one began, and readers that go through the manifest still find the release's own folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline.store.errors import StoreError
from ggsr_extract.pipeline.store.files import sync_folder, write_whole
from ggsr_extract.pipeline.store.manifest import MANIFEST, Manifest, read_manifest

Read = TypeVar("Read")

STORE = ".store"
"""The folder with what people need not see: releases, rows and the lock."""
RELEASES = "releases"
ATTEMPTS = 5
"""How often readers try: a run may replace the release between two of its files."""
DATAPACKAGE = "datapackage.json"
CROISSANT = "croissant.json"
VISIBLE = (*TABLES, DATAPACKAGE, CROISSANT, MANIFEST)
"""The names in an output folder that people use."""


def releases(folder: Path) -> Path:
    """Where the releases of an output folder are."""
    return folder / STORE / RELEASES


def of_one_release(folder: Path, read: Callable[[Path, Manifest], Read]) -> Read:
    """What ``read`` gives of the release that people see: its folder and manifest. It is asked again where it raises OSError or
    ValueError, as a run may replace the release between two files. Raises StoreError where that goes on.
    """
    fault: Exception | None = None
    for _ in range(ATTEMPTS):
        place = visible_release(folder)
        manifest = read_manifest(place)
        try:
            return read(place, manifest)
        except (OSError, ValueError) as problem:
            fault = problem
    raise StoreError(
        f"The datasets in {folder} are damaged: {fault}. `ggsr-extract verify` tells more; `ggsr-extract run --force`"
        " makes them anew."
    ) from fault


def publish(folder: Path, release: str, links: bool = True) -> None:
    """Makes a complete release the one that people see. Raises OSError; then the earlier one stays visible."""
    marker = folder / STORE / "publishing"
    if links:
        try:
            _link(Path(RELEASES) / release, folder / STORE / "current")
            sync_folder(folder / STORE)
            for name in VISIBLE:
                _link(Path(STORE) / "current" / name, folder / name)
            sync_folder(folder)
            marker.unlink(missing_ok=True)
            return
        except (NotImplementedError, PermissionError):
            if os.access(folder / STORE, os.W_OK) and os.access(folder, os.W_OK):
                links = False
            else:
                raise
    write_whole(marker, release.encode())
    for name in VISIBLE:
        source = releases(folder) / release / name
        for file in [source] if source.is_file() else sorted(source.iterdir()):
            target = folder / file.relative_to(releases(folder) / release)
            _copy(file, target, folder / STORE / "copy.tmp")
    marker.unlink()


def recover(folder: Path, links: bool = True) -> None:
    """Finishes what a killed run began to publish, and puts back visible names that are missing."""
    marker = folder / STORE / "publishing"
    try:
        release = marker.read_text(encoding="utf-8")
    except FileNotFoundError:
        current = folder / STORE / "current"
        if links and current.is_symlink() and (current / MANIFEST).is_file():
            publish(folder, current.readlink().name)
        return
    if (releases(folder) / release / MANIFEST).is_file():
        publish(folder, release, links=False)
    else:
        marker.unlink()


def visible_release(folder: Path) -> Path:
    """The folder to read from: the release that the manifest of ``folder`` names, or ``folder`` itself in a plain copy.

    Raises NoRelease and StoreError as ``read_manifest`` does.
    """
    manifest = folder / MANIFEST
    if manifest.is_symlink() and manifest.is_file():
        return manifest.resolve().parent
    release = releases(folder) / read_manifest(folder).release
    return release if (release / MANIFEST).is_file() else folder


def foreign(folder: Path) -> Path | None:
    """What stands under a name that datasets need and was put there by no run, nor by copying datasets; None for nothing."""
    ours = (folder / STORE).is_dir() or _is_copy(folder)
    for path in (folder / name for name in VISIBLE):
        if path.is_symlink():
            if path.readlink().parts[:1] != (STORE,):
                return path
        elif path.is_dir():
            for inside in sorted(path.iterdir()):
                if inside.is_dir() or not inside.name.endswith((".parquet", ".tmp")):
                    return inside
        elif path.exists() and not ours:
            return path
    return None


def _is_copy(folder: Path) -> bool:
    try:
        read_manifest(folder)
    except StoreError:
        return False
    return True


def sweep(folder: Path, keep: Iterable[str]) -> None:
    """Removes releases but those to keep, and what killed runs left behind."""
    kept = set(keep)
    for path in _entries(releases(folder)):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
    sweep_leftovers(folder)


def sweep_leftovers(folder: Path) -> None:
    """Removes what killed runs left behind: files and folders that belong to no release."""
    for path in _entries(folder / STORE):
        if path.name.startswith(("staging-", "aside-")):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.endswith(".tmp"):
            path.unlink(missing_ok=True)


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except FileNotFoundError:
        return


def _link(target: Path, link: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    temporary = link.parent / f".{link.name}.{os.getpid()}.tmp"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target, target_is_directory=not target.suffix)
    try:
        if link.is_dir() and not link.is_symlink():
            _set_aside(link)
        os.replace(temporary, link)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _set_aside(path: Path) -> None:
    """A folder of files stands where a link belongs: somebody copied the datasets without their links."""
    store = path.parent if path.parent.name == STORE else path.parent / STORE
    aside = store / f"aside-{path.name}"
    shutil.rmtree(aside, ignore_errors=True)
    os.replace(path, aside)


def _copy(source: Path, target: Path, temporary: Path) -> None:
    for path in (target.parent, target):
        if path.is_symlink():
            path.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, temporary)
    os.replace(temporary, target)
