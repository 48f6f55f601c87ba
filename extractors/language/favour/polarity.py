"""Whether a finding's text and its mark pull in opposite directions: √ with a clearly negative text, X with a clearly
positive one.

The text's own score (:mod:`.cues`) must be far on the other side. On the 117 labelled statements with a mark no mark is
doubted at these limits; with every mark turned round, which is what a lost or shifted mark looks like, about one in four
is found. A check with these limits so says nothing most of the time, but what it says is worth a look.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ggsr_extract.extractors.language.favour.cues import favour, objects
from ggsr_extract.models.language import Sentence
from ggsr_extract.models.verdicts import IMPROVE, MEETS

#: Log-odds of a whole text at or beyond which it is clearly negative, and clearly positive.
CLEARLY_NEGATIVE: Final = -2.3
CLEARLY_POSITIVE: Final = 1.4


def _text(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def polarity(sentences: Sequence[Sentence]) -> float:
    """How favourable the sentences of one text are together, in log-odds; 0 for none."""
    return favour(_text(sentences))


def contradicts(mark: str, sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences of a finding's text (without remarks) clearly say the opposite of its mark, ``√`` or ``X``.

    Any other mark is never contradicted.
    """
    if mark == MEETS:
        return objects(_text(sentences)) and polarity(sentences) <= CLEARLY_NEGATIVE
    if mark == IMPROVE:
        return polarity(sentences) >= CLEARLY_POSITIVE
    return False
