"""Hostile inputs leave no traceback, no hang, no lost document. Ten thousand of them: python -m benchmarks.fuzz."""

from __future__ import annotations

from pathlib import Path

from benchmarks.fuzz import fuzz
from tests.pipeline.archive import RAW
from tests.pipeline.fuzzer import mutants


def test_hostile_inputs_land_or_are_rejected(tmp_path: Path) -> None:
    verdict = fuzz(tmp_path, count=60, seed=11, workers=2, timeout=120)
    assert verdict.good, verdict
    assert sum(verdict.outcomes.values()) == 60
    assert not verdict.slow


def test_the_same_seed_makes_the_same_inputs() -> None:
    samples = sorted(RAW.glob("*2015.*"))
    assert list(mutants(samples, 20, 3)) == list(mutants(samples, 20, 3))
    assert list(mutants(samples, 20, 3)) != list(mutants(samples, 20, 4))
