"""Names and texts of others as a terminal may show them."""

from __future__ import annotations


def shown(text: str) -> str:
    """The text in one line: control characters and whatever else cannot be printed stand as escapes, such as ``\\n``."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
