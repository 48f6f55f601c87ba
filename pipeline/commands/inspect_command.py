"""``ggsr-extract inspect``: a PDF's pages as pictures with what was read drawn over them."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click
from ggsr_extract.models.checks import ExitCode
from ggsr_extract.pipeline.commands.location_option import Where
from ggsr_extract.pipeline.commands.reading_options import engine_option

if TYPE_CHECKING:
    from ggsr_extract.pipeline.runner import Options

_EXIT = (
    "Exit status: 0 pictures made; 1 the file is refused (pictures are still made of a PDF that reads well but is no"
    " factsheet); 2 wrong usage."
)


class _Usage(click.ClickException):
    """Wrong usage, in one line that says what to do."""

    exit_code = int(ExitCode.USAGE)


@click.command(epilog=_EXIT)
@click.argument("file", type=Where(folder=False, exists=True))
@click.option(
    "--page",
    "numbers",
    type=int,
    multiple=True,
    metavar="N",
    help="Only this page, counted from 1; may be given more than once.  [default: all pages]",
)
@click.option(
    "--out",
    type=Where(folder=True, here=True),
    required=True,
    help="Folder for the pictures page-001.png, page-002.png, ...; made when it is not there.",
)
@engine_option("PDF reader.")
@click.option(
    "--dpi", type=click.IntRange(36, 600), default=150, show_default=True, help="Pixels per inch of the page."
)
def inspect(file: Path | str, numbers: tuple[int, ...], out: Path, engine: str, dpi: int) -> None:
    """Draw over each page of a PDF what was read.

    FILE is a PDF, or the URL of one. Every line is coloured by its role; cells, rows, statements and conclusions are
    outlined, marks are drawn again as they were read, and text that nothing claims is red. A panel at the right says which
    colour means what. The paths of the pictures are printed, one a line.

    \b
    Examples:
      ggsr-extract inspect data/raw/stelmonde-2013.pdf --out /tmp/look
      ggsr-extract inspect data/raw/stelmonde-2013.pdf --page 3 --out /tmp/look
    """
    from ggsr_extract.extractors.readers.kinds import foreign, is_pdf
    from ggsr_extract.models.checks import Refusal
    from ggsr_extract.pipeline.inputs.places import read_bytes
    from ggsr_extract.pipeline.runner import Options

    options = Options(engine=engine)
    try:
        data = read_bytes(file, options.max_bytes)
        if data and not is_pdf(data):
            kind = foreign(data)
            what = f"it is {kind}. Give it as PDF" if kind else f"use `ggsr-extract show {quote(str(file))}`"
            raise _Usage(f"{file} is no PDF, and only PDFs have pages to draw: {what}.")
        refusal = _draw(file, data, options, numbers, out, dpi)
    except Refusal as refused:
        raise click.ClickException(f"{file}: {refused.message}") from None
    if refusal is not None:
        raise click.ClickException(f"{refusal} The pictures show how its lines and tables were read.")


def _draw(
    file: Path | str, data: bytes, options: Options, numbers: tuple[int, ...], out: Path, dpi: int
) -> str | None:
    """Makes the pictures; gives why the file gives no factsheet, None where it is one."""
    import io

    from ggsr_extract.pipeline.inputs.places import file_name
    from ggsr_extract.pipeline.inspect.document import inspected
    from ggsr_extract.pipeline.inspect.draw import pictures
    from ggsr_extract.pipeline.store.errors import writing
    from ggsr_extract.pipeline.store.files import write_whole

    found = inspected(file_name(str(file)), data, options)
    last = len(found.pages)
    wrong = next((number for number in numbers if not 1 <= number <= last), None)
    if wrong is not None:
        raise _Usage(f"{file} has no page {wrong}: give --page 1 to {last}, or leave it out for all.")
    chosen = [view for view in found.pages if not numbers or view.number in numbers]
    with writing(out, "pictures"):
        out.mkdir(parents=True, exist_ok=True)
    for view, image in pictures(data, chosen, found.facts, dpi):
        path = out / f"page-{view.number:03d}.png"
        buffer = io.BytesIO()
        image.save(buffer, "PNG", dpi=(dpi, dpi))
        with writing(out, "pictures"):
            write_whole(path, buffer.getvalue(), durable=False)
        click.echo(path)
    return found.facts.refusal
