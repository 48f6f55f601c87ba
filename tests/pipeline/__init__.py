"""Tests of runs, stores, and what people see."""
