"""The inspection framework (toetsingskader): 5 themes, 13 criteria, 30 indicators, read from one data file."""

from __future__ import annotations

import json
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Framework:
    """All indicators in the framework's order."""

    indicators: tuple[Indicator, ...]

    @property
    def by_id(self) -> dict[str, Indicator]:
        """Indicators under their ids."""
        return {item.indicator_id: item for item in self.indicators}

    @property
    def themes(self) -> dict[str, str]:
        """Theme names under their ids, in order."""
        return {item.theme_id: item.theme for item in self.indicators}

    @property
    def criteria(self) -> dict[str, str]:
        """Criterion names under their ids, in order."""
        return {item.criterion_id: item.criterion for item in self.indicators}


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
