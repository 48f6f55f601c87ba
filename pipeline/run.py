"""The main job: inputs to a release of datasets."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ggsr_extract.pipeline.executors.choose import Batch, choose
from ggsr_extract.pipeline.executors.work import Executor, Task
from ggsr_extract.pipeline.inputs.discover import Found, discover
from ggsr_extract.pipeline.inputs.fingerprints import fingerprints
from ggsr_extract.pipeline.inputs.places import Location
from ggsr_extract.pipeline.inputs.reach import Reach
from ggsr_extract.pipeline.lean import few_collections
from ggsr_extract.pipeline.logs import Log, Silent
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.profile import Profile
from ggsr_extract.pipeline.runner import STAGES, VERSION, Options
from ggsr_extract.pipeline.store.errors import StoreError
from ggsr_extract.pipeline.store.manifest import rules_key
from ggsr_extract.pipeline.store.remote import workplace
from ggsr_extract.pipeline.store.state import Input
from ggsr_extract.pipeline.store.store import Committed, Run, Store
from ggsr_extract.pipeline.tables.corrections import corrections_in

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: inputs found, read now and used again, those that are gone or have other bytes than before, what was
    committed, and how long it took (seconds).

    ``folder`` holds the release on this machine, also when it was written to a URL.
    """

    found: int
    read: int
    reused: int
    gone: tuple[str, ...]
    replaced: tuple[str, ...]
    committed: Committed
    seconds: float
    folder: Path
    profile: Profile = field(default_factory=Profile)


class Interrupted(KeyboardInterrupt):
    """A run was interrupted while it read. ``done`` of ``total`` inputs were read; ``committed`` is the release that holds
    them, with the earlier rows of all others, or None when there is none.
    """

    def __init__(self, done: int, total: int, committed: Committed | None) -> None:
        super().__init__(done, total, committed)
        self.done, self.total, self.committed = done, total, committed

    def __str__(self) -> str:
        where = "are in the datasets" if self.committed else "are kept"
        left = self.total - self.done
        told = f"Interrupted: {self.done} of {self.total} inputs to read were finished and {where}."
        return f"{told} Run the same command again to read the other {left}." if left else told


def run(
    inputs: Sequence[Location],
    out: Location,
    options: Options,
    *,
    force: bool = False,
    prune: bool = False,
    wait: float | None = 0,
    batch: Batch | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    log: Log | None = None,
    corrections: Path | None = None,
) -> RunResult:
    """Read what is new or changed and commit a release. Bad inputs become rejects.

    Raises StoreError and ExecutorError, and ValueError for options that cannot be used.

    Inputs and ``out`` are paths or URLs. With ``prune`` the rows of inputs that are not found any more go, unless none is
    found at all. Results reach the store as they come. A run that is interrupted while it reads
    commits what is finished, and raises Interrupted; what a killed run leaves is taken up by the next one.

    ``executor`` is used instead of the one that ``batch`` asks for. ``progress`` is called with a source, how many are
    done, and how many there are. ``corrections`` is a file of corrections (see ``pipeline.tables.corrections``; ValueError when
    it is not one); without it, ``corrections.csv`` in the folder ``out`` counts when it is there.
    """
    started = time.perf_counter()
    how, told, profile = batch or Batch(), log or Silent(), Profile()
    options.check()
    if any("\udc80" <= char <= "\udcff" for char in os.fspath(out)):  # Arrow takes no such path
        raise StoreError(f"The name of {os.fspath(out)!r} is no UTF-8 text. Give another --out.")
    with profile.phase("find"):
        found, reach = discover(inputs, how.patterns), Reach()
    told.event("start", found=len(found), out=str(out), workers=how.workers, scheduler=how.scheduler)
    with (
        few_collections(),
        workplace(out, force=force) as place,
        Store(place.folder).begin(
            VERSION, rules_key(VERSION, STAGES, options.as_dict()), options.as_dict(), wait=wait, force=force
        ) as job,
    ):
        changes = corrections_in(place.folder, corrections)
        with profile.phase("compare"):
            plan = job.plan(fingerprints(found, reach, options.max_bytes))
        reading = _Reading(job, {item.source: item for item in found}, reach, profile, told, progress)
        told.event("plan", read=len(plan.process), unchanged=len(plan.kept), gone=len(plan.gone))
        try:
            with profile.phase("read"):
                todo = reading.ordered(plan.process)
                runs = executor or choose(how, options, [reading.places[entry.source] for entry in todo])
                reading.read(todo, runs)
        except KeyboardInterrupt:
            told.event("interrupted", done=reading.done, total=reading.total)
            if not reading.done:
                raise Interrupted(0, reading.total, None) from None
            committed = job.commit(corrections=changes)
            place.publish(committed.manifest)
            raise Interrupted(reading.done, reading.total, committed) from None
        with profile.phase("write"):
            # An archive that is empty all at once is a wrong folder or a disk that is not there.
            committed = job.commit(prune=prune and bool(found), corrections=changes)
        with profile.phase("publish"):
            place.publish(committed.manifest)
    seconds = time.perf_counter() - started
    told.event("end", release=committed.manifest.release, changed=committed.changed, **profile.as_dict())
    return RunResult(
        found=len(found),
        read=reading.done,
        reused=len(plan.kept),
        gone=tuple(state.source for state in plan.gone),
        replaced=tuple(state.source for state in plan.replaced),
        committed=committed,
        seconds=seconds,
        folder=place.folder,
        profile=profile,
    )


@dataclass(slots=True)
class _Reading:
    """The inputs of a run on their way to its store; ``done`` of ``total`` that are to be read have been."""

    job: Run
    places: Mapping[str, Found]
    reach: Reach
    profile: Profile
    log: Log
    progress: Progress | None
    done: int = 0
    total: int = 0

    def read(self, todo: list[Input], runs: Executor) -> None:
        """Read inputs in this order, then those whose rows were to be those of another with the same bytes, which has changed since."""
        self.total = len(todo)
        while todo:
            tasks = (_task(entry, self.places[entry.source], self.reach) for entry in todo)
            with closing(runs.run(tasks)) as outcomes:
                for outcome in outcomes:
                    self._take(outcome)
            todo = self.ordered(self.job.unread()) if self.done == self.total else []
            self.total += len(todo)

    def ordered(self, entries: Iterable[Input]) -> list[Input]:
        """Members of one archive one after the other, as they can be read quickest."""

        def place(entry: Input) -> tuple[str, int]:
            found = self.places[entry.source].place
            return found.location, found.member or 0

        return sorted(entries, key=place)

    def _take(self, outcome: Outcome) -> None:
        self.job.add(outcome)
        self.reach.note(self.places[outcome.source].place, had=outcome.content_hash is not None)
        self.done += 1
        self.profile.add(outcome)
        self.log.document(outcome, self.done, self.total)
        if self.progress:
            self.progress(outcome.source, self.done, self.total)


def _task(entry: Input, found: Found, reach: Reach) -> Task:
    return Task(entry.source, found.place, entry.sha256, found.refusal or reach.refusal(found.place))
