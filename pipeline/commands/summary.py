"""What people see of a run: progress while it works, a table at the end, and an exit status."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ggsr_extract.models.checks import ExitCode, Severity
from ggsr_extract.pipeline.commands import NARROWEST
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.run import Progress, RunResult
from ggsr_extract.pipeline.shown import shown
from ggsr_extract.pipeline.store.errors import StoreError
from ggsr_extract.pipeline.store.parquet import FILE
from ggsr_extract.pipeline.store.reading import rows_of
from ggsr_extract.pipeline.store.view import visible_release

_SHORTEST_NAME, _LONGEST_NAME = 8, 40
_COUNTS = 32
"""Columns of a terminal for the bar, how many of how many, and the time that is left."""


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress | None]:
    """A progress bar on standard error, only on a terminal and only when not quiet."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    name = max(_SHORTEST_NAME, min(_LONGEST_NAME, console.width - _COUNTS))
    with Bar(
        TextColumn(f"{{task.description:{name}.{name}}}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)  # how many are to be read is not known yet

        def update(source: str, done: int, total: int) -> None:
            bar.update(task, description=shown(source), completed=done, total=total)

        yield update


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that gave no factsheet."""

    source: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole archive after a run, and what the run did.

    ``checks`` counts the warnings and errors by code, most first. ``claimed`` is the share of characters with a role, 0..1.
    ``gone`` are inputs that are no longer there and whose rows are kept, ``pruned`` those whose rows went with them, and
    ``replaced`` those in whose place another file was found, whose rows went too.
    """

    found: int
    read: int
    reused: int
    documents: int
    approaches: int
    findings: int
    meets: int
    improve: int
    no_mark: int
    remarks: int
    rejects: tuple[Reject, ...]
    warnings: int
    errors: int
    checks: dict[str, int]
    claimed: float
    seconds: float
    changed: bool
    gone: tuple[str, ...]
    pruned: tuple[str, ...]
    replaced: tuple[str, ...]
    refused_corrections: tuple[str, ...]
    out: str

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self)

    def exit_code(self, strict: bool = False) -> ExitCode:
        """What scripts get: nothing to do, in part, or all well."""
        if not self.found:
            return ExitCode.NOTHING
        if self.rejects or self.errors or self.refused_corrections or (strict and self.warnings):
            return ExitCode.PARTIAL
        return ExitCode.OK

    def print(self) -> None:
        """The closing table, rejects first."""
        from rich.console import Console
        from rich.markup import escape
        from rich.table import Table

        console = Console(highlight=False)
        console.width = max(console.width, NARROWEST)
        for reject in self.rejects:
            console.print(
                f"[red]rejected[/red] {escape(shown(reject.source))}: {escape(reject.message)} [dim]({reject.error})[/dim]",
                soft_wrap=True,
            )
        for refused in self.refused_corrections:
            console.print(f"[red]correction refused[/red] {escape(refused)}", soft_wrap=True)
        if not self.found:
            console.print(
                "Nothing to do: no files were found in the inputs. Names that begin with a dot, and those that --include"
                " and --exclude leave out, do not count.",
                soft_wrap=True,
            )
            if self.gone:
                console.print(f"{_gone(self.gone)} is kept, also with --prune.")
            return
        # Not the table's title, which would be broken at the table's width, also in the middle of a name.
        console.print(f"Datasets in {escape(shown(self.out))}", soft_wrap=True)
        table = Table(show_header=False)
        table.add_column()
        table.add_column(justify="right")
        for name, value in self._lines():
            table.add_row(name, value)
        console.print(table)
        if self.checks:
            codes = ", ".join(f"{count} {code}" for code, count in self.checks.items())
            console.print(
                f"Warnings and errors: {codes}. `ggsr-extract codes` tells what they mean; the dataset checks, or"
                " `ggsr-extract report`, where they are.",
                soft_wrap=True,
            )
        if self.gone:
            console.print(f"{_gone(self.gone)} is kept until --prune.")
        if self.pruned:
            console.print(f"{_gone(self.pruned)} is forgotten (--prune).")
        if self.replaced:
            first, count = escape(shown(self.replaced[0])), len(self.replaced)
            told = f"{first} has" if count == 1 else f"{count} inputs, such as {first}, have"
            console.print(
                f"{told} other content than before: what was read of {'it' if count == 1 else 'them'} then is replaced.",
                soft_wrap=True,
            )
        if not self.changed:
            console.print("Nothing changed: the datasets are those of the run before.")

    def _lines(self) -> list[tuple[str, str]]:
        return [
            ("inputs", str(self.found)),
            ("  read now / unchanged", f"{self.read} / {self.reused}"),
            ("documents", str(self.documents)),
            ("approaches", str(self.approaches)),
            ("findings", str(self.findings)),
            ("  √", str(self.meets)),
            ("  X", str(self.improve)),
            ("  no mark", str(self.no_mark)),
            ("remarks", str(self.remarks)),
            ("rejects", str(len(self.rejects))),
            ("warnings", str(self.warnings)),
            ("errors", str(self.errors)),
            ("characters claimed", f"{100 * self.claimed:.2f} %"),
            ("time", f"{self.seconds:.1f} s"),
        ]


def _gone(sources: tuple[str, ...]) -> str:
    one = len(sources) == 1
    return f"{'1 earlier input is' if one else f'{len(sources)} earlier inputs are'} gone; what was read of {'it' if one else 'them'}"


def summarise(out: str | os.PathLike[str], result: RunResult) -> Summary:
    """Count the release that a run left in ``out``, a folder or URL. Only the columns that count are read, in pieces."""
    manifest, place = result.committed.manifest, visible_release(result.folder)
    rows = {entry.dataset: entry.rows or 0 for entry in manifest.files}
    marks = Counter(row["mark"] for row in _rows(place, "findings", "mark"))
    doubts = Counter((row["severity"], row["code"]) for row in _rows(place, "checks", "severity", "code"))
    serious = Counter(
        {code: count for (severity, code), count in doubts.items() if severity != Severity.INFO}
    )
    severity: Counter[str] = Counter()
    for (grade, _), count in doubts.items():
        severity[grade] += count
    kept = {state.source for state in manifest.inputs if state.gone}
    chars = unclaimed = 0
    for row in _rows(place, "documents", "char_count", "unclaimed_char_count"):
        chars += row["char_count"] or 0
        unclaimed += row["unclaimed_char_count"] or 0
    return Summary(
        found=result.found,
        read=result.read,
        reused=result.reused,
        documents=rows["documents"],
        approaches=rows["approaches"],
        findings=rows["findings"],
        meets=marks["√"],
        improve=marks["X"],
        no_mark=marks[None],
        remarks=rows["remarks"],
        rejects=tuple(Reject(**row) for row in _rows(place, "rejects", "source", "error", "message")),
        warnings=severity[Severity.WARNING],
        errors=severity[Severity.ERROR],
        checks=dict(serious.most_common()),
        claimed=1.0 - unclaimed / chars if chars else 1.0,
        seconds=round(result.seconds, 3),
        changed=result.committed.changed,
        gone=tuple(source for source in result.gone if source in kept),
        pruned=tuple(source for source in result.gone if source not in kept),
        replaced=result.replaced,
        refused_corrections=tuple(
            f"line {entry['line']}, finding {entry['finding_id']}, {entry['column']}: {entry['why']}"
            for entry in result.committed.manifest.notes.get("corrections", {}).get("refused", ())
        ),
        out=str(out),
    )


def _rows(place: Path, dataset: str, *columns: str) -> Iterator[Row]:
    import pyarrow as pa

    try:
        yield from rows_of(place, dataset, columns)
    except (OSError, pa.ArrowException) as fault:
        path = place / dataset / FILE
        raise StoreError(f"{path} is damaged: {fault} Run with --force to make the datasets anew.") from fault
