"""The commands about datasets: ``verify``, ``diff``, ``schema`` and ``codes``. What they need is imported when they run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from ggsr_extract.models.checks import ExitCode
from ggsr_extract.pipeline.commands.location_option import Where
from ggsr_extract.pipeline.shown import shown

PARSED = Path("data/parsed")
_FOLDER = Where(folder=True, exists=True)


@click.command(epilog="Exit status: 0 all well; 1 something is wrong; 2 wrong usage.")
@click.argument("folder", type=_FOLDER, default=PARSED)
@click.option(
    "--sources",
    type=Where(folder=True, exists=True),
    help="Folder or URL of the inputs: then lines are compared with the texts themselves.",
)
def verify(folder: Path | str, sources: Path | str | None) -> None:
    """Check the datasets in FOLDER (a folder or URL).

    Checksums, schema, keys, references, completeness, places, texts and lines. Each failure is one line on standard output.

    \b
    Examples:
      ggsr-extract verify
      ggsr-extract verify data/parsed --sources data/raw
      ggsr-extract verify s3://bucket/parsed
    """
    from ggsr_extract.pipeline.quality.verify import verify as verify_folder

    told: dict[str, bool] = {}
    problems = verify_folder(folder, sources, told.__setitem__)
    for problem in problems:
        click.echo(str(problem))
    apart = [source for source, compared in told.items() if not compared]
    if apart:
        click.echo(
            f"Not compared with their sources: {len(apart)} of {len(told)} documents, such as {shown(apart[0])}."
            f" They are not below {sources}, or have changed.",
            err=True,
        )
    if problems:
        click.echo(f"{len(problems)} problem{'s' * (len(problems) > 1)}.", err=True)
        sys.exit(ExitCode.PARTIAL)
    if apart and len(apart) == len(told):
        raise click.UsageError("Nothing could be compared: give the folder that `ggsr-extract run` read.")
    click.echo("All well.", err=True)


@click.command(epilog="Exit status: 0 nothing differs; 1 something differs; 2 wrong usage.")
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def diff(old: Path | str, new: Path | str, as_json: bool) -> None:
    """What changed between two parsed folders or URLs, per finding: verdict, text, remarks.

    \b
    Example:
      ggsr-extract diff parsed-june parsed-july
    """
    from ggsr_extract.pipeline.quality.diff import diff as compare

    difference = compare(old, new)
    click.echo(json.dumps(difference.to_data(), ensure_ascii=False, indent=2) if as_json else str(difference))
    sys.exit(ExitCode.PARTIAL if difference else ExitCode.OK)


@click.command(epilog="Exit status: 0.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "json"]),
    default="md",
    show_default=True,
    help="Markdown or JSON.",
)
def schema(form: str) -> None:
    """Print the contract of the datasets: every column with its type, meaning, unit and when it is null.

    \b
    Examples:
      ggsr-extract schema
      ggsr-extract schema --format json > schema.json
    """
    from ggsr_extract.pipeline.describe.schema import schema_json, schema_markdown

    click.echo(
        json.dumps(schema_json(), ensure_ascii=False, indent=2) if form == "json" else schema_markdown(),
        nl=form == "json",
    )


@click.command(epilog="Exit status: 0.")
def codes() -> None:
    """Print every check code, error code and exit status with its meaning (docs/checks.md is made by it).

    \b
    Example:
      ggsr-extract codes > docs/checks.md
    """
    from ggsr_extract.pipeline.describe.codes import codes_markdown

    click.echo(codes_markdown(), nl=False)
