"""The command ``report``. What it needs is imported when it runs."""

from __future__ import annotations

from pathlib import Path

import click
from ggsr_extract.pipeline.commands import PARSED
from ggsr_extract.pipeline.commands.location_option import Where
from ggsr_extract.pipeline.shown import shown


@click.command(epilog="Exit status: 0 written; 2 wrong usage.")
@click.argument("parsed", required=False, default=PARSED, type=Where(folder=True, exists=True))
@click.option(
    "--out",
    type=Where(folder=True, here=True),
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
    """Make a site that shows datasets.

    PARSED is a folder or URL, data/parsed by default. The site is in Dutch, and opens from disk without a network.

    \b
    Examples:
      ggsr-extract report
      ggsr-extract report data/parsed --out report --sources data/raw
    """
    from ggsr_extract.pipeline.report.build import build

    written = build(parsed, out, sources)
    if quiet:
        return
    if written.missing:
        first = shown(written.missing[0])
        click.echo(
            f"PDFs without pictures: {len(written.missing)}, such as {first}. They are not below {sources}, or have changed.",
            err=True,
        )
    pictures = f", {written.pictures} page pictures" if sources else ""
    click.echo(
        f"{out / 'index.html'}: {written.documents} factsheets, {written.findings} findings{pictures},"
        f" {written.bytes / 1e6:.1f} MB",
        err=True,
    )
