"""Where the time of a run went: per stage of the documents, per phase of the run, and the slowest documents."""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.shown import shown

_SLOWEST = 5


@dataclass(slots=True)
class Profile:
    """Sums of seconds. ``stages`` are spent in the workers, all together; ``phases`` by the run itself, on the clock."""

    stages: dict[str, float] = field(default_factory=dict)
    phases: dict[str, float] = field(default_factory=dict)
    documents: int = 0
    _slow: list[tuple[float, str]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Counts a document."""
        self.documents += 1
        for stage, seconds in outcome.timings.items():
            self.stages[stage] = self.stages.get(stage, 0.0) + seconds
        heapq.heappush(self._slow, (sum(outcome.timings.values()), outcome.source))
        if len(self._slow) > _SLOWEST:
            heapq.heappop(self._slow)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Counts the time within as a phase."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.phases[name] = self.phases.get(name, 0.0) + time.perf_counter() - started

    @property
    def slowest(self) -> list[tuple[float, str]]:
        """The slowest documents with their seconds, slowest first."""
        return sorted(self._slow, reverse=True)

    def as_dict(self) -> dict[str, Any]:
        """For logs and JSON; seconds."""
        return {
            "documents": self.documents,
            "stages": {name: round(seconds, 4) for name, seconds in self.stages.items()},
            "phases": {name: round(seconds, 4) for name, seconds in self.phases.items()},
            "slowest": [{"source": source, "seconds": round(seconds, 4)} for seconds, source in self.slowest],
        }

    def text(self) -> str:
        """For people: lines of names, seconds, shares, and milliseconds per document."""
        whole = sum(self.stages.values()) or 1.0
        each = max(1, self.documents)
        lines = [f"{'stage':<12}{'seconds':>10}{'share':>8}{'ms/document':>13}"]
        lines += [
            f"{name:<12}{seconds:>10.2f}{100 * seconds / whole:>7.1f}%{1000 * seconds / each:>13.2f}"
            for name, seconds in self.stages.items()
        ]
        lines.append(f"{'phase':<12}{'seconds':>10}")
        lines += [f"{name:<12}{seconds:>10.2f}" for name, seconds in self.phases.items()]
        lines += [f"slowest: {seconds:.2f} s {shown(source)}" for seconds, source in self.slowest]
        return "\n".join(lines)
