"""The commands of the command line and what they print."""

NARROWEST = 40
"""Characters of a line below which tables would have no room for words; a narrower terminal breaks the lines."""
