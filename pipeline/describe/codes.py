"""The page of codes: checks, rejects and exit statuses, made from their one catalogue."""

from __future__ import annotations

from ggsr_extract.models.checks import CHECKS, REJECTS, ExitCode

_EXITS = {
    ExitCode.OK: "All well.",
    ExitCode.PARTIAL: "Something was rejected or read in part; for verify, evaluate and diff: something is wrong or differs.",
    ExitCode.USAGE: "Wrong usage (a path that is not there, an option that does not exist), or nothing could be done: no room or right to write, another run at work, a cluster or store out of reach. The datasets are those of before.",
    ExitCode.NOTHING: "Nothing to do: no files were found in the inputs.",
    ExitCode.INTERRUPTED: "Interrupted; what was finished is written, and the next run reads the rest.",
}


def codes_markdown() -> str:
    """All codes as Markdown tables."""
    parts = [
        "# Checks, errors and exit statuses\n",
        "This page is made by `ggsr-extract codes`. Codes are stable.\n",
        "## Checks: doubts that travel with the result (dataset `checks`, column `checks` of `documents` and `findings`)\n",
        _table(
            ("code", "severity", "meaning, and what was done"),
            [(c.code, str(c.severity), c.meaning) for c in CHECKS.values()],
        ),
        "## Errors: why an input gave no factsheet (dataset `rejects`)\n",
        _table(
            ("code", "stage", "cause", "cure"),
            [(r.code, r.stage, r.meaning, r.remedy) for r in REJECTS.values()],
        ),
        "## Exit statuses\n",
        _table(("status", "meaning"), [(str(int(code)), meaning) for code, meaning in _EXITS.items()]),
    ]
    return "\n".join(parts)


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [" | ".join(header), " | ".join("---" for _ in header)]
    lines += [" | ".join([f"`{row[0]}`", *(cell.replace("|", "\\|") for cell in row[1:])]) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"
