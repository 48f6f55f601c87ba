"""The commands ``report`` and ``evaluate``. What they need is imported when they run."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from ggsr_extract.pipeline.commands.location_option import Where

PARSED = Path("data/parsed")


@click.command(epilog="Exit status: 0 all as labelled; 1 something differs or is missing; 2 wrong usage.")
@click.argument("parsed", type=Where(folder=True, exists=True))
@click.argument("labels", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--show", type=click.IntRange(0), default=0, metavar="N", help="Print up to N differences per document."
)
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
def evaluate(parsed: Path | str, labels: tuple[Path, ...], show: int, as_json: bool) -> None:
    """Score the datasets in PARSED against label files (LABELS: files, or folders of .json files).

    A label file belongs to the document whose file name equals its "source". docs/evaluating.md tells how to
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
        raise click.UsageError("No label files (.json) were found there.")
    click.echo(scoring.as_json(result) if as_json else scoring.as_table(result, show))
    sys.exit(0 if result.overall.exact else 1)


@click.command(epilog="Exit status: 0 written; 2 wrong usage.")
@click.argument("parsed", required=False, default=PARSED, type=Where(folder=True, exists=True))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("report"),
    show_default=True,
    help="Folder of the report; an earlier report in it is replaced.",
)
@click.option(
    "--sources",
    type=Where(folder=True, exists=True),
    help="Folder or URL with the factsheets; with it, the pages of PDFs are shown as pictures.",
)
@click.option("--quiet", is_flag=True, help="Print nothing.")
def report(parsed: Path | str, out: Path, sources: Path | str | None, quiet: bool) -> None:
    """Make a site, in Dutch, that shows the datasets in PARSED (a folder or URL); it opens from disk without a network.

    \b
    Examples:
      ggsr-extract report
      ggsr-extract report data/parsed --out report --sources data/raw
    """
    from ggsr_extract.pipeline.report.build import build

    written = build(parsed, out, sources)
    if quiet:
        return
    for source in written.missing:
        click.echo(f"No pictures of {source}: it is not below {sources}, or it has changed.", err=True)
    pictures = f", {written.pictures} page pictures" if sources else ""
    click.echo(
        f"{out / 'index.html'}: {written.documents} factsheets, {written.findings} findings{pictures},"
        f" {written.bytes / 1e6:.1f} MB",
        err=True,
    )
