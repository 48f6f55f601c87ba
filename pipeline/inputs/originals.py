"""The files that documents were read from, found again below a folder or URL: as a run finds them, also in archives."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs.archives import BROKEN, Archive
from ggsr_extract.pipeline.inputs.discover import discover
from ggsr_extract.pipeline.inputs.places import Location, Place, bytes_below


class Originals:
    """Gives the bytes of documents. A context manager: members of a tar are laid out in a temporary folder meanwhile, since
    they can only be read from front to back, and documents stand in another order.
    """

    def __init__(self, folder: Location) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._places: dict[str, Place] | None = None
        self._laid_out: dict[str, dict[Place, Path]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def find(self, document: Mapping[str, Any]) -> bytes | None:
        """The bytes of a document (its row), by path or file name, if they are the ones that were read."""
        for name in dict.fromkeys((document["source"], document["file_name"])):
            data = bytes_below(self._folder, name)
            if data is not None and _same(data, document):
                return data
        if self._places is None:
            self._places = {item.source: item.place for item in discover([self._folder]) if not item.refusal}
        place = self._places.get(document["source"])
        if place is None:
            return None
        try:
            data = self._read(place)
        except Exception:  # each object store raises its own kinds, and each packing
            return None
        return data if _same(data, document) else None

    def _read(self, place: Place) -> bytes:
        if place.member is None:
            with place.open() as stream:
                return stream.read()
        if place.location.lower().endswith(".zip"):
            with Archive(place) as archive, archive.open(place.member) as member:
                return member.read()
        if place.location not in self._laid_out:
            self._laid_out[place.location] = self._lay_out(place)
        return self._laid_out[place.location][place].read_bytes()

    def _lay_out(self, archived: Place) -> dict[Place, Path]:
        """A file for each member of an archive that can be read."""
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="ggsr-extract-")))
        members = [place for place in (self._places or {}).values() if place.location == archived.location]
        found: dict[Place, Path] = {}
        with Archive(archived) as archive:
            for place in sorted(members, key=lambda place: place.member or 0):
                path = folder / str(place.member)
                try:
                    with archive.open(place.member or 0) as member, path.open("wb") as copy:
                        shutil.copyfileobj(member, copy)
                except (Refusal, OSError, *BROKEN):  # told when it was read
                    continue
                found[place] = path
        return found


def _same(data: bytes, document: Mapping[str, Any]) -> bool:
    return hashlib.sha256(data).hexdigest().startswith(document["document_id"])
