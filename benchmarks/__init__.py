"""Measurements that are too long for the test command: python -m benchmarks.NAME."""
