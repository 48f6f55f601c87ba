"""Which stores still answer: one that is gone in the middle of a run must not be waited for at each of its inputs."""

from __future__ import annotations

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs.places import Place, silence

IN_A_ROW = 3
"""So many inputs in a row that could not be had make a store doubtful: it is asked itself."""


class Reach:
    """The stores of a run. A file on this machine is always in reach."""

    def __init__(self) -> None:
        self._failed: dict[str, int] = {}
        self._lost: dict[str, str] = {}

    def refusal(self, place: Place) -> Refusal | None:
        """Why a place need not be asked; None where it may be."""
        why = self._lost.get(_store(place)) if self._lost else None
        return None if why is None else Refusal("unreadable", f"the store does not answer any more: {why}")

    def note(self, place: Place, had: bool) -> None:
        """Whether the bytes of a place could be had."""
        if place.path is not None:
            return
        store = _store(place)
        self._failed[store] = 0 if had else self._failed.get(store, 0) + 1
        if self._failed[store] >= IN_A_ROW and store not in self._lost:
            self._failed[store] = 0
            why = silence(store)
            if why is not None:
                self._lost[store] = why


def _store(place: Place) -> str:
    """The beginning of a URL, up to the host or bucket."""
    return "/".join(place.location.split("/")[:3])
