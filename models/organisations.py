"""Words that tell organisations, read from one editable data file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """The lists of the data file; what each is for stands there."""

    names: tuple[str, ...]
    families: tuple[str, ...]
    heads: frozenset[str]
    adjectives: frozenset[str]
    lower_heads: frozenset[str]
    tails: frozenset[str]
    cues: frozenset[str]
    belongings: frozenset[str]
    never: frozenset[str]
    regions: tuple[str, ...]
    ambiguous_places: frozenset[str]


@cache
def load_organisations() -> OrganisationWords:
    """The packaged lists. Raises ``KeyError`` when the file lacks one."""
    data = tomllib.loads(
        files("ggsr_extract.models").joinpath("organisations.toml").read_text(encoding="utf-8")
    )
    return OrganisationWords(
        names=tuple(data["names"]),
        families=tuple(data["families"]),
        heads=frozenset(data["heads"]),
        adjectives=frozenset(data["adjectives"]),
        lower_heads=frozenset(data["lower_heads"]),
        tails=frozenset(data["tails"]),
        cues=frozenset(data["cues"]),
        belongings=frozenset(data["belongings"]),
        never=frozenset(data["never"]),
        regions=tuple(data["regions"]),
        ambiguous_places=frozenset(data["ambiguous_places"]),
    )
