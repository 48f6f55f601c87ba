"""Markdown with tables: rows of cells between bars to table blocks, the rest to blocks of text."""
