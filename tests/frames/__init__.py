"""Tests of loading, and of the notebooks."""
