"""Tests of what STJ means: lines and tables to a factsheet."""
