"""Tests of the readers: bytes to lines and to pages of words."""
