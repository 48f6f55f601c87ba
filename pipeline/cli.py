"""The command line. Heavy packages are imported by the commands that need them, so that ``--help`` answers at once."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import click
from ggsr_extract.models.checks import ExitCode
from ggsr_extract.pipeline.commands import PARSED
from ggsr_extract.pipeline.commands.batch_options import BatchChoice, NotEmpty, batch_options
from ggsr_extract.pipeline.commands.data_commands import codes, diff, evaluate, schema, verify
from ggsr_extract.pipeline.commands.inspect_command import inspect
from ggsr_extract.pipeline.commands.location_option import PlainFile, Where
from ggsr_extract.pipeline.commands.reading_options import ReadingChoice, engine_option, reading_options
from ggsr_extract.pipeline.report.command import report
from ggsr_extract.pipeline.streams import open_streams

EPILOG_EXIT = "Exit status: 0 all well; 1 something was rejected or read in part; 2 wrong usage; 3 nothing to do; 130 interrupted."


class _Group(click.Group):
    """Turns what people can mend into one line on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            click.echo(str(stop) or "Interrupted: what was finished is kept; run again to go on.", err=True)
            ctx.exit(ExitCode.INTERRUPTED)
        except click.ClickException:
            raise
        except Exception as error:
            from ggsr_extract.models.checks import Refusal
            from ggsr_extract.pipeline.store.errors import MORE_HANDLES, NO_HANDLES, StoreError

            if isinstance(error, Refusal):
                click.echo(f"Error: {error.message}", err=True)
                ctx.exit(ExitCode.PARTIAL)
            if isinstance(error, OSError) and error.errno in NO_HANDLES:
                error = ValueError(MORE_HANDLES)
            elif isinstance(error, OSError) and error.strerror and error.filename:
                error = ValueError(
                    f"{os.fsdecode(error.filename)} cannot be used: {error.strerror}. Check that it is there and yours to use."
                )
            if isinstance(error, StoreError | OSError | ValueError):
                click.echo(f"Error: {error}", err=True)
                ctx.exit(ExitCode.USAGE)
            raise


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG_EXIT)
@click.version_option(package_name="ggsr-extract", prog_name="ggsr-extract")
def cli() -> None:
    """Turns an archive of inspection factsheets (STJ, GGSR) into Parquet datasets.

    \b
    Examples:
      ggsr-extract run data/raw
      ggsr-extract show data/raw/zandwijk-2013.txt
      ggsr-extract inspect data/raw/stelmonde-2013.pdf --out /tmp/look
      ggsr-extract verify data/parsed
      ggsr-extract report data/parsed --out report
    """


@cli.command(epilog=EPILOG_EXIT)
@click.argument("inputs", nargs=-1, type=NotEmpty())
@click.option(
    "--out",
    type=NotEmpty(),
    metavar="PLACE",
    default=str(PARSED),
    show_default=True,
    help="Folder or URL of the datasets.",
)
@click.option("--force", is_flag=True, help="Read every input anew, also those that did not change.")
@click.option("--prune", is_flag=True, help="Forget earlier inputs that are not among these any more.")
@click.option("--wait", is_flag=True, help="Wait for another run into the same folder instead of refusing.")
@click.option(
    "--strict", is_flag=True, help="Exit with 1 when there is any warning, not only on rejects and errors."
)
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@reading_options
@click.option(
    "--corrections",
    type=PlainFile(),
    help="A file of corrections; default: corrections.csv in --out, when it is there.",
)
@batch_options
def run(
    inputs: tuple[str, ...],
    out: str,
    force: bool,
    prune: bool,
    wait: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
    corrections: Path | None,
    reading: ReadingChoice,
    batch: BatchChoice,
) -> None:
    """Read factsheets and write the datasets.

    INPUTS are files, folders, archives and URLs.

    \b
    Examples:
      ggsr-extract run data/raw
      ggsr-extract run archive/2013 archive/2015 --out datasets
      ggsr-extract run factsheet.pdf --out /tmp/one --json
      ggsr-extract run archive --exclude '*.docx' --exclude Thumbs.db
      find archive -name '*.pdf' -print0 | ggsr-extract run --inputs-from -
    """
    if batch.needs_workers(inputs) and (force or not Path(out, "manifest.json").exists()):
        from ggsr_extract.pipeline.executors.server import load_ahead

        load_ahead()
    from ggsr_extract.pipeline.lean import without_commands_of_spacy, without_pandas

    without_pandas()
    without_commands_of_spacy()
    from ggsr_extract.pipeline.commands.summary import progress_bar, summarise
    from ggsr_extract.pipeline.run import run as run_job

    places = batch.inputs(inputs)
    with progress_bar(quiet or as_json or not batch.progress) as progress:
        result = run_job(
            places,
            out,
            reading.options(),
            force=force,
            prune=prune,
            wait=None if wait else 0,
            batch=batch.batch(),
            progress=progress,
            log=batch.log(),
            corrections=corrections,
        )
    summary = summarise(out, result)
    if batch.profile and not batch.log_json:
        click.echo(result.profile.text(), err=True)
    try:
        if as_json:
            click.echo(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2))
        elif not quiet:
            summary.print()
    except OSError as fault:
        raise OSError(f"{fault} The datasets in {out} are written.") from None
    sys.exit(summary.exit_code(strict))


@cli.command(epilog="Exit status: 0 shown; 1 the file gives no factsheet; 2 wrong usage.")
@click.argument("file", type=Where(folder=False, exists=True))
@engine_option("PDF reader.")
def show(file: Path | str, engine: str) -> None:
    """Print the findings of one factsheet.

    FILE is a PDF or text, or the URL of one.

    \b
    Example:
      ggsr-extract show data/raw/zandwijk-2013.txt
    """
    from ggsr_extract.models.checks import Refusal
    from ggsr_extract.pipeline.commands.show import show as show_sheet
    from ggsr_extract.pipeline.inputs.places import file_name, read_bytes
    from ggsr_extract.pipeline.runner import Options, parse

    options = Options(engine=engine)
    try:
        read = parse(file_name(str(file)), read_bytes(file, options.max_bytes), options)
    except Refusal as refused:
        raise click.ClickException(f"{file}: {refused.message}") from None
    show_sheet(read)


for command in (verify, diff, schema, codes, report, evaluate, inspect):
    cli.add_command(command)


def main() -> None:
    """The command line with what stands around it. Requests to end (SIGTERM, SIGHUP of a terminal that closes) count as an interrupt."""
    open_streams()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        cli()
    except OSError as fault:  # of what click itself prints, such as help
        click.echo(f"Error: {fault}", err=True)
        sys.exit(ExitCode.USAGE)
