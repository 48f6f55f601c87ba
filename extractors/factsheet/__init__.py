"""Factsheet: blocks to sections, statements and findings."""
