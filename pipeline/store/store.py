"""The output folder: keeps the rows of every input, and makes releases of them that are whole or not there.

A run takes the folder's lock, asks which inputs to read, adds what reading them gave, and commits. Until the commit
switches releases, readers see the earlier one. A run that is killed leaves the rows that it kept, and the next one goes
on from there.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
from ggsr_extract.models.tables import TABLES, ContractError
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.store import view
from ggsr_extract.pipeline.store.errors import NoRelease, StoreError, writing
from ggsr_extract.pipeline.store.files import sync_folder, write_whole
from ggsr_extract.pipeline.store.locks import folder_lock
from ggsr_extract.pipeline.store.manifest import (
    MANIFEST,
    InputState,
    Manifest,
    ReleaseFile,
    read_manifest,
    release_id,
)
from ggsr_extract.pipeline.store.reading import DocumentReader, rows_of
from ggsr_extract.pipeline.store.release import counts, write_release
from ggsr_extract.pipeline.store.release import fingerprint as release_fingerprint
from ggsr_extract.pipeline.store.rows import RowCache, Tables, pack, row_key
from ggsr_extract.pipeline.store.state import Input, Plan, by_source, plan, state_of, state_of_rows
from ggsr_extract.pipeline.tables.corrections import CODE as CORRECTED
from ggsr_extract.pipeline.tables.corrections import Correction, Corrector
from ggsr_extract.pipeline.tables.merge import apart, merged


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did: the manifest, whether the datasets changed, and inputs without rows of now."""

    manifest: Manifest
    changed: bool
    missing: tuple[str, ...]


class _Damaged(Exception):  # noqa: N818 - says what is the case
    """Kept rows cannot be read."""


class Store:
    """An output folder on a file system. ``links`` False publishes by copying, for systems without symbolic links."""

    def __init__(self, folder: str | os.PathLike[str], links: bool = True) -> None:
        self.folder = Path(folder)
        self.links = links

    def manifest(self) -> Manifest | None:
        """The manifest of the visible release, None when there is none. Raises StoreError when it is damaged."""
        try:
            return read_manifest(self.folder)
        except NoRelease:
            return None

    def begin(
        self,
        version: str,
        rules: str,
        options: Mapping[str, Any],
        wait: float | None = 0,
        force: bool = False,
    ) -> Run:
        """Takes the lock and finishes what a killed run left.

        ``version`` is the program's; ``rules`` (see ``manifest.rules_key``) stands for all that decides the rows of an
        input besides its bytes; ``options`` are recorded. ``wait`` is how many seconds to wait for another run, None
        for ever. With ``force`` every input is read anew, and a damaged manifest is replaced. Raises OutputBusy and
        StoreError.
        """
        stack = ExitStack()
        try:
            with writing(self.folder):
                if (foreign := view.foreign(self.folder)) is not None:
                    raise StoreError(
                        f"{foreign} is none of this program's files, and a run into {self.folder} would replace it. Nothing"
                        " was written. Give another --out, or move it away."
                    )
                (self.folder / view.STORE).mkdir(parents=True, exist_ok=True)
                held = stack.enter_context(folder_lock(self.folder / view.STORE / "lock", wait))
                view.recover(self.folder, self.links)
            try:
                earlier = self.manifest()
            except StoreError:
                if not force:
                    raise
                earlier = None
            return Run(self, stack, held, earlier, version, rules, dict(options), force)
        except BaseException:
            stack.close()
            raise


class Run:
    """A run that holds the lock of its output folder; a context manager that gives up what was not committed."""

    def __init__(
        self,
        store: Store,
        stack: ExitStack,
        held: Callable[[], bool],
        earlier: Manifest | None,
        version: str,
        rules: str,
        options: dict[str, Any],
        force: bool,
    ) -> None:
        self.folder = store.folder
        self.earlier = earlier
        self._store, self._stack, self._held, self._force = store, stack, held, force
        self._version, self._rules, self._options = version, rules, options
        self._rows = RowCache(self.folder / view.STORE / "rows")
        self._known = {state.rows: state for state in (earlier.inputs if earlier else ())}
        self._plan: Plan | None = None
        self._added: dict[str, InputState] = {}
        self._by_content: dict[str, InputState] = {}
        self._timings: dict[str, float] = {}
        self._started, self._began = time.time(), time.perf_counter()
        self._corrector = Corrector(())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abort()

    def plan(self, inputs: Iterable[Input]) -> Plan:
        """Which of the inputs must be read. To be asked once, before rows are added."""
        with writing(self.folder):
            self._restore()
        self._plan = plan(
            inputs,
            self.earlier.inputs if self.earlier else (),
            self._rules,
            self._lookup,
            self._force,
        )
        return self._plan

    def add(self, outcome: Outcome) -> None:
        """Keeps the rows of one input, in whatever order inputs come.

        Raises ContractError for rows that break the contract (a programming error) and StoreError.
        """
        key = row_key(outcome.content_hash, outcome.source, self._rules)
        packed = pack(outcome.tables) if outcome.packed is None else outcome.packed
        with writing(self.folder):
            digest = self._rows.write(key, packed)
        state = state_of(outcome, key, digest)
        self._added[outcome.source] = state
        if outcome.content_hash is not None:
            self._by_content[outcome.content_hash] = state
        for stage, seconds in outcome.timings.items():
            self._timings[stage] = self._timings.get(stage, 0.0) + seconds

    def unread(self) -> tuple[Input, ...]:
        """Inputs whose rows were to be those of another one with the same bytes, which has changed since."""
        if self._plan is None:
            raise RuntimeError("plan() comes before unread()")
        kept = {state.source for state in self._plan.kept}
        first = {
            entry.sha256: entry
            for entry in reversed(self._plan.inputs)
            if entry.sha256 not in self._by_content
            and entry.source not in kept
            and entry.source not in self._added
        }
        return tuple(first.values())

    def commit(self, prune: bool = False, corrections: Sequence[Correction] = ()) -> Committed:
        """Makes a release of all inputs and shows it in one step; ends the run.

        With ``prune`` the rows of inputs that are gone go too. An input that was to be read but was not added keeps
        its earlier rows, or is named in ``missing``; one that could not be opened keeps them beside its refusal. What
        became of ``corrections`` stands in the manifest's notes.
        Raises StoreError; then the earlier release stays.
        """
        if self._plan is None:
            raise RuntimeError("plan() comes before commit()")
        self._corrector = Corrector(corrections)
        try:
            with writing(self.folder):
                return self._commit(self._plan, prune)
        finally:
            self.abort()

    def abort(self) -> None:
        """Ends the run and frees the folder; rows that were added stay for the next run. May be called twice."""
        shutil.rmtree(self._staging, ignore_errors=True)
        self._stack.close()

    @property
    def _staging(self) -> Path:
        return self.folder / view.STORE / f"staging-{os.getpid()}"

    def _lookup(self, key: str) -> InputState | None:
        if not self._rows.has(key):
            return None
        if key in self._known:
            return self._known[key]
        kept = self._rows.read(key)  # an interrupted run left them
        return None if kept is None else state_of_rows(*kept, key)

    def _restore(self) -> None:
        """Takes kept rows that were lost (a copy without the hidden folder) out of the release itself."""
        lost = {state.rows: state for state in self._known.values() if not self._rows.has(state.rows)}
        if not lost or self._force:
            return
        place = view.visible_release(self.folder)
        by_document = {state.document_id: state for state in lost.values() if state.status == "read"}
        by_source = {state.source: state for state in lost.values() if state.status == "rejected"}
        try:
            for tables in DocumentReader(place):
                state = by_document.get(tables["documents"][0]["document_id"])
                if state and CORRECTED not in tables["documents"][0]["checks"]:
                    self._put_back(state, apart(tables))
            for row in rows_of(place, "rejects"):
                if state := by_source.get(row["source"]):
                    self._put_back(state, {"rejects": [row]})
        except (OSError, pa.ArrowException, ContractError, KeyError):
            return  # the release is damaged or of another contract: what can be read anew will be

    def _put_back(self, state: InputState, tables: Mapping[str, list[dict[str, Any]]]) -> None:
        digest = self._rows.write(state.rows, pack(tables))
        self._known[state.rows] = replace(state, rows_sha256=digest)

    def _states(self, plan: Plan, prune: bool) -> tuple[list[InputState], tuple[str, ...]]:
        kept = {state.source: state for state in plan.kept}
        earlier = by_source(self.earlier.inputs if self.earlier else ())
        states: list[InputState] = []
        held: list[InputState] = []
        missing: list[str] = []
        for entry in plan.inputs:
            state = self._added.get(entry.source) or kept.get(entry.source)
            if state is None and entry.sha256 is not None and entry.sha256 in self._by_content:
                state = self._by_content[entry.sha256]
            if state is None:
                missing.append(entry.source)
                state = earlier.get(entry.source)
                if state is not None and not self._rows.has(state.rows):
                    state = None
            elif state.sha256 is None and (old := earlier.get(entry.source)) and old.status == "read":
                held.append(replace(old, gone=True))
            if state is not None:
                states.append(replace(state, source=entry.source, bytes=entry.bytes))
        present = {state.sha256 for state in states}
        # What cannot be opened now is not known to hold anything else; nor is what lies in a folder or archive that could
        # not be looked into known to be gone.
        unseen = tuple(f"{entry.source}/" for entry in plan.inputs if entry.sha256 is None)
        gone = [state for state in plan.gone if not prune or state.source.startswith(unseen)]
        for state in (*held, *gone):
            if state.sha256 in present:
                continue
            if self._rows.has(state.rows):
                states.append(state)
            else:
                missing.append(state.source)
        return sorted(states, key=lambda state: state.source), tuple(missing)

    def _commit(self, plan: Plan, prune: bool) -> Committed:
        if not self._held():  # another run may be at work there now
            raise StoreError(f"The folder {self.folder} was removed during the run. Run again.")
        states, missing = self._states(plan, prune)
        fingerprint = release_fingerprint(self._version, states, self._corrector.key)
        old = self.earlier
        intact = old is not None and old.fingerprint == fingerprint and not self._force
        if intact and old is not None and self._complete(old):
            if old.inputs == tuple(states) and not self._added:
                # A run that was killed after it had shown this release did not come to its sweep.
                view.sweep_leftovers(self.folder)
                return Committed(old, False, missing)
            files, folder = old.files, view.releases(self.folder) / old.release
            notes = old.notes
        else:
            files, folder = self._write(states)
            notes = self._corrector.notes(states)
        manifest = Manifest(
            release=release_id(files),
            version=self._version,
            rules=self._rules,
            fingerprint=fingerprint,
            options=self._options,
            files=files,
            inputs=tuple(states),
            counts=counts(files, states),
            run={
                "started": _stamp(self._started),
                "ended": _stamp(time.time()),
                "seconds": round(time.perf_counter() - self._began, 3),
                "read": len(self._added),
                "used_again": len(plan.kept),
                "missing": list(missing),
            },
            timings={stage: round(self._timings[stage], 4) for stage in sorted(self._timings)},
            notes=notes,
        )
        write_whole(folder / MANIFEST, manifest.to_json())
        sync_folder(folder)
        view.publish(self.folder, manifest.release, self._store.links)
        keep = {manifest.release, *([old.release] if old else [])}
        view.sweep(self.folder, keep)
        self._rows.forget(state.rows for state in states)
        return Committed(manifest, old is None or old.release != manifest.release, missing)

    def _write(self, states: list[InputState]) -> tuple[tuple[ReleaseFile, ...], Path]:
        began = time.perf_counter()
        try:
            written = write_release(self.folder, self._staging, merged(states, self._read))
        except _Damaged as fault:
            raise self._remove_damaged(states) from fault
        self._timings["write"] = time.perf_counter() - began
        return written

    def _read(self, state: InputState) -> Tables:
        kept = self._rows.read(state.rows)
        if kept is None:
            raise _Damaged
        return self._corrector.corrected(state, kept[0])

    def _remove_damaged(self, states: Iterable[InputState]) -> StoreError:
        damaged = [state for state in states if self._rows.read(state.rows) is None]
        for state in damaged:
            self._rows.path(state.rows).unlink(missing_ok=True)
        names = ", ".join(state.source for state in damaged)
        return StoreError(
            f"The kept rows of {names} are damaged and were removed. The earlier datasets are untouched. Run again to"
            " read them anew."
        )

    def _complete(self, manifest: Manifest) -> bool:
        release = view.releases(self.folder) / manifest.release
        if not {entry.dataset for entry in manifest.files}.issuperset(TABLES):
            return False
        try:
            return all(
                (folder / entry.path).stat().st_size == entry.bytes
                for folder in (release, self.folder)
                for entry in manifest.files
            )
        except OSError:
            return False


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
