"""Readers: bytes to pages of words and ruling lines with places."""
