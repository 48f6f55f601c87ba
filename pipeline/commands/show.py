"""One factsheet's findings, readably in the terminal."""

from __future__ import annotations

from ggsr_extract.models.factsheet import Factsheet, Statement
from ggsr_extract.models.framework import framework
from ggsr_extract.pipeline.commands import NARROWEST
from ggsr_extract.pipeline.runner import Read
from rich.console import Console
from rich.markup import escape
from rich.table import Table

_STYLE = {"√": "[green]√[/green]", "X": "[red]X[/red]"}


def show(read: Read, console: Console | None = None) -> None:
    """Print metadata, findings per approach and year, conclusions and doubts."""
    out = console or Console(highlight=False)
    out.width = max(out.width, NARROWEST)
    sheet = read.sheet
    out.print(f"[bold]{escape(sheet.title or read.facts.file_name)}[/bold]")
    month = sheet.published.strftime("%m-%Y") if sheet.published else "unknown"
    out.print(
        f"{sheet.kind} · {escape(sheet.municipality or 'municipality unknown')} ({sheet.municipality_code or 'no code'}) · published {month} · reader {read.facts.reader}"
    )
    positions: list[int | None] = [item.position for item in sheet.approaches]
    for position in [*positions, None]:
        for year in sorted({item.year for item in sheet.statements if item.approach == position}):
            _findings(out, sheet, position, year)
    for item in sheet.conclusions:
        kind = {"goed": "[green]goed[/green]", "beter": "[red]beter[/red]"}.get(item.aspect or "", "?")
        out.print(f"{kind} {framework().themes[item.theme_id]}: {escape(item.text)}")
    for check in sheet.checks:
        out.print(f"[yellow]{check.severity}[/yellow] {check.code}: {escape(check.message)}")


def _findings(out: Console, sheet: Factsheet, position: int | None, year: int) -> None:
    name = (
        "column unknown" if position is None else sheet.approaches[position].name or "approach without a name"
    )
    table = Table(title=escape(f"{name} ({year})"), title_justify="left", show_lines=True)
    for column in ("indicator", "", "finding"):
        table.add_column(column, overflow="fold")
    by_id = framework().by_id
    rows = [item for item in sheet.statements if item.approach == position and item.year == year]
    for item in rows:
        labels = "\n".join(
            f"{match.indicator_id} {by_id[match.indicator_id].indicator}" for match in item.indicators
        )
        table.add_row(escape(labels), _STYLE.get(item.mark or "", "–"), _text(item))
    out.print(table)


def _text(item: Statement) -> str:
    parts = [escape(item.text)]
    parts += [f"[bold]LET OP:[/bold] {escape(remark.text)}" for remark in item.remarks]
    parts += [f"[yellow]{check.code}[/yellow]" for check in item.checks]
    return "\n".join(part for part in parts if part)
