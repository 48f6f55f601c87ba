"""Whether a paragraph of the conclusions says what goes well or what can be better, from its wording.

Flat text loses the two columns "Wat gaat goed?" and "Wat kan beter?". The wording decides (:mod:`.cues`), with the
verdicts of the same theme's findings as a prior: a theme whose findings all meet the norm has little to improve.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ggsr_extract.extractors.language.favour.cues import favour

#: A plain statement of fact without any cue tells what is there, which is mostly said in praise.
_BIAS = 0.7
#: The same for one that praises or blames, be it ever so little.
_PRAISED, _BLAMED = 1.0, -0.5
#: Log-odds of an aspect for one of the wording's score, where it praises and where it blames. Texts that nobody had seen
#: when the cues were written: praise is seldom mistaken (2 of 100), blame more often (8 of 100).
_PRAISING, _BLAMING = 1.8, 1.2
_PRIOR_WEIGHT = 0.25
#: Log-odds below which the wording and the prior together tell nothing.
_DOUBT = 0.25


def leaning(text: str) -> float:
    """How far the wording of a paragraph says that this goes well (positive) or can be better (negative), in log-odds."""
    if not text.strip():
        return 0.0
    score = favour(text)
    if score > 0:
        return _PRAISED + _PRAISING * score
    return _BLAMED + _BLAMING * score if score < 0 else _BIAS


def aspect(text: str, theme_verdicts: Sequence[str]) -> tuple[str | None, float]:
    """``goed``, ``beter`` or None (cannot be told) for a conclusion paragraph, and a confidence from 0.5 to 1.

    ``theme_verdicts`` holds ``voldoet`` or ``verbeterpunt`` for each finding of the same approach and theme, in any
    order; other values are ignored; may be empty. Raises nothing.
    """
    good = sum(v == "voldoet" for v in theme_verdicts)
    bad = sum(v == "verbeterpunt" for v in theme_verdicts)
    prior = _PRIOR_WEIGHT * math.log((good + 0.7) / (bad + 0.7))
    score = leaning(text) + prior
    confidence = 1.0 / (1.0 + math.exp(-abs(score)))
    if abs(score) < _DOUBT or not text.strip():
        return None, confidence
    return ("goed" if score > 0 else "beter"), confidence
