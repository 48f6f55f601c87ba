"""Datasets in an object store: made on this machine, then sent so that readers see one whole release.

An object store replaces one object at a time, and has no links. So a release goes to ``releases/<id>/``, where nothing is
ever changed, and only when all of it is there ``manifest.json`` is replaced, which names every file by its path below
the URL. A reader that has the manifest has one release; the one before stays until the next run.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ggsr_extract.pipeline.inputs.places import Location, local_path, url_filesystem
from ggsr_extract.pipeline.store import view
from ggsr_extract.pipeline.store.errors import OutputBusy, StoreError
from ggsr_extract.pipeline.store.files import sha256_of, sync_file, write_whole
from ggsr_extract.pipeline.store.manifest import MANIFEST, Manifest, ReleaseFile, read_manifest
from ggsr_extract.pipeline.store.view import ATTEMPTS, RELEASES

CACHE_VARIABLE = "GGSR_EXTRACT_CACHE"
"""The environment variable that names the folder for what is on its way to URLs."""


class LocalPlace:
    """An output folder on this machine: what is committed there is published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, manifest: Manifest) -> None:
        """Nothing is left to do."""


class RemotePlace:
    """An output URL, with the folder of this machine in which its releases are made.

    The folder keeps the rows of an interrupted run, so that the next one goes on from there. It may be removed at any
    time: what is needed comes back from the URL.
    """

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url.rstrip("/"), folder
        self._files, self._root = url_filesystem(url)
        self._root = self._root.rstrip("/")
        self._seen: bytes | None = None

    def fetch(self, force: bool) -> None:
        """Brings the folder to the release at the URL. Raises StoreError when that is damaged, unless ``force``."""
        with _reaching(self.url):
            self._files.invalidate_cache()
            self._seen = self._get(MANIFEST)
            if self._seen is None:
                if (self.folder / MANIFEST).exists():
                    _forget(self.folder)
                return
            try:
                there = Manifest.from_json(self._seen)
                if _release_of(self.folder) == there.release:
                    return
                self._fetch_release(there)
            except (ValueError, FileNotFoundError) as fault:
                if not force:
                    raise StoreError(
                        f"The datasets at {self.url} are damaged: {fault}. Run with --force to make them anew."
                    ) from fault

    def publish(self, manifest: Manifest) -> None:
        """Sends the release of the folder and then switches to it.

        Raises StoreError, and OutputBusy when another run has published meanwhile; then that one's release stays.
        """
        release = self.folder / view.STORE / RELEASES / manifest.release
        base = f"{RELEASES}/{manifest.release}"
        data = remote_manifest(manifest).to_json()
        with _reaching(self.url):
            self._files.invalidate_cache()
            if self._seen == data:
                return
            for entry in manifest.files:
                target = f"{self._root}/{base}/{entry.path}"
                if not self._files.exists(target) or self._files.size(target) != entry.bytes:
                    self._files.put_file(str(release / entry.path), target)  # in pieces, however large it is
            if self._get(MANIFEST) != self._seen:
                raise OutputBusy(
                    f"Another run has written to {self.url} during this one, and its datasets stay. Run again."
                )
            self._files.pipe_file(f"{self._root}/{MANIFEST}", data)
            keep = {manifest.release, *_releases_of(self._seen)}
            self._sweep(keep)
            self._seen = data

    def _fetch_release(self, there: Manifest) -> None:
        release = self.folder / view.STORE / RELEASES / there.release
        for entry in there.files:
            target = release / entry.path.removeprefix(f"{RELEASES}/{there.release}/")
            if target.is_file() and sha256_of(target) == entry.sha256:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            incoming = target.with_name(f".{target.name}.tmp")
            self._files.get_file(f"{self._root}/{entry.path}", str(incoming))
            if sha256_of(incoming) != entry.sha256:
                raise ValueError(f"{entry.path} is not what the manifest says")
            sync_file(incoming)
            os.replace(incoming, target)
        write_whole(release / MANIFEST, _with_paths(there, there.release, "").to_json())
        view.publish(self.folder, there.release)

    def _sweep(self, keep: set[str]) -> None:
        folder = f"{self._root}/{RELEASES}"
        for path in self._files.ls(folder, detail=False):
            if str(path).rstrip("/").rsplit("/", 1)[-1] not in keep:
                self._files.rm(path, recursive=True)

    def _get(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None


@contextmanager
def workplace(out: Location, force: bool = False) -> Iterator[LocalPlace | RemotePlace]:
    """Where a run into ``out`` makes its release: ``out`` itself, or for a URL a folder in this machine's cache."""
    path = local_path(out)
    if path is not None:
        yield LocalPlace(path)
        return
    url = os.fspath(out)
    place = RemotePlace(str(url), cache_folder(str(url)))
    place.fetch(force)
    yield place


def cache_folder(url: str) -> Path:
    """The folder of this machine that belongs to an output URL; ``GGSR_EXTRACT_CACHE`` names another place for it."""
    base = os.environ.get(CACHE_VARIABLE) or os.environ.get("XDG_CACHE_HOME")
    root = Path(base) if base else Path.home() / ".cache"
    if not os.environ.get(CACHE_VARIABLE):
        root /= "ggsr-extract"
    folder = root / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="ggsr-extract-"))
    return folder


def remote_manifest(manifest: Manifest) -> Manifest:
    """The manifest as it stands at the URL: its paths are those below the URL."""
    return _with_paths(manifest, manifest.release, f"{RELEASES}/{manifest.release}/")


@contextmanager
def release_at(folder: Location, datasets: Collection[str]) -> Iterator[Path]:
    """A folder of this machine with the named datasets of the release in a folder or at a URL.

    What is raised of them as a StoreError names the folder or URL.
    """
    path = local_path(folder)
    if path is not None:
        yield path
        return
    url = os.fspath(folder)
    with copy_of(url, datasets) as place:
        try:
            yield place
        except StoreError as fault:
            raise type(fault)(str(fault).replace(str(place), url)) from fault


@contextmanager
def copy_of(url: str, datasets: Collection[str] | None = None) -> Iterator[Path]:
    """A folder with the release at a URL, as it is there: also what is damaged; what is missing is missing.

    Where ``datasets`` are named, only their files are fetched. Without a manifest the folder is empty. Raises StoreError when the URL cannot be reached.
    """
    files, root = url_filesystem(url)
    root = root.rstrip("/")
    with tempfile.TemporaryDirectory(prefix="ggsr-extract-") as name:
        place = Path(name)
        for _ in range(ATTEMPTS):  # a run may replace the release meanwhile
            with _reaching(url):
                files.invalidate_cache()
                try:
                    raw = bytes(files.cat_file(f"{root}/{MANIFEST}"))
                except FileNotFoundError:
                    break
                (place / MANIFEST).write_bytes(raw)
                try:
                    manifest = Manifest.from_json(raw)
                except ValueError:
                    break
                (place / MANIFEST).write_bytes(_with_paths(manifest, manifest.release, "").to_json())
                wanted = [entry for entry in manifest.files if datasets is None or entry.dataset in datasets]
                if (
                    _fetched(files, root, manifest.release, wanted, place)
                    or bytes(files.cat_file(f"{root}/{MANIFEST}")) == raw
                ):
                    break
        yield place


def _fetched(files: Any, root: str, release: str, entries: Iterable[ReleaseFile], place: Path) -> bool:
    """Copies files of a release; whether all were there."""
    whole = True
    for entry in entries:
        target = place / entry.path.removeprefix(f"{RELEASES}/{release}/")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            files.get_file(f"{root}/{entry.path}", str(target))
        except FileNotFoundError:
            target.unlink(missing_ok=True)
            whole = False
    return whole


def _with_paths(manifest: Manifest, release: str, prefix: str) -> Manifest:
    base = f"{RELEASES}/{release}/"
    return replace(
        manifest,
        files=tuple(replace(entry, path=prefix + entry.path.removeprefix(base)) for entry in manifest.files),
    )


def _release_of(folder: Path) -> str | None:
    try:
        return read_manifest(folder).release
    except StoreError:
        return None


def _releases_of(data: bytes | None) -> list[str]:
    try:
        return [str(json.loads(data)["release"])] if data is not None else []
    except (ValueError, KeyError, TypeError):
        return []


def _forget(folder: Path) -> None:
    """The URL was emptied: so is what this machine remembers of its releases; rows that were read stay."""
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / view.STORE / "current").unlink(missing_ok=True)
    view.sweep(folder, ())


@contextmanager
def _reaching(url: str) -> Iterator[None]:
    """Turns the faults of an object store, which has its own kinds, into a StoreError that says what to do."""
    try:
        yield
    except StoreError:
        raise
    except Exception as fault:
        reason: Any = fault.strerror if isinstance(fault, OSError) and fault.strerror else fault
        raise StoreError(
            f"{url} cannot be read or written: {reason}. What was read is kept on this machine; check the address and"
            " your access, and run again."
        ) from fault
