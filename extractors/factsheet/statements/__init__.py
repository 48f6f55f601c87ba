"""Row blocks to statements, and conclusions to paragraphs: which mark and text belong to what."""
