"""Which inputs there are, and where their bytes are."""
