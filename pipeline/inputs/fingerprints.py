"""What inputs hold, as checksums: what a run compares to find out what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ggsr_extract.pipeline.inputs.archives import Archive
from ggsr_extract.pipeline.inputs.discover import Found
from ggsr_extract.pipeline.inputs.places import digest_of
from ggsr_extract.pipeline.inputs.reach import Reach
from ggsr_extract.pipeline.store.state import Input


def fingerprints(found: Sequence[Found], reach: Reach, limit: int) -> Iterator[Input]:
    """Each input with its checksum, for finding out what changed; without one when it cannot be read or has more bytes than
    ``limit``.

    Archives are read from front to back, once each. ``reach`` learns which stores do not answer.
    """
    archive: Archive | None = None
    order = sorted(found, key=lambda item: (item.place.location, item.place.member or 0, item.source))
    try:
        for item in order:
            if item.refusal is not None or reach.refusal(item.place):
                yield Input(item.source, None)
                continue
            try:
                if item.place.member is None:
                    known = item.place.digest(limit)
                else:
                    if archive is None or archive.place.location != item.place.location:
                        if archive is not None:
                            archive.close()
                        archive = Archive(item.place)
                    with archive.open(item.place.member) as stream:
                        known = digest_of(stream, limit)
            except Exception:  # told when it is read
                reach.note(item.place, had=False)
                yield Input(item.source, None)
            else:
                reach.note(item.place, had=True)
                yield Input(item.source, *known)
    finally:
        if archive is not None:
            archive.close()
