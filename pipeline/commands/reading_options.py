"""Options of the command line that decide what is read from a document: with others, every input is read anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from ggsr_extract.pipeline.commands.gathered import gathered
from ggsr_extract.pipeline.commands.location_option import PlainFile

if TYPE_CHECKING:
    from ggsr_extract.pipeline.runner import Options


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """What was asked for on the command line, in the order of ``Options``."""

    engine: str
    nlp_model: str | None
    municipalities: Path | None
    max_bytes: int
    max_pages: int
    max_objects: int

    def options(self) -> Options:
        """For ``run``."""
        from ggsr_extract.pipeline.runner import Options

        engine, model, table, *limits = astuple(self)
        return Options(engine, model, str(table) if table else None, *limits)


def engine_option(
    text: str = "PDF reader; auto reads with pdfium, and with pdfplumber where that fails its checks.",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option of every command that reads PDFs."""
    return click.option(
        "--engine",
        type=click.Choice(["auto", "pdfium", "pdfplumber"]),
        default="auto",
        show_default=True,
        help=text,
    )


reading_options = gathered(
    "reading",
    ReadingChoice,
    (
        engine_option(),
        click.option(
            "--nlp-model",
            metavar="NAME",
            help="A trained Dutch spaCy pipeline (name or folder) instead of the built-in one.",
        ),
        click.option(
            "--municipalities",
            type=PlainFile(),
            help="A file of municipalities in the official form (code,name,in_force_from,ended_on,successor_code).",
        ),
        click.option(
            "--max-bytes",
            type=click.IntRange(1, 10**12),  # a read of more bytes than an address counts would fail
            default=200_000_000,
            show_default=True,
            help="Refuse larger files.",
        ),
        click.option(
            "--max-pages",
            type=click.IntRange(min=1),
            default=500,
            show_default=True,
            help="Refuse PDFs with more pages.",
        ),
        click.option(
            "--max-objects",
            type=click.IntRange(min=1),
            default=20_000,
            show_default=True,
            help="Refuse PDFs with more drawn things on a page.",
        ),
    ),
)
"""Adds the options of reading to a command, which gets them together as ``reading``."""
