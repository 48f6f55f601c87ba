"""Sections to row blocks: the framework's wording found again, with the marks and lines beside it."""
