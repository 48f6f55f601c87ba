"""The commands of the command line and what they print."""

from pathlib import Path

PARSED = Path("data/parsed")
"""Where a run writes, and what other commands look at, unless told otherwise."""

NARROWEST = 40
"""Characters of a line below which tables would have no room for words; a narrower terminal breaks the lines."""
