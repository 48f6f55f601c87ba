"""Bytes to factsheet: readers, layout, factsheet, language. Pure functions."""
