"""What a run tells while it works: one event per document, for people or as JSON lines."""

from __future__ import annotations

import json
import sys
import time
from typing import Any, Protocol, TextIO

from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.shown import shown


class Log(Protocol):
    """Takes the events of a run. ``done`` of ``total`` documents are finished with this one."""

    def event(self, name: str, **facts: Any) -> None:
        """Something happened to the run as a whole."""
        ...

    def document(self, outcome: Outcome, done: int, total: int) -> None:
        """A document landed or was rejected."""
        ...


class Silent:
    """Tells nothing."""

    def event(self, name: str, **facts: Any) -> None:
        """Nothing."""

    def document(self, outcome: Outcome, done: int, total: int) -> None:
        """Nothing."""


class JsonLines:
    """One JSON object per line, on standard error unless another stream is given.

    Every line has ``time`` (seconds since 1970), ``event`` and the event's facts; times per stage are in seconds.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr

    def event(self, name: str, **facts: Any) -> None:
        """Writes a line."""
        line = {"time": round(time.time(), 3), "event": name, **facts}
        self._stream.write(json.dumps(line, ensure_ascii=True, default=str) + "\n")
        self._stream.flush()

    def document(self, outcome: Outcome, done: int, total: int) -> None:
        """Writes a line with status, code and message of a refusal, and seconds per stage."""
        self.event("document", **facts_of(outcome), done=done, total=total)


class Lines:
    """One line per document for people, on standard error unless another stream is given."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr

    def event(self, name: str, **facts: Any) -> None:
        """Writes a line, without what only programs can read at a glance (``--profile`` tells that to people)."""
        told = " ".join(
            f"{key}={value}" for key, value in facts.items() if not isinstance(value, dict | list)
        )
        self._line(f"{name} {told}".rstrip())

    def document(self, outcome: Outcome, done: int, total: int) -> None:
        """Writes a line: how many are done, the source, and how it went."""
        facts = facts_of(outcome)
        how = f"rejected ({facts['error']})" if facts["status"] == "rejected" else "read"
        self._line(f"[{done}/{total}] {outcome.source}: {how}, {1000 * facts['seconds']:.0f} ms")

    def _line(self, text: str) -> None:
        self._stream.write(shown(text) + "\n")
        self._stream.flush()


def facts_of(outcome: Outcome) -> dict[str, Any]:
    """What a log says of a document."""
    rejects = outcome.tables.get("rejects")
    facts: dict[str, Any] = {
        "source": outcome.source,
        "document_id": outcome.document_id,
        "status": "rejected" if rejects else "read",
        "seconds": round(sum(outcome.timings.values()), 4),
        "timings": {stage: round(seconds, 4) for stage, seconds in outcome.timings.items()},
    }
    if rejects:
        facts |= {"error": rejects[0]["error"], "message": rejects[0]["message"]}
    return facts
