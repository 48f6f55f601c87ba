"""What to read: inputs of now against what the last release was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.store.manifest import InputState
from ggsr_extract.pipeline.store.rows import Tables, row_key
from ggsr_extract.pipeline.tables.link import name_key

RETRIED = frozenset({"unreadable", "timeout", "memory", "crashed", "too_large", "pdf_limit"})
"""Refusals that another moment, machine or limit may not repeat: such inputs are tried again in every run."""


OF_STATES = ("documents", "approaches", "rejects")
"""The datasets that a state is made from."""


@dataclass(frozen=True, slots=True)
class Input:
    """An input of now. ``sha256`` (hexadecimal) and ``bytes`` are None when it cannot be read."""

    source: str
    sha256: str | None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do, and why. All tuples are in the order of the sources.

    ``process`` are the inputs to read: new, changed, to try again, or read earlier under other rules. ``kept`` are the
    states of all other present inputs, whose rows are used again. ``gone`` are the states of inputs that are no longer
    there and nowhere else either; their rows stay until they are pruned. ``replaced`` are those of documents in whose place
    an input with other bytes stands now, which takes the place of their rows too. Of inputs with the same bytes that must
    be read, the first stands for all.
    """

    inputs: tuple[Input, ...]
    process: tuple[Input, ...]
    kept: tuple[InputState, ...]
    gone: tuple[InputState, ...]
    replaced: tuple[InputState, ...]


def plan(
    inputs: Iterable[Input],
    earlier: Iterable[InputState],
    rules: str,
    lookup: Callable[[str], InputState | None],
    force: bool = False,
) -> Plan:
    """Decides by content and rules what must be read; names and times of files decide nothing.

    ``lookup`` gives the state that rows kept under a key have (from an earlier release or an interrupted run), None when
    there are none. With ``force`` every input is read. Raises ValueError when two inputs have the same source.
    """
    now = sorted(inputs, key=lambda entry: entry.source)
    sources = {entry.source for entry in now}
    if len(sources) != len(now):
        raise ValueError("two inputs have the same source")
    process: list[Input] = []
    kept: list[InputState] = []
    pending: set[str] = set()
    for entry in now:
        content = entry.sha256
        if content in pending:
            continue
        state = None
        if content is not None and not force:
            state = lookup(row_key(content, entry.source, rules))
        if state is None or state.retry:
            process.append(entry)
            if content is not None:
                pending.add(content)
        else:
            kept.append(replace(state, source=entry.source, sha256=content, bytes=entry.bytes, gone=False))
    present = {entry.sha256 for entry in now}
    unreadable = {entry.source for entry in now if entry.sha256 is None}
    left = [
        state
        for _, state in sorted(by_source(earlier).items())
        if state.sha256 is not None and state.sha256 not in present
    ]
    gone = [replace(state, gone=True) for state in left if state.source not in sources]
    replaced = [
        state
        for state in left
        if state.source in sources and state.source not in unreadable and state.status == "read"
    ]
    return Plan(tuple(now), tuple(process), tuple(kept), tuple(gone), tuple(replaced))


def by_source(states: Iterable[InputState]) -> dict[str, InputState]:
    """States by their sources: of an input with two (refused now, and rows of before), that with rows of a document."""
    return {state.source: state for state in sorted(states, key=lambda state: state.status == "read")}


def state_of(outcome: Outcome, key: str, digest: str) -> InputState:
    """The state of an input whose rows are kept under a key. Raises ValueError when it is neither read nor rejected."""
    documents, approaches, rejects = (outcome.tables.get(name, []) for name in OF_STATES)
    if len(documents) + len(rejects) != 1:
        raise ValueError(f"{outcome.source}: an outcome has one row in documents or in rejects")
    state = InputState(outcome.source, outcome.content_hash, None, key, digest, "")
    return _told(state, documents, approaches, rejects)


def state_of_rows(tables: Tables, digest: str, key: str) -> InputState:
    """The state that kept rows tell of, but for their source and the hash of their content."""
    state = InputState("", None, None, key, digest, "")
    return _told(state, *(tables[name].to_pylist() for name in OF_STATES))


def _told(
    state: InputState,
    documents: Sequence[Mapping[str, Any]],
    approaches: Sequence[Mapping[str, Any]],
    rejects: Sequence[Mapping[str, Any]],
) -> InputState:
    if rejects:
        row = rejects[0]
        return replace(
            state, status="rejected", document_id=row["document_id"], retry=row["error"] in RETRIED
        )
    row = documents[0]
    return replace(
        state,
        status="read",
        document_id=row["document_id"],
        kind=row["kind"],
        municipality=row["municipality_code"] or row["municipality"],
        factsheet=_factsheet(row, approaches),
        published=None if row["published"] is None else str(row["published"]),
        paged=row["page_count"] is not None,
    )


def _factsheet(document: Mapping[str, Any], approaches: Sequence[Mapping[str, Any]]) -> str | None:
    """Kind, municipality and approaches of a document, as one text; None when one of them is unknown."""
    municipality = document["municipality_code"] or document["municipality"]
    names = sorted(name_key(row["name"] or "") for row in approaches)
    if municipality is None or not names or not all(names):
        return None
    parts = [document["kind"], municipality, *names]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
