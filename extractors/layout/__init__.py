"""Pages to text blocks and tables."""

from ggsr_extract.extractors.layout.document import layout

__all__ = ["layout"]
