"""Which paragraphs of one theme's conclusions stood under "Wat gaat goed?" and which under "Wat kan beter?".

Flat text prints the left column before the right one, so that one cut through a theme's paragraphs tells the aspect of all of
them. Where it is, is weighed from each paragraph's wording, from the verdicts of the findings that it speaks of, from how
many of the theme's findings meet the norm, and from where paragraphs begin. Each place of the cut gets its probability, and
a paragraph's aspect is the more probable one; where neither clearly is, it is None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ggsr_extract.extractors.language.favour.subjects import Told

#: Probability that a theme of several paragraphs has some of both aspects: where its findings have both verdicts (or
#: remarks), where they have one, and where conclusions do not follow the findings.
_BOTH, _DESPITE, _UNTOLD = 0.75, 0.12, 0.5
_SURE = 0.54  #: probability from which an aspect is told
#: Log-odds of a paragraph all of whose findings meet the norm, where conclusions follow the findings.
_BACKING = 3.4
_DAMP = 0.6  #: how much less the findings add to a wording, for each of its log-odds
_CLEAR = 0.9  #: log-odds of a wording that tells enough to see whether conclusions follow the findings
_MOST = 3.5  #: log-odds that one paragraph's wording can have
_USUAL = 0.7  #: log-odds that a factsheet's conclusions follow its findings
#: What one clear paragraph adds to them: of those that follow the findings six in seven agree with theirs, of others half.
_AGREES, _DIFFERS = math.log(0.85 / 0.5), math.log(0.15 / 0.5)
#: A paragraph that begins so goes on about what the one before it says.
_GOES_ON = re.compile(
    r"(?:Dit|Dat|Deze|Die|Hierdoor|Daardoor|Daarmee|Hiermee|Hierbij|Daarbij|Hierin|Hiervoor|Daarvoor|Zo|Daarnaast|Bovendien|"
    r"Verder|Tevens|Ook|Eveneens|Daarom|Dan|Zij|Ze|Het gaat|Deels|Tot slot|Ten slotte)\b"
)
#: A paragraph that begins so turns round what the one before it says.
_TURNS = re.compile(r"(?:Echter|Wel|Toch|Daarentegen|Desondanks|Niettemin|Desalniettemin)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a part of one that can be one.

    ``edge``: how probable it is that a paragraph begins with it, 0..1. ``worded``: how far its wording says that this goes
    well, in log-odds, see :func:`.aspects.leaning`; ``backed``: how far the findings that it speaks of meet the norm, -1..1, see
    :func:`.subjects.backing`.
    """

    text: str
    edge: float
    worded: float
    backed: float


def trust(pieces: Sequence[Piece]) -> float:
    """How far the conclusions of a factsheet follow its findings, 0..1, told from the paragraphs whose wording is clear."""
    odds = _USUAL
    for piece in pieces:
        if abs(piece.worded) >= _CLEAR:
            agrees = (piece.backed > 0) == (piece.worded > 0)
            odds += abs(piece.backed) * (_AGREES if agrees else _DIFFERS)
    return 1 / (1 + math.exp(-odds))


def sides(pieces: Sequence[Piece], findings: Sequence[Told], follows: float) -> list[str | None]:
    """``goed``, ``beter`` or None (cannot be told) for each piece of one theme, in reading order.

    ``findings`` are those of the theme; ``follows`` is what :func:`trust` says of the factsheet.
    """
    count = len(pieces)
    odds = [_odds(piece, follows) for piece in pieces]
    scores = [
        sum(odds[:cut]) / 2 - sum(odds[cut:]) / 2 + math.log(chance)
        for cut, chance in enumerate(_chances(pieces, findings, follows))
    ]
    top = max(scores, default=0.0)
    shares = [math.exp(score - top) for score in scores]
    result: list[str | None] = []
    for index in range(count):
        good = sum(shares[index + 1 :]) / sum(shares)
        result.append("goed" if good >= _SURE else "beter" if good <= 1 - _SURE else None)
    return result


def _odds(piece: Piece, follows: float) -> float:
    """Log-odds that a piece says what goes well; the clearer its wording is, the less its findings add."""
    worded = max(-_MOST, min(_MOST, piece.worded))
    return worded + _BACKING * follows * piece.backed / (1 + _DAMP * abs(worded))


def _chances(pieces: Sequence[Piece], findings: Sequence[Told], follows: float) -> list[float]:
    """How probable each place of the cut is before any wording is read: before the first piece, before the second, ..., at the end."""
    good = sum(item.verdict == "voldoet" for item in findings)
    reserved = sum(item.verdict == "voldoet" and bool(item.remarks) for item in findings)
    bad = sum(item.verdict == "verbeterpunt" for item in findings) + 0.5 * reserved
    share = 0.5 + follows * ((good + 0.5) / (good + bad + 1) - 0.5)
    edges = [
        piece.edge * (0.3 if _GOES_ON.match(piece.text) else 1.5 if _TURNS.match(piece.text) else 1.0)
        for piece in pieces[1:]
    ]
    both = follows * (_BOTH if good and bad else _DESPITE) + (1 - follows) * _UNTOLD
    inner = [both * edge / max(1.0, sum(edges)) for edge in edges]
    rest = 1 - sum(inner)
    return [rest * (1 - share), *inner, rest * share]
