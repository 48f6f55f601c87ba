"""The inspection framework (toetsingskader): 5 themes, 13 criteria, 30 indicators, read from one data file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator with the criterion and theme it belongs to; ids as ``3``, ``3.1``, ``3.1.4``."""

    theme_id: str
    theme: str
    criterion_id: str
    criterion: str
    indicator_id: str
    indicator: str


def theme_id(indicator_id: str) -> str:
    """The id of the theme of an indicator: ``3`` for ``3.1.4``."""
    return indicator_id.split(".", 1)[0]


def criterion_id(indicator_id: str) -> str:
    """The id of the criterion of an indicator: ``3.1`` for ``3.1.4``."""
    return indicator_id.rpartition(".")[0]


def in_order(indicator_id: str) -> tuple[int, ...]:
    """What sorts ids into the framework's order: their numbers; 0 for what is none."""
    return tuple(int(part) if part.isdigit() else 0 for part in indicator_id.split("."))


@dataclass(frozen=True, slots=True)
class Framework:
    """All indicators in the framework's order."""

    indicators: tuple[Indicator, ...]
    by_id: Mapping[str, Indicator] = field(init=False, repr=False, compare=False)
    """Indicators under their ids."""
    themes: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Theme names under their ids, in order."""
    criteria: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Criterion names under their ids, in order."""

    def __post_init__(self) -> None:
        views = {
            "by_id": {item.indicator_id: item for item in self.indicators},
            "themes": {item.theme_id: item.theme for item in self.indicators},
            "criteria": {item.criterion_id: item.criterion for item in self.indicators},
        }
        for name, view in views.items():
            object.__setattr__(self, name, view)


@cache
def framework() -> Framework:
    """The framework as Samenwerkend Toezicht Jeugd published it."""
    data = json.loads(
        files("ggsr_extract.models").joinpath("toetsingskader.json").read_text(encoding="utf-8")
    )
    return Framework(
        tuple(
            Indicator(
                theme["id"],
                theme["theme"],
                criterion["id"],
                criterion["criterion"],
                entry["id"],
                entry["indicator"],
            )
            for theme in data["themes"]
            for criterion in theme["criteria"]
            for entry in criterion["indicators"]
        )
    )
