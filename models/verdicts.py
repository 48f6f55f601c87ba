"""The marks of the factsheets, what each says, and what became of an indicator between two of them."""

from __future__ import annotations

MEETS, IMPROVE = "√", "X"
MARKS = (MEETS, IMPROVE)
VERDICTS = ("voldoet", "verbeterpunt")
VERDICT_OF: dict[str | None, str] = dict(zip(MARKS, VERDICTS, strict=True))
"""What each mark says; no mark says nothing."""
OUTCOMES = ("opgelost", "niet_opgelost", "onbekend")


def outcome_of(before: str | None, after: str | None) -> str:
    """What became of an indicator, of ``OUTCOMES``: known for what was an improvement point and has a later verdict."""
    if before != "verbeterpunt" or after is None:
        return "onbekend"
    return "opgelost" if after == "voldoet" else "niet_opgelost"
