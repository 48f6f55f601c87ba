"""The commands about datasets: ``verify``, ``diff``, ``evaluate``, ``schema`` and ``codes``. What they need is imported when they run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from ggsr_extract.models.checks import ExitCode
from ggsr_extract.pipeline.commands import PARSED
from ggsr_extract.pipeline.commands.location_option import Where
from ggsr_extract.pipeline.shown import shown

_FOLDER = Where(folder=True, exists=True)


@click.command(epilog="Exit status: 0 all well; 1 something is wrong; 2 wrong usage.")
@click.argument("folder", type=_FOLDER, default=PARSED)
@click.option(
    "--sources",
    type=Where(folder=True, exists=True),
    help="Folder or URL of the inputs: then lines are compared with the texts themselves.",
)
def verify(folder: Path | str, sources: Path | str | None) -> None:
    """Check datasets: whether they are whole and what they promise.

    FOLDER is a folder or URL, data/parsed by default. Looked at are checksums, schema, keys, references, completeness, places, texts and lines. Each failure is one line
    on standard output.

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
    """Tell what changed between two folders of datasets.

    OLD and NEW are folders or URLs; compared are verdict, text and remarks of each finding.

    \b
    Example:
      ggsr-extract diff parsed-june parsed-july
    """
    from ggsr_extract.pipeline.quality.diff import diff as compare

    difference = compare(old, new)
    click.echo(json.dumps(difference.to_data(), ensure_ascii=False, indent=2) if as_json else str(difference))
    sys.exit(ExitCode.PARTIAL if difference else ExitCode.OK)


@click.command(epilog="Exit status: 0 all as labelled; 1 something differs or is missing; 2 wrong usage.")
@click.argument("parsed", type=_FOLDER)
@click.argument("labels", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--show", type=click.IntRange(0), default=0, metavar="N", help="Print up to N differences per document."
)
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
def evaluate(parsed: Path | str, labels: tuple[Path, ...], show: int, as_json: bool) -> None:
    """Score the datasets in PARSED against label files.

    LABELS are files, or folders of .json files. A label file belongs to the document whose file name equals its "source". docs/evaluating.md tells how to
    label a factsheet and what each measure means.

    \b
    Examples:
      ggsr-extract evaluate data/parsed labels/
      ggsr-extract evaluate data/parsed labels/mine.json --show 20
      ggsr-extract evaluate data/parsed labels/ --json > score.json
    """
    from ggsr_extract.pipeline.quality import evaluate as scoring

    result = scoring.evaluate(parsed, labels)
    if not result.documents:
        places = ", ".join(map(str, labels))
        raise click.UsageError(
            f"No label files (.json) were found in {places}. Give files or folders that hold some."
        )
    click.echo(scoring.as_json(result) if as_json else scoring.as_table(result, show))
    if result.overall.exact:
        return
    if not show and not as_json:
        click.echo("Something differs: give --show 20 to see what.", err=True)
    sys.exit(ExitCode.PARTIAL)


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
    """Print what each column of the datasets means.

    Every column comes with its type, meaning, unit and when it is null (docs/datasets.md is made by it).

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
    """Print what each code and exit status means.

    Codes of checks, codes of refusals, and exit statuses (docs/checks.md is made by it).

    \b
    Example:
      ggsr-extract codes > docs/checks.md
    """
    from ggsr_extract.pipeline.describe.codes import codes_markdown

    click.echo(codes_markdown(), nl=False)
