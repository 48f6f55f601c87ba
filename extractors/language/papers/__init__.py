"""Cited papers."""
