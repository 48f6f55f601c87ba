"""Glyphs to words, shared by both PDF readers."""
