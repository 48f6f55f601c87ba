"""Denial with scope, over tokens.

A negator denies what follows it in its clause; a clause ends at a comma, a semicolon, a bracket or a contrasting
conjunction. "niet alleen ... maar ook" and the like deny nothing, nor does the second half of "al dan niet" or "wel of geen".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

NEGATORS: Final = frozenset(
    [
        "geen",
        "géén",
        "niet",
        "níet",
        "nooit",
        "niets",
        "niemand",
        "nergens",
        "noch",
        "nimmer",
        "evenmin",
        "nauwelijks",
        "amper",
    ]
)
#: After "niet" these make an addition or an understatement of it, no denial.
_ADDING: Final = frozenset(["alleen", "slechts", "enkel", "uitsluitend", "zozeer", "louter"])
_CLAUSE_ENDS: Final = frozenset(
    [
        *list(",;:.!?()…"),
        "maar",
        "echter",
        "terwijl",
        "omdat",
        "doordat",
        "waardoor",
        "zodat",
        "hoewel",
        "want",
    ]
)
_ALTERNATIVES: Final = frozenset(["dan", "of", "en/of"])
_AFFIRMING: Final = frozenset(["al", "wel", "wél"])


def scopes(tokens: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Stretches of tokens (start inclusive, end exclusive) that a sentence denies; each starts with its negator.

    A negator that closes its clause denies the clause before it ("dat is er niet"): the stretch then ends with the negator.
    """
    lower = [token.lower() for token in tokens]
    return tuple(found for i in range(len(lower)) if (found := scope(lower, i)))


def scope(lower: Sequence[str], i: int) -> tuple[int, int] | None:
    """What the word at ``i`` of a sentence in lower case denies, as in :func:`scopes`; None when it is no negator or denies nothing."""
    if not denies(lower, i):
        return None
    end = i + 1
    while end < len(lower) and lower[end] not in _CLAUSE_ENDS:
        end += 1
    start = i
    if end == i + 1:
        while start > 0 and lower[start - 1] not in _CLAUSE_ENDS:
            start -= 1
    return start, end


def denies(lower: Sequence[str], i: int) -> bool:
    """Whether the word at ``i`` of a sentence in lower case denies anything; two words before and behind it tell."""
    if lower[i] not in NEGATORS:
        return False
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if lower[i] in ("niet", "níet") and (
        following in _ADDING or (following == "te" and lower[i + 2 : i + 3] == ["vergeten"])
    ):
        return False
    if i > 1 and lower[i - 1] in _ALTERNATIVES and lower[i - 2] in _AFFIRMING:
        return False
    return not (i and lower[i - 1] == "of" and (not following or following in _CLAUSE_ENDS))


def negated(tokens: Sequence[str]) -> bool:
    """Whether a sentence denies anything."""
    return bool(scopes(tokens))
