"""Tests of the layout: pages of words to blocks and tables."""
