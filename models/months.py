"""The names of the months, as STJ prints them."""

from typing import Final

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
"""January first."""
