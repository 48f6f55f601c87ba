"""Words that tell organisations, read from one editable data file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ADJECTIVE = re.compile(r"[A-Z][a-zë]{2,}(?:aal|ale|ieel|iële|lijke?|ische?|air|aire)")


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """The lists of the data file; what each is for stands there."""

    names: tuple[str, ...]
    families: tuple[str, ...]
    heads: frozenset[str]
    adjectives: frozenset[str]
    head_endings: tuple[str, ...]
    no_heads: frozenset[str]
    lone_endings: tuple[str, ...]
    lower_heads: frozenset[str]
    tails: frozenset[str]
    cues: frozenset[str]
    cue_endings: tuple[str, ...]
    no_cues: frozenset[str]
    belongings: frozenset[str]
    person_endings: tuple[str, ...]
    sectors: frozenset[str]
    laws: frozenset[str]
    never: frozenset[str]
    ways: tuple[str, ...]
    regions: tuple[str, ...]
    ambiguous_places: frozenset[str]

    def is_head(self, form: str) -> bool:
        """Whether a capitalised form begins names of organisations: one of the heads, or a compound that ends as they do."""
        if form in self.heads:
            return True
        lower = form.lower()
        return (
            form[:1].isupper()
            and lower.endswith(self.head_endings)
            and len(form) > 5
            and lower not in self.no_heads
            and lower not in self.head_endings
        )

    def is_adjective(self, form: str) -> bool:
        """Whether a capitalised form belongs to the kind behind it ("Sociaal Wijkteam", "Justitieel Casusoverleg")."""
        return form in self.adjectives or bool(_ADJECTIVE.fullmatch(form))

    def announces(self, lemma: str, form: str) -> bool:
        """Whether a word announces the name that follows: one of the cues."""
        return lemma in self.cues or form in self.cues

    def announces_closely(self, lemma: str) -> bool:
        """Whether a word in lower case announces the name right behind it, or in brackets behind it."""
        return lemma.endswith(self.cue_endings) and lemma not in self.no_cues

    def belongs(self, lemma: str) -> bool:
        """Whether a word in lower case means people or things of an organisation."""
        return lemma in self.belongings or lemma.endswith(self.person_endings)


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
        head_endings=tuple(data["head_endings"]),
        no_heads=frozenset(data["no_heads"]),
        lone_endings=tuple(data["lone_endings"]),
        lower_heads=frozenset(data["lower_heads"]),
        tails=frozenset(data["tails"]),
        cues=frozenset(data["cues"]),
        cue_endings=tuple(data["cue_endings"]),
        no_cues=frozenset(data["no_cues"]),
        belongings=frozenset(data["belongings"]),
        person_endings=tuple(data["person_endings"]),
        sectors=frozenset(data["sectors"]),
        laws=frozenset(data["laws"]),
        never=frozenset(data["never"]),
        ways=tuple(data["ways"]),
        regions=tuple(data["regions"]),
        ambiguous_places=frozenset(data["ambiguous_places"]),
    )
