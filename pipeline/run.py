"""The main job: inputs to a release of datasets."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs import Found, discover, fingerprint, read_bytes
from ggsr_extract.pipeline.manifest import rules_key
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import STAGES, VERSION, Options, process
from ggsr_extract.pipeline.store import Committed, Store

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: inputs found, read now and used again, what was committed, and how long it took (seconds)."""

    found: int
    read: int
    reused: int
    gone: tuple[str, ...]
    committed: Committed
    seconds: float


def run(
    inputs: Sequence[Path],
    out: Path,
    options: Options,
    *,
    force: bool = False,
    prune: bool = False,
    wait: float | None = 0,
    progress: Progress | None = None,
) -> RunResult:
    """Read what is new or changed and commit a release. Raises StoreError; bad inputs become rejects.

    ``progress`` is called with a source, how many are done, and how many there are.
    """
    started = time.perf_counter()
    found = discover(inputs)
    places = {item.source: item for item in found}
    store = Store(out)
    with store.begin(
        VERSION, rules_key(VERSION, STAGES, options.as_dict()), options.as_dict(), wait=wait, force=force
    ) as job:
        plan = job.plan([fingerprint(item) for item in found])
        for done, entry in enumerate(plan.process):
            if progress:
                progress(entry.source, done, len(plan.process))
            job.add(_one(places[entry.source], options))
        committed = job.commit(prune=prune)
    return RunResult(
        len(found),
        len(plan.process),
        len(plan.kept),
        tuple(state.source for state in plan.gone),
        committed,
        time.perf_counter() - started,
    )


def _one(item: Found, options: Options) -> Outcome:
    try:
        data: bytes | Refusal = read_bytes(item.path, options.max_bytes)
    except Refusal as refusal:
        data = refusal
    return process(item.source, data, options)
