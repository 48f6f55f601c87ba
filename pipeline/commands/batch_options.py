"""Options of the command line for batches: how a run works, with no influence on what it gives."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from ggsr_extract.pipeline.commands.gathered import gathered

if TYPE_CHECKING:
    from ggsr_extract.pipeline.executors.choose import Batch
    from ggsr_extract.pipeline.logs import Log

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?", re.IGNORECASE)
_LONGEST = 1e7
_LONGEST_LIST = 256 << 20
_UNITS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


class Size(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on, and not before
    """A number of bytes, as ``2G``, ``500M`` or ``1048576``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Bytes."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value).strip())
        if not found or not float(found[1]):
            self.fail(f"{value!r} is no size. Give bytes, or a number with K, M or G, as 2G.", param, ctx)
        return int(float(found[1]) * 1024 ** _UNITS[found[2].upper()])


class Seconds(click.ParamType):  # type: ignore[type-arg]  # as above
    """A number of seconds, more than none and at most some months."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= _LONGEST:  # which no NaN is
            self.fail(
                f"{value!r} is no number of seconds. Give one from above 0 to {_LONGEST:.0f}.", param, ctx
            )
        return seconds


class NotEmpty(click.ParamType):  # type: ignore[type-arg]  # as above
    """A path or URL. An empty one, such as a variable that a script did not set, would be the working folder."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as given."""
        if not str(value).strip():
            self.fail("it is empty. Give a path or URL, or . for the working folder.", param, ctx)
        return str(value)


@dataclass(frozen=True, slots=True)
class BatchChoice:
    """What was asked for on the command line."""

    workers: int | None
    timeout: float | None
    max_memory: int | None
    scheduler: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    inputs_from: str | None
    log_json: bool
    verbose: bool
    profile: bool

    def batch(self) -> Batch:
        """For ``run``. Raises UsageError where one option would leave another without effect."""
        if self.workers == 0 and (self.timeout is not None or self.max_memory is not None):
            raise click.UsageError(
                "--workers 0 reads without any limit, and --timeout or --max-memory is one. Leave one of them out."
            )
        from ggsr_extract.pipeline.executors.choose import Batch
        from ggsr_extract.pipeline.inputs.discover import Patterns

        patterns = Patterns(self.include, self.exclude)
        return Batch(self.workers, self.timeout, self.max_memory, self.scheduler, patterns)

    def log(self) -> Log | None:
        """Where events go, None for nowhere."""
        from ggsr_extract.pipeline.logs import JsonLines, Lines

        return JsonLines() if self.log_json else Lines() if self.verbose else None

    def inputs(self, given: tuple[str, ...]) -> list[str]:
        """The inputs given and listed. Raises UsageError when there are none or one that is given is not there."""
        from ggsr_extract.pipeline.inputs.given import listed, missing

        if not given and self.inputs_from is None:
            raise click.UsageError("Give a file, a folder or a URL with factsheets, or --inputs-from.")
        inputs = list(given)
        if self.inputs_from is not None:
            inputs += listed(_list_in(self.inputs_from))
        absent = missing(given)  # of a list the others are read, and this one is told
        if absent is not None:
            raise click.UsageError(f"{absent}. Give a file, a folder or a URL with factsheets.")
        return inputs

    def needs_workers(self, given: tuple[str, ...]) -> bool:
        """Whether inputs that must be read will be read by processes of this machine, as far as their names tell."""
        if self.scheduler is not None or self.workers == 0 or not all(map(os.path.exists, given)):
            return False
        from ggsr_extract.pipeline.executors.server import FEW

        asked = self.workers is not None or self.timeout is not None or self.max_memory is not None
        return asked or any(name.endswith(".pdf") or _count(name) > FEW for name in given)

    @property
    def progress(self) -> bool:
        """Whether a progress bar may be shown besides the log."""
        return not (self.log_json or self.verbose)


def _list_in(name: str) -> bytes:
    """The bytes of a list, in a file or pipe or, for ``-``, on standard input."""
    if name == "-":
        data = sys.stdin.buffer.read(_LONGEST_LIST + 1)
    else:
        with Path(name).open("rb") as stream:
            data = stream.read(_LONGEST_LIST + 1)
    if len(data) > _LONGEST_LIST:
        raise click.UsageError(
            f"{name} has more than {_LONGEST_LIST >> 20} MB: it is no list of inputs. Check --inputs-from."
        )
    return data


def _count(folder: str) -> int:
    try:
        return len(os.listdir(folder))
    except OSError:  # a file, or a folder that cannot be listed, which the run tells
        return 0


batch_options = gathered(
    "batch",
    BatchChoice,
    (
        click.option(
            "--workers",
            type=click.IntRange(min=0),
            metavar="N",
            help="Processes to read with; by default as many as there are cores. 0 reads in this process, unprotected.",
        ),
        click.option(
            "--timeout",
            type=Seconds(),
            metavar="SECONDS",
            help="Reject a document that takes longer.  [default: 300]",
        ),
        click.option(
            "--max-memory",
            type=Size(),
            metavar="SIZE",
            help="Reject a document whose process grows larger, as 500M or 2G.  [default: 2G]",
        ),
        click.option(
            "--scheduler", metavar="ADDRESS", help="Read on a running Dask cluster, as tcp://host:8786."
        ),
        click.option(
            "--include",
            multiple=True,
            metavar="PATTERN",
            help="Take only inputs whose path or name fits, as '*.pdf'; may be given more than once.",
        ),
        click.option(
            "--exclude", multiple=True, metavar="PATTERN", help="Leave out inputs whose path or name fits."
        ),
        click.option(
            "--inputs-from",
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False, allow_dash=True),
            help="Read a list of inputs, one per line (# begins a comment), from FILE, or standard input for '-'.",
        ),
        click.option(
            "--log-json", is_flag=True, help="Tell every document as a JSON line on standard error."
        ),
        click.option("--verbose", is_flag=True, help="Tell every document as a line on standard error."),
        click.option("--profile", is_flag=True, help="Tell at the end where the time went."),
    ),
)
"""Adds the options of a batch to a command, which gets them together as ``batch``."""
